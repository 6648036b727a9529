"""What is installed outside of the checkout: the same command, with ontology, data and queries inside."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "src" / "azkz_graph" / "site" / "scripts"
LICENCES = "azkz_graph/site/bundle/licenses.txt"

OWN_LICENCES = {"MIT", "CC-BY-SA-4.0", "CC-BY-4.0"}
"""Those of the program, of the data, and of the coordinates in the data."""

USED_TO_BUILD = {"@lezer/lr", "commander", "crelt", "topojson-client"}
"""Packages of npm of which nothing is left in the bundle."""

FILES = (
    "CITATION.cff",
    "codemeta.json",
    ".zenodo.json",
    "LICENSE",
    "Makefile",
    "README.md",
    "hatch_build.py",
    "pyproject.toml",
    ".gitignore",
)
FOLDERS = ("benchmarks", "data", "docs", "ontology", "queries", "releases", "requirements", "src", "tests")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the package's wheel was unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    build(ROOT, folder)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def build(checkout: Path, folder: Path) -> None:
    """Write the wheel and the source archive of a checkout into a folder."""
    words = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(words, cwd=checkout, check=True, capture_output=True)


def dist_info(installed: Path) -> Path:
    (folder,) = installed.glob("azkz_graph-*.dist-info")
    return folder


def sbom(installed: Path, name: str) -> dict[str, Any]:
    listed: dict[str, Any] = json.loads((dist_info(installed) / "sboms" / f"{name}.cdx.json").read_bytes())
    return listed


def parts_of_the_site(installed: Path) -> dict[str, Any]:
    """The packages of npm in the bundle, by name and version."""
    return {f"{each['name']} {each['version']}": each for each in sbom(installed, "site")["components"]}


def licence_terms(installed: Path) -> set[str]:
    """What the wheel's licence expression joins by AND."""
    metadata = (dist_info(installed) / "METADATA").read_text(encoding="utf-8")
    (expression,) = re.findall(r"^License-Expression: (.*)$", metadata, flags=re.MULTILINE)
    return {term.strip("()") for term in expression.split(" AND ")}


def licence_texts(path: Path) -> dict[str, str]:
    """What a file of licences has on each package, by its name and version."""
    entries = path.read_text(encoding="utf-8").split("-" * 80)
    return dict(entry.strip().split("\n", maxsplit=1) for entry in entries)


def run(installed: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "azkz_graph", *words]
    return subprocess.run(
        command, cwd=installed.parent, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def test_the_wheel_has_every_authored_file(installed: Path) -> None:
    packaged = installed / "azkz_graph" / "project"
    for folder in ("ontology", "data", "queries"):
        authored, found = (
            {
                path.relative_to(root): path.read_bytes()
                for path in (root / folder).rglob("*.*")
                if path.is_file()
            }
            for root in (ROOT, packaged)
        )
        assert authored
        assert authored == found


def test_the_installed_command_answers(installed: Path) -> None:
    where = "import azkz_graph; print(azkz_graph.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where],
        env={**os.environ, "PYTHONPATH": str(installed)},
        cwd=installed.parent,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert Path(found.strip()).is_relative_to(installed)
    answer = run(installed, "query", "diplomatic-missions")
    assert answer == (ROOT / "tests" / "ask" / "queries" / "diplomatic-missions.csv").read_text(
        encoding="utf-8"
    )


def test_the_installed_command_builds_the_same_release(installed: Path, tmp_path: Path) -> None:
    run(installed, "build", "--out", str(tmp_path / "one"))
    subprocess.run(
        [sys.executable, "-m", "azkz_graph", "build", "--out", str(tmp_path / "other")],
        check=True,
        capture_output=True,
    )
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other


def test_the_same_sources_give_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, copy_function=shutil.copyfile)
    for path in [*ROOT.glob("*.md"), *map(ROOT.joinpath, FILES)]:
        shutil.copyfile(path, copy / path.name)
    build(copy, tmp_path / "again")
    first, again = (
        {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        for folder in (installed.parent, tmp_path / "again")
    )
    assert len(first) == 2
    assert [name for name in first if first[name] != again[name]] == []


@pytest.mark.parametrize("name", ["program", "site"])
def test_a_list_of_parts_keeps_to_the_schema_of_cyclonedx(installed: Path, name: str) -> None:
    listed = sbom(installed, name)
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(listed)) is None
    listed["components"][0]["licence"] = "MIT"
    assert validator.validate_str(json.dumps(listed)) is not None


def test_the_site_has_the_list_of_its_parts_that_the_wheel_has(installed: Path) -> None:
    bundled = json.loads((installed / "azkz_graph/site/bundle/site.cdx.json").read_bytes())
    assert sbom(installed, "site") == bundled


def test_the_parts_of_the_site_are_those_that_npm_has_locked(installed: Path) -> None:
    lock = json.loads((SCRIPTS / "package-lock.json").read_bytes())["packages"]
    wanted = {
        name.removeprefix("node_modules/"): each["version"]
        for name, each in lock.items()
        if name and not each.get("dev")
    }
    listed = {each["name"]: each["version"] for each in parts_of_the_site(installed).values()}
    assert listed == {name: version for name, version in wanted.items() if name not in USED_TO_BUILD}
    assert wanted.keys() >= USED_TO_BUILD


def test_the_packages_of_the_program_are_those_that_are_locked(installed: Path) -> None:
    lines = (ROOT / "requirements" / "program.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line.removesuffix("\\")) for line in lines if line[0].isalnum()]
    listed = sbom(installed, "program")
    assert [f"{each['name']}=={each['version']}" for each in listed["components"]] == [
        f"{each.name}{each.specifier}" for each in wanted
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (graph,) = listed["dependencies"]
    assert (
        graph["ref"]
        == listed["metadata"]["component"]["bom-ref"]
        == f"pkg:pypi/azkz-graph@{project['version']}"
    )
    names = [each.removeprefix("pkg:pypi/").split("@")[0] for each in graph["dependsOn"]]
    assert names == sorted(Requirement(each).name for each in project["dependencies"])


@pytest.mark.parametrize("dist_info", ["", "azkz_graph-*.dist-info/licenses/src/"], ids=["site", "wheel"])
def test_there_is_the_text_of_every_licence(installed: Path, dist_info: str) -> None:
    (file,) = installed.glob(dist_info + LICENCES)
    texts, parts = licence_texts(file), parts_of_the_site(installed)
    assert texts.keys() == parts.keys()
    for name, text in texts.items():
        assert text.startswith(f"Licence: {parts[name]['licenses'][0]['expression']}\n")
        assert re.search(r"^Copyright .*\d{4}", text, flags=re.MULTILINE), name
        assert len(text) > 500, name


def test_the_text_of_the_engine_names_the_crates_in_it(installed: Path) -> None:
    ((name, engine),) = (
        (name, part) for name, part in parts_of_the_site(installed).items() if part["name"] == "oxigraph"
    )
    words = set(re.findall(r"[\w-]+", licence_texts(installed / LICENCES)[name]))
    crates = {crate["name"] for crate in engine["components"]}
    assert len(crates) > 30
    assert crates - words == set()


def test_the_licence_expression_names_the_licence_of_every_part(installed: Path) -> None:
    listed = {each["licenses"][0]["expression"] for each in parts_of_the_site(installed).values()}
    assert licence_terms(installed) == listed | OWN_LICENCES


def test_the_site_leads_to_the_licences_of_its_parts(installed: Path, tmp_path: Path) -> None:
    run(installed, "--project", str(ROOT / "tests/projects/small"), "site", "--out", str(tmp_path))
    assert (tmp_path / "assets/licenses.txt").read_bytes() == (installed / LICENCES).read_bytes()
    for page in ("about.html", "about.he.html"):
        (path,) = re.findall(
            r'<a href="([^"]+)" rel="license">licenses.txt</a>', (tmp_path / page).read_text(encoding="utf-8")
        )
        assert (tmp_path / page).parent.joinpath(path).resolve() == tmp_path / "assets/licenses.txt"
