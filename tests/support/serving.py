"""The project's own server in a process of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import urllib3
from patience import PATIENCE, until


@dataclass(frozen=True)
class Served:
    """A running server: its URL, with a slash at the end, its process, and what it has written to standard error."""

    url: str
    process: "subprocess.Popen[bytes]"
    errors: Path
    client: urllib3.PoolManager

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> urllib3.BaseHTTPResponse:
        """The answer at the path, redirections not followed; `accept_language` is the header Accept-Language."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(
            method, self.url + path, body=body, headers=named, redirect=False, retries=False
        )

    def said(self) -> str:
        """What it has written to standard error."""
        return self.errors.read_text(encoding="utf-8")


@contextlib.contextmanager
def served(
    *options: str,
    wait: bool = True,
    wrapper: Sequence[str] = (),
    port: int = 0,
    project: Path | None = None,
) -> Iterator[Served]:
    """A server with these options of `azkz serve`; it is ended, if it has not ended itself, behind the block.

    By default it may be asked as often as a test likes, and may take as long to answer as a busy machine makes it. A
    command such as nice(1) may be its `wrapper`. It is asked at the URL that it says it serves at, or at the `port` if
    one is given. It serves this package's project, or another.
    """
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder, "errors")
        command = [
            *wrapper,
            sys.executable,
            "-m",
            "azkz_graph",
            *(["--project", str(project)] if project else []),
            "serve",
            "--port",
            str(port),
            "--rate",
            "0",
            "--timeout",
            str(PATIENCE),
            *options,
        ]
        with errors.open("wb") as stream:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream, env=os.environ)
        client = urllib3.PoolManager(maxsize=16, timeout=urllib3.Timeout(2 * PATIENCE))
        try:
            told = address(errors, process)
            server = Served(f"http://127.0.0.1:{port}/" if port else told, process, errors, client)
            if wait:
                ready(server)
            yield server
        finally:
            client.clear()
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            finally:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def address(errors: Path, process: "subprocess.Popen[bytes]") -> str:
    """The URL that the server says it serves at."""
    until(lambda: b"\n" in errors.read_bytes() or process.poll() is not None)
    said = errors.read_text(encoding="utf-8")
    assert process.poll() is None, f"the server did not begin: {said}"
    return said.split()[2]


def ready(server: Served) -> None:
    """Wait until the server has data."""
    until(lambda: server.get("health").status == 200)


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """A server of the project's own data."""
    with served("--quiet") as running:
        yield running
