"""Servers that answer SPARQL from the released Turtle, each in its own processes."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from measure import AZKZ, ROOT
from virtuoso import Virtuoso

PATIENCE = 60
"""The seconds that a server may take to begin, and again to end."""

OURS = "azkz serve"

FIRST = "{}ASK%7B%3Fs%20%3Fp%20%3Fo%7D"
"""The path of the first question at an endpoint."""

GRAPH = "https://w3id.org/azkz/"
"""The graph that Virtuoso, which has no other place for them, is told to put the triples in."""


@dataclass(frozen=True)
class Kind:
    """A program that serves: `command` starts it at a port; `endpoint` is the path to which a query is added."""

    name: str
    endpoint: str
    command: Callable[[int], list[str]]


@dataclass(frozen=True)
class Running:
    """A server that runs: its URL, without a slash at the end, and the number of its first process."""

    kind: Kind
    url: str
    process: int

    def get(self, path: str, accept: str) -> tuple[int, str, bytes]:
        """Status, media type and content of an answer, of whatever status; redirections are not followed."""
        request = urllib.request.Request(self.url + path, headers={"Accept": accept})
        try:
            with OPENER.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get_content_type(), error.read()


class Unfollowed(urllib.request.HTTPRedirectHandler):
    """Leaves a redirection as it is."""

    def redirect_request(self, *told: object) -> None:
        """There is no other request."""


OPENER = urllib.request.build_opener(Unfollowed, urllib.request.ProxyHandler({}))


def kinds(turtle: Path, folder: Path) -> tuple[list[Kind], list[str]]:
    """What is installed, loaded with the Turtle where that is done beforehand; and the names of what is not."""
    makers: Mapping[tuple[str, str], Callable[[Path, Path], Kind]] = {
        ("`azkz serve`", AZKZ): azkz,
        ("`oxigraph serve-read-only` (PyPI oxigraph)", "oxigraph"): oxigraph,
        ("rdflib-endpoint (PyPI)", "rdflib-endpoint"): rdflib_endpoint,
        ("Virtuoso (Debian virtuoso-opensource-7-bin)", "virtuoso-t"): virtuoso,
    }
    found = [make(turtle, folder) for (_, program), make in makers.items() if shutil.which(program)]
    return found, [name for name, program in makers if not shutil.which(program)]


def azkz(turtle: Path, folder: Path) -> Kind:
    """Our own, with the project's data as it comes; a client that asks for all that it can do is not one among many."""
    return Kind(
        OURS,
        "/sparql?query=",
        lambda port: [AZKZ, "serve", "--quiet", "--rate", "0", "--per-client", "0", "--port", f"{port}"],
    )


def oxigraph(turtle: Path, folder: Path) -> Kind:
    """Oxigraph's own server."""
    place = str(folder / "oxigraph")
    subprocess.run(
        ["oxigraph", "load", "--location", place, "--file", str(turtle)], check=True, capture_output=True
    )
    command = ["oxigraph", "serve-read-only", "--location", place, "--bind"]
    return Kind("Oxigraph", "/query?query=", lambda port: [*command, f"127.0.0.1:{port}"])


def rdflib_endpoint(turtle: Path, folder: Path) -> Kind:
    """A server on rdflib, which reads the file whenever it starts."""
    command = ["rdflib-endpoint", "serve", "--host", "127.0.0.1", "--port"]
    return Kind("rdflib-endpoint", "/?query=", lambda port: [*command, f"{port}", str(turtle)])


def virtuoso(turtle: Path, folder: Path) -> Kind:
    """Virtuoso, told of the graph by the protocol's parameter, for it has triples of its own too."""
    place = folder / "virtuoso"
    place.mkdir()
    server = Virtuoso(place, free_port(), clients=140, buffers=10000, data=turtle.parent)
    kind = Kind("Virtuoso", f"/sparql?default-graph-uri={GRAPH}&query=", server.command)
    with running(kind):
        server.do(f"DB.DBA.TTLP(file_to_string_output('{turtle}'), '', '{GRAPH}', 0); checkpoint;")
    return kind


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextlib.contextmanager
def running(kind: Kind, path: str | None = None, accept: str = "*/*") -> Iterator[Running]:
    """The server, once it has answered a path, by default a query; it is ended behind the block."""
    port = free_port()
    process = subprocess.Popen(
        kind.command(port),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,
    )
    server = Running(kind, f"http://127.0.0.1:{port}", process.pid)
    try:
        wait(server, process, path or FIRST.format(kind.endpoint), accept)
        yield server
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait(server: Running, process: "subprocess.Popen[bytes]", path: str, accept: str) -> None:
    """Wait until the server answers the path by 200.

    Raises:
        RuntimeError: it has ended, or takes too long.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, HTTPException):
            if server.get(path, accept)[0] == 200:
                return
        time.sleep(0.005)
    raise RuntimeError(f"{server.kind.name} does not answer {path}")


def drain(server: Running) -> None:
    """Wait until the server has done with requests whose clients have left, which some go on to answer."""
    quick = 0
    while quick < 3:
        start = time.perf_counter()
        server.get(FIRST.format(server.kind.endpoint), "*/*")
        quick = quick + 1 if time.perf_counter() - start < 0.1 else 0
