"""Stores filled with the triples of a built corpus as one graph."""

import gzip
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow
from measure_corpus import feed
from servers import GRAPH, Kind, free_port, running
from virtuoso import Virtuoso

LONGEST = 20
"""The seconds after which a server is to give up a query."""

BUFFERS = 170_000
"""How many of its buffers Virtuoso's manual gives 2 GB of memory."""

PIECE = 1 << 22
GRAPH_NAME = re.compile(rb" <[^<> \n]*> \.\n")


@dataclass(frozen=True)
class Filled:
    """A store with its triples: how it is served, the seconds that filling it took, its bytes on disk."""

    kind: Kind
    seconds: float
    size: int


def triples(built: Path) -> Iterator[bytes]:
    """What a build has written, in pieces of N-Triples: whole lines without the names of graphs."""
    for path in sorted((built / "nquads").iterdir()):
        yield from plain(path)


def plain(path: Path) -> Iterator[bytes]:
    """The lines of one compressed file of N-Quads, every one of which has a graph, as N-Triples."""
    begun = b""
    with pyarrow.input_stream(str(path)) as stream:
        while piece := stream.read(PIECE):
            lines, end, begun = (begun + piece).rpartition(b"\n")
            yield GRAPH_NAME.sub(b" .\n", lines + end)


def oxigraph(built: Path, place: Path) -> Filled:
    """Oxigraph's store, filled through a pipe by its bulk loader and then compacted."""
    start = time.perf_counter()
    load = ["oxigraph", "load", "--location", str(place), "--format", "nt"]
    with subprocess.Popen(
        load, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        feed(process, triples(built))
    if process.returncode:
        raise RuntimeError(f"oxigraph load ends with status {process.returncode}")
    subprocess.run(["oxigraph", "optimize", "--location", str(place)], check=True, capture_output=True)
    serve = ["oxigraph", "serve-read-only", "--location", str(place), "--timeout-s", f"{LONGEST}", "--bind"]
    kind = Kind("Oxigraph", "/query?query=", lambda port: [*serve, f"127.0.0.1:{port}"])
    return Filled(kind, time.perf_counter() - start, size(place))


def virtuoso(built: Path, place: Path) -> Filled:
    """Virtuoso, filled from compressed N-Triples by two of its bulk loaders, with 2 GB for its buffers."""
    start, data = time.perf_counter(), place / "data"
    data.mkdir(parents=True)
    for path in sorted((built / "nquads").iterdir()):
        with gzip.open(data / f"{path.name.partition('.')[0]}.nt.gz", "wb", compresslevel=1) as stream:
            stream.writelines(plain(path))
    server = Virtuoso(place, free_port(), buffers=BUFFERS, data=data)
    endpoint = f"/sparql?default-graph-uri={GRAPH}&timeout={LONGEST * 1000}&query="
    kind = Kind("Virtuoso", endpoint, server.command)
    with running(kind):
        server.do(f"ld_dir('{data}', '*.gz', '{GRAPH}');")
        loader = ["isql-vt", str(server.inner), "dba", "dba", "exec=rdf_loader_run();"]
        loaders = [subprocess.Popen(loader, stdout=subprocess.DEVNULL) for _ in range(2)]
        if any(each.wait() for each in loaders):
            raise RuntimeError("a loader of Virtuoso has failed")
        server.do("checkpoint;")
    shutil.rmtree(data)
    return Filled(kind, time.perf_counter() - start, size(place))


FILLERS: Mapping[str, tuple[str, Callable[[Path, Path], Filled]]] = {
    "Oxigraph": ("oxigraph", oxigraph),
    "Virtuoso": ("virtuoso-t", virtuoso),
}
"""By name of a store, its program and how it is filled: from a build, in a folder that is not there."""


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
