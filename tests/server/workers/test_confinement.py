"""What a worker may still ask of the system: jobs that try more, in processes of their own."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import confined_jobs
import pytest
from confined_jobs import ATTEMPTS
from patience import PATIENCE
from serving import served

from azkz_graph.server.workers.confinement import confinement, seccomp
from azkz_graph.server.workers.fork_server import READER, WORKER
from azkz_graph.server.workers.message_framing import frame, receive

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines processes"),
    pytest.mark.process,
]
CONFINED: Final = pytest.mark.skipif(
    seccomp() is None, reason="neither pyseccomp nor Debian's python3-seccomp is installed, with libseccomp2"
)
NURSERY: Final = Path(confined_jobs.__file__)


@contextmanager
def worker(*, reads: bool, message: bytes = WORKER) -> Iterator[socket.socket]:
    """The stream to a worker of a nursery that runs in a process of its own and has inherited what listens."""
    control, controlled = socket.socketpair()
    ours, theirs = socket.socketpair()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        given = (controlled.fileno(), listening.fileno())
        arguments = [str(controlled.fileno()), "reads" if reads else ""]
        nursery = subprocess.Popen([sys.executable, str(NURSERY), *arguments], pass_fds=given)
    controlled.close()
    try:
        with control, ours:
            with theirs:
                socket.send_fds(control, [message], [theirs.fileno()])
            ours.settimeout(PATIENCE)
            assert int.from_bytes(ours.recv(4), "big") > 0
            yield ours
    finally:
        nursery.wait(timeout=PATIENCE)


def asked(stream: socket.socket, name: str, folder: Path) -> tuple[int, str]:
    """The status and the content that a job replies with."""
    stream.sendall(frame({"job": name, "arguments": {"folder": str(folder)}, "seconds": 20}))
    message = receive(stream)
    assert message is not None, f"the worker ended at the attempt to {name}"
    head, content = message
    return head["status"], content.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kept").write_text("kept", encoding="ascii")
    return tmp_path


@pytest.mark.parametrize("reads", [False, True])
def test_a_worker_has_nothing_open_but_its_own(reads: bool, folder: Path) -> None:
    with worker(reads=reads) as stream:
        # Input, output, errors, the stream, and what the job itself has opened.
        assert asked(stream, "open", folder) == (200, "[0,1,2,3,4]")


@pytest.mark.parametrize("name", ["read", "write", "append", "connect", "listen", "pair"])
def test_who_does_not_read_opens_nothing(name: str, folder: Path) -> None:
    with worker(reads=False) as stream:
        assert asked(stream, name, folder)[1] in ('"OSError"', '"PermissionError"')
        assert asked(stream, "nothing", folder) == (200, '"done"')


@pytest.mark.parametrize("reads", [False, True])
def test_a_worker_gains_no_rights(reads: bool, folder: Path) -> None:
    with worker(reads=reads) as stream:
        assert asked(stream, "rights", folder) == (200, "true")


@CONFINED
@pytest.mark.parametrize("reads", [False, True])
def test_a_confined_worker_changes_nothing(reads: bool, folder: Path) -> None:
    refused = ATTEMPTS.keys() - {"nothing", "read", "thread"}
    with worker(reads=reads) as stream:
        for name in sorted(refused):
            status, told = asked(stream, name, folder)
            assert (name, status) == (name, 200)
            assert told in ('"PermissionError"', '"OSError"', '"ValueError"'), name
        assert asked(stream, "nothing", folder) == (200, '"done"')
    assert [each.name for each in folder.iterdir()] == ["kept"]
    assert (folder / "kept").read_text(encoding="ascii") == "kept"


@CONFINED
def test_a_confined_worker_that_reads_reads_and_has_threads(folder: Path) -> None:
    with worker(reads=True) as stream:
        assert asked(stream, "read", folder) == (200, '"done"')
        assert asked(stream, "thread", folder) == (200, '"done"')
    with worker(reads=False) as stream:
        assert asked(stream, "thread", folder) == (200, '"RuntimeError"')


def test_a_fault_is_told_to_nobody(folder: Path) -> None:
    with worker(reads=False) as stream:
        status, told = asked(stream, "fault", folder)
    assert status == 500
    assert "KeyError" not in told
    assert str(folder) not in told


def test_an_answer_is_no_longer_than_it_may_be(folder: Path) -> None:
    with worker(reads=False) as stream:
        assert asked(stream, "long", folder)[0] == 413
    with worker(reads=False, message=READER) as stream:
        assert asked(stream, "long", folder)[0] == 200


def test_whoever_runs_the_server_is_told_how_workers_are_confined() -> None:
    with served("--quiet") as server:
        assert server.get("health").json()["workers"] == confinement()
        assert server.get("sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D").json()["boolean"] is True
        assert server.get("doc/baku.html").status == 200
        assert server.get("query/memberships.html?member=Kazakhstan").status == 200
