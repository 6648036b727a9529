"""A site that is built again: the same bytes as if it were built anew, of which only what must be is made."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from azkz_graph.checkable import checkable
from azkz_graph.project import open_project
from azkz_graph.site.building import Built, build_site

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "projects" / "small"
FACTS, NOTES, ARTICLE = "data/facts.trig", "data/notes.ttl", "data/article.ttl"

EDITS = {
    "a figure": (FACTS, "schema:value 85000", "schema:value 85001"),
    "a link": (FACTS, "azkz:twinnedWith id:aktau", "azkz:twinnedWith id:caspian-sea"),
    "a passage that states nothing any more": (FACTS, "id:aktau azkz:ofState id:kazakhstan .\n}", "}"),
    "a fact that nothing else states": (FACTS, "id:kazakhstan azkz:bordersOn id:caspian-sea .", ""),
    "a fact more": (FACTS, "id:aktau azkz:of", "id:azerbaijan azkz:bordersOn id:caspian-sea . id:aktau azkz:of"),
    "a note": (NOTES, "No first name is given", "There is no first name"),
    "what a note is about": (NOTES, "schema:about passage:o2 .", "schema:about passage:o1 ."),
    "a note's title": (NOTES, '"Which Aliyev"@en', '"Which of them"@en'),
    "a name": ("data/entities/things.ttl", '"Aktau"@en', '"Aqtau"@en'),
    "a description": (ARTICLE, 'dct:description "', 'dct:description "So: '),
    "the terms": ("ontology/azkz.ttl", '"twinned with"@en', '"twin of"@en'),
    "a definition": ("ontology/azkz.ttl", '"A country of today', '"Some country of today'),
    "an alignment": ("ontology/alignments.ttl", "skos:closeMatch", "skos:relatedMatch"),
    "a message of a shape": ("ontology/shapes.ttl", "Add an English rdfs:label.", "Add one English rdfs:label."),
    "a rule": ("ontology/rules/symmetry.rq", "#+ summary: ", "#+ summary: The "),
    "a query": ("queries/states.rq", "#+ summary: ", "#+ summary: So, "),
    "the version": ("data/dataset.ttl", "owl:versionInfo \"", "owl:versionInfo \"9"),
}  # fmt: skip
"""A file and what to put in the place of what, where it stands first."""


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small project, whose ontology is its own to change, and its site."""
    folder = tmp_path_factory.mktemp("former")
    shutil.copytree(SMALL, folder / "project")
    shutil.copytree(ROOT / "ontology", folder / "project" / "ontology")
    build(folder / "project", folder / "site")
    return folder


@pytest.fixture
def project(former: Path, tmp_path: Path) -> Path:
    """The project, beside its site."""
    shutil.copytree(former, tmp_path, dirs_exist_ok=True)
    return tmp_path / "project"


def build(project: Path, site: Path) -> Built:
    """The site of the project as it is now."""
    return build_site(checkable(open_project(project)), site)


def contents(site: Path) -> dict[str, bytes]:
    """Every file of the site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def edit(project: Path, file: str, old: str, new: str) -> None:
    """Change a file."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def inodes(site: Path) -> dict[str, int]:
    """What each file is to the system: one that was kept is the same file."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.html")}


def made_anew(project: Path, site: Path, change: Callable[[], None]) -> set[str]:
    """The pages that a build makes after a change."""
    before = inodes(site)
    kept = site.with_name("kept")
    # As long as the former files are there, no file that is made can get the number of one of them.
    shutil.copytree(site, kept, copy_function=os.link)
    change()
    build(project, site)
    return {path for path, number in inodes(site).items() if before.get(path) != number}


@pytest.mark.parametrize("name", EDITS)
def test_building_again_gives_what_building_anew_gives(name: str, project: Path, tmp_path: Path) -> None:
    edit(project, *EDITS[name])
    again = build(project, tmp_path / "site")
    anew = build(project, tmp_path / "anew" / "site")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew" / "site")
    assert (again.files, again.pages) == (anew.files, anew.pages)


def test_a_series_of_changes_and_back(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = contents(site)
    for name in ("a figure", "a fact more", "a note's title", "a name"):
        edit(project, *EDITS[name])
        build(project, site)
    for name in ("a name", "a note's title", "a fact more", "a figure"):
        file, old, new = EDITS[name]
        edit(project, file, new, old)
        build(project, site)
    assert contents(site) == first


def test_nothing_changed(project: Path, tmp_path: Path) -> None:
    first = contents(tmp_path / "site")
    built = build(project, tmp_path / "site")
    assert contents(tmp_path / "site") == first
    assert built.files == len(first) - 1
    assert built.made < built.files / 2


def test_one_changed_fact_makes_what_depends_on_it(project: Path, tmp_path: Path) -> None:
    made = made_anew(project, tmp_path / "site", lambda: edit(project, *EDITS["a figure"]))
    things = {path for path in made if path.startswith("doc/") and path.count(".") == 1}
    facts = {path for path in things if path.startswith("doc/fact/")}
    assert "doc/number-of-azerbaijanis.html" in made
    assert "doc/small-article/o2.html" in made
    assert things - facts <= {
        "doc/number-of-azerbaijanis.html",
        "doc/small-article/o2.html",
        "doc/graph/facts.html",
        # They name the figure, whose value stands behind its name.
        "doc/graph/entities.html",
        "doc/azerbaijanis.html",
        "doc/kazakhstan.html",
        "doc/number-of-people.html",
        "doc/person.html",
        "doc/note-today.html",
    }
    assert len(facts) < 12


def test_an_edited_or_missing_page_is_made_anew(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = contents(site)
    page = site / "doc" / "aktau.html"
    page.unlink()
    page.write_text("something else", encoding="utf-8")
    (site / "doc" / "sumqayit.ttl").unlink()
    build(project, site)
    assert contents(site) == first


def test_what_is_gone_leaves_no_file(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (project / "queries" / "states.rq").unlink()
    build(project, site)
    assert not list(site.rglob("states*"))


def test_a_build_that_fails_leaves_the_site(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = contents(site)
    edit(project, "queries/states.rq", "SELECT", "SELLECT")
    with pytest.raises(Exception, match=r"SELLECT|states"):
        build(project, site)
    assert contents(site) == first
    assert not list(tmp_path.glob(".site*"))
