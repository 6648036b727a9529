"""The same corpus on every engine, and on engines of which a part is ended in the middle."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import SMALL, build, contents, write_articles
from patience import PATIENCE, until

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found as Linux shows them"),
    pytest.mark.process,
]

"""How long anything may take on a busy machine."""

CLUSTER = "local-cluster[2,1,1024]"
"""A master and two executors, each a process of its own with one core."""


def command(source: Path, target: Path, *options: str) -> "subprocess.Popen[bytes]":
    """`azkz corpus build`, begun, in a group of its own."""
    words = [sys.executable, "-m", "azkz_graph", "corpus", "build", str(source), str(target), "--part", "1"]
    # Spark must not look for the machine's address in a network.
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.Popen(
        [*words, *options],
        env=environment,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def statements(target: Path) -> dict[str, int]:
    """When each file of statements was written, in nanoseconds."""
    return {path.name: path.stat().st_mtime_ns for path in target.glob("nquads/*-statements.nq.zst")}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(
        tmp_path_factory.mktemp("source"), *(f"article-{number:02}" for number in range(40)), data=SMALL
    )


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is built in one process."""
    target = tmp_path_factory.mktemp("expected") / "built"
    build(source, target, 1)
    return contents(target)


@pytest.fixture
def java() -> None:
    if shutil.which("java") is None:
        pytest.skip("java is missing; install the Debian package default-jre-headless")


def test_processes_build_the_same(source: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    process = command(source, tmp_path / "built", "--processes", "2")
    output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, b"")
    assert output.decode().startswith(f"{tmp_path / 'built'}: 40 of 40 articles, ")
    assert contents(tmp_path / "built") == expected


def test_a_build_that_was_killed_goes_on_where_it_was(
    source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    target = tmp_path / "built"
    process = command(source, target, "--processes", "1")
    until(lambda: len(list((target / ".work").glob("*-staged.json"))) >= 3)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert not (target / "manifest.json").exists()
    marked = {path.name.partition("-")[0] for path in (target / ".work").glob("*-staged.json")}
    before = statements(target)
    again = command(source, target, "--processes", "1")
    assert again.communicate(timeout=PATIENCE)[1] == b""
    after = statements(target)
    kept = {name for name, written in before.items() if after[name] == written}
    assert {name.partition("-")[0] for name in kept} >= marked
    assert contents(target) == expected


def test_a_process_that_is_killed_is_told_and_the_build_goes_on(
    source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    target = tmp_path / "built"
    process = command(source, target, "--processes", "2")
    until(lambda: len(list((target / ".work").glob("*-staged.json"))) >= 1)
    os.kill(next(iter(running(process.pid, "multiprocessing.spawn"))), signal.SIGKILL)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert (
        b"another program ended a process, perhaps for lack of memory; run the same command again" in errors
    )
    assert command(source, target, "--processes", "2").communicate(timeout=PATIENCE)[1] == b""
    assert contents(target) == expected


def test_nothing_is_left_of_a_build_that_was_killed(source: Path, tmp_path: Path) -> None:
    process = command(source, tmp_path / "built", "--processes", "2")
    until(lambda: len(list((tmp_path / "built" / ".work").glob("*-staged.json"))) >= 1)
    workers = list(running(process.pid, "multiprocessing.spawn"))
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert workers
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@pytest.mark.spark
@pytest.mark.usefixtures("java")
def test_a_cluster_that_loses_an_executor_builds_the_same(
    source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    target = tmp_path / "built"
    process = command(source, target, "--engine", "spark", "--master", CLUSTER)
    until(lambda: len(list((target / ".work").glob("*-staged.json"))) >= 1)
    os.kill(next(iter(running(process.pid, "CoarseGrainedExecutorBackend"))), signal.SIGKILL)
    assert process.communicate(timeout=PATIENCE)[0].startswith(f"{target}: 40 of 40 articles, ".encode())
    assert process.returncode == 0
    assert contents(target) == expected


def running(number: int, word: str) -> Iterator[int]:
    """The processes below one that have the word in their command."""
    for task in Path(f"/proc/{number}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            if word.encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                yield child
            yield from running(child, word)
