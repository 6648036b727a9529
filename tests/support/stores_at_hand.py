"""Content of a running store, asked without the program under test."""

import csv
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import urllib3
from transcripts import SMALL
from triple_stores import TripleStore, free_port, program, started

from azkz_graph.cli.command_line import run_command

Counts = dict[str, int]
"""The number of triples of each named graph."""

COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def azkz(*words: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command on the small project in this process, without secrets of the user who runs the tests."""
    own = {"AZKZ_PASSWORD": "", "AZKZ_TOKEN": "", "NETRC": os.devnull, "no_proxy": "*"}
    command = ["--project", str(SMALL), *words]
    given, said, told = (
        io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)
        for text in (stdin, "", "")
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**own, **environment}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", given)
        with redirect_stdout(said), redirect_stderr(told):
            status = run_command(command)
    for stream in (said, told):
        stream.seek(0)
    return subprocess.CompletedProcess(command, status, said.read(), told.read())


def rows(store: TripleStore, text: str) -> list[list[str]]:
    """What the store answers to a query."""
    with urllib3.PoolManager() as pools:
        reply = pools.request(
            "POST",
            store.query,
            fields={"query": text},
            encode_multipart=False,
            headers={"Accept": "text/csv"},
        )
    assert reply.status == 200, reply.data
    return list(csv.reader(io.StringIO(reply.data.decode())))[1:]


def counts(store: TripleStore) -> Counts:
    """How many triples each named graph of the store has."""
    return {graph: int(number) for graph, number in rows(store, COUNTS)}


def change(store: TripleStore, text: str) -> None:
    """Run an update."""
    with urllib3.PoolManager() as pools:
        assert store.update is not None
        headers = {"Content-Type": "application/sparql-update"}
        reply = pools.request("POST", store.update, body=text.encode(), headers=headers)
    assert reply.status < 300, reply.data


@contextmanager
def oxigraph_without_union() -> Iterator[TripleStore]:
    """Oxigraph's server, in whose default graph named graphs do not show."""
    binary = program("oxigraph", "oxigraph of PyPI")
    with tempfile.TemporaryDirectory() as folder:
        address = f"127.0.0.1:{free_port()}"
        url = f"http://{address}"
        with started(
            [binary, "serve", "--location", folder, "--bind", address], f"{url}/query", Path(folder)
        ):
            yield TripleStore("Oxigraph", f"{url}/query", f"{url}/update", f"{url}/store")
