"""The build as a process: the same bytes everywhere, and whole whatever happens."""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
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
    manifest = json.loads(files.pop("manifest.json"))
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == {
        entry["path"]: entry["sha256"] for entry in manifest["files"]
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


@pytest.mark.process
def test_bytes_do_not_depend_on_the_machine(project: Project, dataset: Dataset, tmp_path: Path) -> None:
    build(dataset, tmp_path / "dist")
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
        assert content(tmp_path / f"copy {number} Жер" / "dist") == content(tmp_path / "dist")


def test_files_carry_the_date_of_the_source(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    build(dataset, tmp_path / "dist")
    paths = [tmp_path / "dist", *(tmp_path / "dist").rglob("*")]
    assert {path.stat().st_mtime for path in paths} == {EPOCH}


def test_bytes_do_not_depend_on_the_time(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, epoch in enumerate(("", "0", str(EPOCH))):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        build(dataset, tmp_path / str(number))
    assert content(tmp_path / "0") == content(tmp_path / "1") == content(tmp_path / "2")


@pytest.mark.parametrize("text", ["now", "-1", "1.5", " 1", "٣", "9" * 30])
def test_a_date_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        source_date(text)


@pytest.fixture
def revised(project: Project, tmp_path: Path) -> Path:
    """A copy of the project with the version 9.9.9."""
    root = tmp_path / "revised"
    for name in ("data", "ontology", "queries"):
        shutil.copytree(project.root / name, root / name)
    record = root / "data" / "dataset.ttl"
    before = record.read_text(encoding="utf-8")
    after = before.replace('owl:versionInfo "1.0.0"', 'owl:versionInfo "9.9.9"')
    assert after != before
    record.write_text(after, encoding="utf-8")
    return root


@pytest.mark.process
def test_a_killed_build_leaves_the_last_good_one(dataset: Dataset, revised: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "dist"
    started = time.monotonic()
    process = build_process(revised, out)
    assert process.communicate()[1] == b""
    length = time.monotonic() - started
    build(dataset, out)
    first = version(out)
    seen = set()
    for step in range(9):
        process = build_process(revised, out)
        time.sleep(length * (0.1 + 0.1 * step))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        seen.add(version(out))
    assert seen <= {first, "9.9.9"}
    build(dataset, out)
    assert version(out) == first
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A filesystem that holds one release and not two."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_leaves_the_last_good_one(dataset: Dataset, revised: Path, small_disk: Path) -> None:
    build(dataset, small_disk / "dist")
    before = content(small_disk / "dist")
    filler = 12 * 2**20 - sum(len(data) for data in before.values())
    (small_disk / "filler").write_bytes(b"x" * (filler - 2**21))
    with pytest.raises(UsageError, match="No space left on device"):
        build(derive(read(open_project(revised))), small_disk / "dist")
    assert content(small_disk / "dist") == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["dist", "filler"]
    (small_disk / "filler").unlink()


def test_a_file_that_must_not_grow_leaves_the_last_good_one(
    dataset: Dataset, revised: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "dist"
    build(dataset, out)
    before = content(out)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    changed = derive(read(open_project(revised)))
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
