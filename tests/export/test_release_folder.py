"""The build as a process: the same bytes everywhere, and whole whatever happens."""

import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.export.release_folder import build, source_date
from azkz_graph.problem import UsageError

SCRIPT = Path(__file__).parents[1] / "support" / "build_release.py"
EPOCH = 1_700_000_000


def build_process(
    project: Path, out: Path, cwd: Path | None = None, umask: int = -1, **environment: str
) -> subprocess.Popen[bytes]:
    """A process that builds."""
    return subprocess.Popen(
        [sys.executable, SCRIPT, project, out],
        env={**os.environ, **environment},
        cwd=cwd,
        umask=umask,
        stderr=subprocess.PIPE,
    )


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def version(folder: Path) -> str:
    """The version of a release; the release must be whole, and nothing may stand beside its files."""
    files = content(folder)
    lines = files.pop("SHA256SUMS").decode().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == sums
    manifest = json.loads(files.pop("manifest.json"))
    assert {entry["path"]: entry["sha256"] for entry in manifest["files"]} == {
        name: digest for name, digest in sums.items() if name != "manifest.json"
    }
    return str(manifest["version"])


def copied(project: Project, root: Path, order: random.Random) -> Path:
    """A copy of the project in which files were made in another order, and entities stand in files of other names."""
    for name in ("data", "ontology", "queries"):
        paths = [path for path in (project.root / name).rglob("*") if path.is_file()]
        order.shuffle(paths)
        for path in paths:
            place = root / path.relative_to(project.root)
            if place.parent.name == "entities":
                place = place.with_name(f"{order.randrange(10**6)}-{place.name}")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    return root


@pytest.fixture(scope="module")
def built(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, made once; tests change copies of it."""
    folder = tmp_path_factory.mktemp("built") / "dist"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
        build(dataset, folder)
    return folder


@pytest.mark.process
def test_bytes_do_not_depend_on_the_machine(project: Project, built: Path, tmp_path: Path) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "tr_TR.UTF-8", "LANG": "az_AZ.UTF-8"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ]
    processes = []
    for number, environment in enumerate(surroundings):
        root = copied(project, tmp_path / f"copy {number} Жер", random.Random(number))
        cwd = tmp_path if number else None
        processes.append(
            build_process(root, root / "dist", cwd, (0o022, 0o077, 0o002)[number], **environment)
        )
    for number, process in enumerate(processes):
        assert process.communicate()[1] == b""
        assert content(tmp_path / f"copy {number} Жер" / "dist") == content(built)


def test_files_carry_the_date_of_the_source(built: Path) -> None:
    assert {path.stat().st_mtime for path in (built, *built.rglob("*"))} == {EPOCH}


@pytest.mark.large
@pytest.mark.parametrize("epoch", ["", "0"])
def test_bytes_do_not_depend_on_the_time(
    dataset: Dataset, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    build(dataset, tmp_path / "dist")
    assert content(tmp_path / "dist") == content(built)


@pytest.mark.parametrize("text", ["now", "-1", "1.5", " 1", "٣", "9" * 30])
def test_a_date_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        source_date(text)


@pytest.fixture(scope="module")
def revised(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the version 9.9.9."""
    root = tmp_path_factory.mktemp("revised")
    for name in ("data", "ontology", "queries"):
        shutil.copytree(project.root / name, root / name)
    record = root / "data" / "dataset.ttl"
    before = record.read_text(encoding="utf-8")
    after = before.replace(f'owl:versionInfo "{metadata.version("azkz_graph")}"', 'owl:versionInfo "9.9.9"')
    assert after != before
    record.write_text(after, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def changed(revised: Path) -> Dataset:
    """The dataset of that copy."""
    return derive(read(open_project(revised)))


@pytest.mark.process
def test_a_killed_build_leaves_the_last_good_one(
    dataset: Dataset, built: Path, revised: Path, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(built, tmp_path / "out" / "dist"))
    first, files = version(out), len(content(built))
    torn = 0
    for enough in (0, 1, files // 2, files - 1):
        left = set(out.parent.iterdir())
        process = build_process(revised, out)
        while process.poll() is None and written(out.parent, left) < enough:
            pass
        process.kill()
        process.communicate()
        assert version(out) in (first, "9.9.9")
        torn += 0 <= written(out.parent, left) < files
    assert torn > 1
    process = build_process(revised, out)
    assert process.communicate()[1] == b""
    assert version(out) == "9.9.9"
    build(dataset, out)
    assert version(out) == first
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


def written(parent: Path, left: set[Path]) -> int:
    """How many files lie in the folder that a build fills, which is none of those left; -1 if there is none yet."""
    filled = [path for path in set(parent.iterdir()) - left if path.is_dir()]
    return max((sum(len(files) for *_, files in os.walk(path)) for path in filled), default=-1)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small filesystem, to be filled."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.large
def test_a_full_disk_leaves_the_last_good_one(built: Path, changed: Dataset, small_disk: Path) -> None:
    shutil.copytree(built, small_disk / "dist")
    before = content(small_disk / "dist")
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * (free - 2**21))
    with pytest.raises(UsageError, match="No space left on device"):
        build(changed, small_disk / "dist")
    assert content(small_disk / "dist") == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["dist", "filler"]
    (small_disk / "filler").unlink()


def test_a_file_that_must_not_grow_leaves_the_last_good_one(
    built: Path, changed: Dataset, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(built, tmp_path / "out" / "dist"))
    before = content(out)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(UsageError, match="File too large"):
            build(changed, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert content(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


def test_a_release_is_not_written_among_the_authored_files(dataset: Dataset) -> None:
    target = dataset.project.data / "release"
    with pytest.raises(UsageError, match="authored files"):
        build(dataset, target)
    assert not target.exists()
