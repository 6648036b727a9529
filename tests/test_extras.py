"""Each extra, installed alone into a new environment, brings what its commands need; without it a sentence says so."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
import urllib3
from corpora import write_articles
from patience import PATIENCE
from serving import Served, ready
from triple_stores import oxigraph

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[1]

MOST = 100 * 1024 * 1024
"""The bytes that an installation of the core may take."""

Azkz = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = {**os.environ, "HATCH_BUILD_NO_HOOKS": "true"}
    subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def installed(wheel: Path, folder: Path, extra: str = "") -> Path:
    """Install the wheel with an extra into a new environment; its program."""
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", str(folder)], check=True)
    locks = ["--constraint", str(ROOT / "requirements" / "tests.txt")]
    wanted = f"azkz-graph{extra and f'[{extra}]'} @ {wheel.as_uri()}"
    into = ["--python", str(folder / "bin" / "python")]
    subprocess.run([*uv, "pip", "install", "--quiet", *into, *locks, wanted], check=True)
    return folder / "bin" / "azkz"


def run(program: Path, folder: Path, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [program, *words],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
    )


@pytest.fixture(scope="module")
def core(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(wheel, tmp_path_factory.mktemp("core") / "environment")


def test_the_core_is_small(core: Path) -> None:
    packages = core.parents[1] / "lib"
    assert sum(path.stat().st_size for path in packages.rglob("*") if path.is_file()) < MOST


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "build --out release",
        "query diplomatic-missions",
        "show baku",
        "why kazakhstan representedIn azerbaijan",
        "cite baku",
        "completion bash",
        "store build azkz.store",
    ],
)
def test_the_core_answers(command: str, core: Path, tmp_path: Path) -> None:
    done = run(core, tmp_path, *command.split())
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_core_builds_everything_but_parquet(core: Path, tmp_path: Path) -> None:
    done = run(core, tmp_path, "build", "--out", "release")
    assert done.stderr.splitlines()[-1] == (
        "The tables of Parquet were left out: each needs pyarrow, which is not installed; "
        "in a checkout of azkz-graph run pip install '.[parquet]'"
    )
    assert (tmp_path / "release" / "facts.csv").exists()
    assert not (tmp_path / "release" / "facts.parquet").exists()


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("site --out site", "site"),
        ("serve --port 0", "serve"),
        ("load http://127.0.0.1:9/", "load"),
        ("query twin-towns --endpoint http://127.0.0.1:9/", "load"),
        ("check-deref http://127.0.0.1:9/", "load"),
        ("corpus build articles built", "corpus"),
        ("mcp", "mcp"),
    ],
)
def test_what_the_core_lacks_is_named(command: str, extra: str, core: Path, tmp_path: Path) -> None:
    done = run(core, tmp_path, *command.split())
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"; in a checkout of azkz-graph run pip install '.[{extra}]'\n" in done.stderr


def test_parquet(wheel: Path, tmp_path: Path) -> None:
    done = run(installed(wheel, tmp_path / "environment", "parquet"), tmp_path, "build", "--out", "release")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "release" / "facts.parquet").exists()


@pytest.mark.store
def test_load(wheel: Path, tmp_path: Path) -> None:
    program = installed(wheel, tmp_path / "environment", "load")
    with oxigraph() as store:
        done = run(program, tmp_path, "load", store.query.removesuffix("query"))
        assert done.returncode == 0, done.stderr
        there = run(program, tmp_path, "query", "diplomatic-missions", "--endpoint", store.query)
    assert there.stdout == run(program, tmp_path, "query", "diplomatic-missions").stdout


def test_site(wheel: Path, tmp_path: Path) -> None:
    small = shutil.copytree(ROOT / "tests" / "projects" / "small", tmp_path / "small")
    done = run(installed(wheel, tmp_path / "environment", "site"), small, "--project", ".", "site")
    assert done.returncode == 0, done.stderr
    assert (small / "site" / "doc" / "aktau.he.html").exists()


def test_serve(wheel: Path, tmp_path: Path) -> None:
    program = installed(wheel, tmp_path / "environment", "serve,sandbox")
    with subprocess.Popen(
        [program, "serve", "--port", "0", "--quiet", "--timeout", str(PATIENCE)],
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    ) as server:
        assert server.stderr is not None
        try:
            url = server.stderr.readline().split()[2].decode()
            ready(Served(url, server, tmp_path, urllib3.PoolManager()))
            with urlopen(f"{url}query/diplomatic-missions.json", timeout=PATIENCE) as answer:
                assert json.load(answer)["results"]["bindings"]
            with urlopen(f"{url}doc/baku.he.html", timeout=PATIENCE) as answer:
                assert answer.status == 200
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=PATIENCE) == 0


def test_mcp(wheel: Path, tmp_path: Path) -> None:
    program = installed(wheel, tmp_path / "environment", "mcp")
    about = {
        "protocolVersion": "2025-03-26",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": about}
    done = run(program, tmp_path, "mcp", given=json.dumps(asked) + "\n")
    assert json.loads(done.stdout.splitlines()[0])["result"]["serverInfo"]["name"]


def test_corpus(wheel: Path, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one")
    program = installed(wheel, tmp_path / "environment", "corpus")
    done = run(program, tmp_path, "corpus", "build", str(source), "built")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "built" / "manifest.json").exists()
