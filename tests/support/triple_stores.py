"""Real triple stores, each on a free port of loopback and in its own temporary folder.

Debian's virtuoso-opensource-7-bin and PyPI's oxigraph and rdflib-endpoint bring the programs; a test that needs one
that is missing skips.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3
from patience import PATIENCE
from virtuoso import Virtuoso

OPEN = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);"
"""What lets anybody change a Virtuoso."""


@dataclass(frozen=True)
class TripleStore:
    """A running store: where to ask, to update and to put graphs, and as whom; None is what it does not have."""

    name: str
    query: str
    update: str | None
    graph_store: str | None
    user: str | None = None
    password: str | None = None
    token: str | None = None


@contextmanager
def oxigraph() -> Iterator[TripleStore]:
    """Oxigraph's server, on disk; its default graph is the union of all graphs."""
    binary = program("oxigraph", "oxigraph of PyPI")
    with tempfile.TemporaryDirectory() as folder:
        address = f"127.0.0.1:{free_port()}"
        command = [binary, "serve", "--union-default-graph", "--location", folder, "--bind", address]
        url = f"http://{address}"
        with started(command, f"{url}/query", Path(folder)):
            yield TripleStore("Oxigraph", f"{url}/query", f"{url}/update", f"{url}/store")


@contextmanager
def virtuoso(*, locked: bool = False) -> Iterator[TripleStore]:
    """Virtuoso; if `locked`, who changes it needs a password, by Digest authentication, else nobody does."""
    for name in ("virtuoso-t", "isql-vt"):
        program(name, "virtuoso-opensource-7-bin of Debian")
    with tempfile.TemporaryDirectory() as folder:
        server, port = Virtuoso(Path(folder), free_port()), free_port()
        url = f"http://127.0.0.1:{port}"
        with started(server.command(port), f"{url}/sparql", Path(folder)):
            if locked:
                crud = f"{url}/sparql-graph-crud-auth"
                yield TripleStore("Virtuoso", f"{url}/sparql", f"{url}/sparql-auth", crud, "dba", "dba")
            else:
                server.do(OPEN)
                yield TripleStore("Virtuoso", f"{url}/sparql", f"{url}/sparql", f"{url}/sparql-graph-crud")


@contextmanager
def rdflib_endpoint(*, token: str | None = None) -> Iterator[TripleStore]:
    """A server on rdflib, in memory, without a Graph Store; if there is a `token`, who changes it must bear it."""
    binary = program("rdflib-endpoint", "rdflib-endpoint[cli] of PyPI")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [binary, "serve", "--enable-update", "--host", "127.0.0.1", "--port", str(port)]
        url = f"http://127.0.0.1:{port}/"
        with started(command, url, Path(folder), {"RDFLIB_APIKEY": token or ""}):
            yield TripleStore("rdflib-endpoint", url, url, None, token=token)


STORES: Mapping[str, Callable[[], AbstractContextManager[TripleStore]]] = {
    "oxigraph": oxigraph,
    "virtuoso": virtuoso,
    "rdflib-endpoint": rdflib_endpoint,
}


def program(name: str, package: str) -> str:
    """The path of the program, or a skip that names its package."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}")
    if found is None:
        pytest.skip(f"{name} is missing; install {package}")
    return found


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def started(
    command: list[str], query: str, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """The server runs from when it answers a query until the block ends, however it ends."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            stdout=said,
            stderr=said,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        try:
            if not answers(process, query):
                said.seek(0)
                raise AssertionError(f"{command[0]} does not answer: {said.read().decode(errors='replace')}")
            yield
        finally:
            # The folder goes too, so nothing is worth an orderly end.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def answers(process: "subprocess.Popen[bytes]", query: str) -> bool:
    """Whether the server answers a query before it ends, or patience does."""
    until = time.monotonic() + PATIENCE
    with urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(10)) as client:
        while time.monotonic() < until and process.poll() is None:
            try:
                if client.request("GET", query, fields={"query": "ASK { ?s ?p ?o }"}).status == 200:
                    return True
            except urllib3.exceptions.HTTPError:
                time.sleep(0.05)
    return False
