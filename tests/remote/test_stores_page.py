"""docs/stores.md: each store's section says how it is known, names tests that exist, and has commands that run."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from patience import PATIENCE
from transcripts import SMALL
from triple_stores import STORES, TripleStore, rdflib_endpoint, virtuoso

from azkz_graph.cli.command_line import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (?!Stores that reason)(.+)\n((?:(?!## ).*\n)+)", PAGE, re.M))
MANUALS = ("Fuseki", "GraphDB", "QLever", "Stardog", "Neptune")
TESTED: Mapping[str, Callable[[], AbstractContextManager[TripleStore]]] = {
    "Oxigraph": STORES["oxigraph"],
    "Virtuoso": lambda: virtuoso(locked=True),
    "rdflib-endpoint": lambda: rdflib_endpoint(token="secret"),
}


def commands(section: str) -> list[list[str]]:
    """The words of each command of ours in a section."""
    lines = re.findall(r"^\$ (azkz .*)", SECTIONS[section], re.M)
    assert len(lines) == 2
    return [shlex.split(line)[1:] for line in lines]


def test_the_sections() -> None:
    assert tuple(SECTIONS) == (*TESTED, *MANUALS)
    assert len(TESTED) == len(STORES)


@pytest.mark.parametrize("section", TESTED)
def test_tests_that_are_named_exist(section: str) -> None:
    assert SECTIONS[section].lstrip().startswith("Tested with version ")
    named = re.findall(r"`(tests/[^`]*\.py)`", SECTIONS[section])
    assert named
    assert all((ROOT / name).is_file() for name in named)


@pytest.mark.parametrize("section", MANUALS)
def test_manuals_are_named(section: str) -> None:
    assert SECTIONS[section].lstrip().startswith("From its manual: [")


@pytest.mark.parametrize("section", SECTIONS)
def test_the_table_says_the_same(section: str) -> None:
    known = "tested" if section in TESTED else "from its manual"
    assert f"| [{section}](#{section.lower()}) | {known} |" in PAGE


@pytest.mark.parametrize("section", SECTIONS)
def test_options_exist(section: str) -> None:
    for name, *words in commands(section):
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.store
@pytest.mark.process
@pytest.mark.parametrize("section", TESTED)
def test_commands_run(section: str) -> None:
    with TESTED[section]() as store:
        for words in commands(section):
            done = run(store, words)
            assert done.returncode == 0, done.stdout + done.stderr
            assert done.stdout


def run(store: TripleStore, words: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command of the page with the small project, at the running store in the place of the page's."""
    origin = "http://" + urlsplit(store.query).netloc
    placed = [re.sub(r"^http://localhost:\d+", origin, word) for word in words]
    token = f"{origin}={store.token}" if store.token else ""
    secrets = {"AZKZ_PASSWORD": store.password or "", "AZKZ_TOKEN": token, "NETRC": os.devnull}
    return subprocess.run(
        [sys.executable, "-m", "azkz_graph", "--project", str(SMALL), *placed],
        env={**os.environ, **secrets},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
