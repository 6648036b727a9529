"""A site that is built again: the same bytes as if it were built anew, of which only what must be is made."""

import os
import random
import shutil
from pathlib import Path

import pytest
from little_project import ARTICLE, build, contents, differing, edit, write_project
from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize

from azkz_graph.site.build.manifest import read_manifest
from azkz_graph.vocabulary import BASE

FACTS, NOTES, TEXT, THINGS = (
    "data/facts.trig",
    "data/notes.ttl",
    "data/article.ttl",
    "data/entities/things.ttl",
)
RECORD, TERMS, SHAPES = "data/dataset.ttl", "ontology/azkz.ttl", "ontology/shapes.ttl"

EDITS = {
    "figures and dates": [
        (FACTS, "schema:value 85000", "schema:value 85001"),
        (FACTS, "azkz:About , azkz:Today", "azkz:Today"),
        (FACTS, "2016-10", "2016-11"),
    ],
    "links": [
        (FACTS, "azkz:twinnedWith id:aktau", "azkz:twinnedWith id:caspian-sea"),
        (FACTS, "id:kazakhstan azkz:bordersOn id:caspian-sea .", ""),
        (FACTS, "passage:title {", "passage:title { id:azerbaijan azkz:bordersOn id:kazakhstan ."),
    ],
    "what a passage states": [
        (FACTS, "id:aktau azkz:ofState id:kazakhstan .\n}", "}"),
        (FACTS, "passage:licence {", "passage:licence { id:sumqayit a azkz:Place ."),
    ],
    "notes": [
        (NOTES, "No first name is given", "There is no first name"),
        (NOTES, "schema:about passage:o2 .", "schema:about passage:o1 ."),
        (NOTES, "id:heydar-aliyev , ", ""),
    ],
    "the title of a note": [(NOTES, '"Which Aliyev"@en', '"Which of them"@en')],
    "names": [
        (THINGS, '"Sumqayit"@en', '"Sumgait"@en'),
        (THINGS, '"Ақтау"@kk', '"Ақтау қаласы"@kk'),
        (THINGS, '"Caspian Sea"@en ,', '"Caspian Sea"@en , "Xəzər dənizi"@az ,'),
    ],
    "what is known of things": [
        (THINGS, "entity/Q232", "entity/Q2320"),
        (THINGS, "City on the western", "City of the western"),
        (TEXT, 'dct:description "', 'dct:description "So: '),
    ],
    "a thing more and one less": [
        (THINGS, "id:aktau\n", 'id:oslo a azkz:Place ; rdfs:label "Oslo"@en .\n\nid:aktau\n'),
        (THINGS, "id:ilham-aliyev\n    a azkz:Person ;", "id:somebody-else a azkz:Group ;"),
    ],
    "kinds, which order things": [
        (THINGS, "id:kazakhstan\n    a azkz:State", "id:kazakhstan\n    a azkz:Place"),
        (THINGS, "id:heydar-aliyev\n    a azkz:Person", "id:heydar-aliyev\n    a azkz:Group"),
    ],
    "where passages stand": [
        (TEXT, "oa:start 219", "oa:start 220"),
        (TEXT, "oa:start 15 ", "oa:start 75 "),
        (TEXT, "schema:position 7", "schema:position 1"),
        (TEXT, '"Culture"@en', '"Arts"@en'),
    ],
    "terms": [
        (TERMS, '"twinned with"@en', '"twin of"@en'),
        (TERMS, '"A country of today', '"Some country of today'),
        ("ontology/alignments.ttl", "#closeMatch", "#relatedMatch"),
    ],
    "questions": [
        ("queries/states.rq", "#+ summary: ", "#+ summary: So, "),
        ("queries/names.rq", '"he" &&', '"ru" &&'),
    ],
    "the maker": [(RECORD, '"Makers of tests"@en', '"Makers"@en')],
    "the dataset's name": [(RECORD, '"קטן ומסודר"@he', '"מסודר"@he')],
    "the version": [(RECORD, 'owl:versionInfo "', 'owl:versionInfo "9')],
    "the name of a class": [(TERMS, '"place"@en', '"location"@en')],
    "shapes": [(SHAPES, "Add an English rdfs:label.", "Add one English rdfs:label.")],
    "rules": [("ontology/rules/symmetry.rq", "#+ summary: ", "#+ summary: The ")],
}
"""Each file, and what to put in the place of what, where it stands first; any can be done after any other."""

PLACES = """#+ summary: Where is what?
#+ description: The places.
#+ tags: [places]
#+ row: A place
SELECT ?place WHERE { ?place a <https://w3id.org/azkz/ontology#Place> } ORDER BY ?place
"""
SEARCHED = """#+ summary: What is said in terms of schema.org?
#+ description: The places.
#+ tags: [places]
#+ row: A triple
PREFIX schema: <https://schema.org/>
CONSTRUCT { ?place a schema:Place } WHERE { ?place a <https://w3id.org/azkz/ontology#Place> }
"""
ADDED = {"queries/map.rq": PLACES, "queries/schema-org.rq": SEARCHED}
"""Questions: one that is shown on a page of pictures, to which all pages lead then, and one that crawlers read."""

TAKEN = ("ontology/alignments.ttl", "ontology/rules/inversion.rq", "queries/twins.rq")
"""Files that may be missing."""


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the little project and its site."""
    folder = tmp_path_factory.mktemp("former")
    build(write_project(folder / "project"), folder / "site")
    return folder


@pytest.fixture
def project(former: Path, tmp_path: Path) -> Path:
    """The project, beside its site."""
    shutil.copytree(former, tmp_path, dirs_exist_ok=True)
    return tmp_path / "project"


@pytest.fixture(scope="module")
def edited(former: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site, which one edit after the other changes."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(former, folder, dirs_exist_ok=True)
    return folder


def compare(folder: Path, article: Path | None = None) -> None:
    """Build the folder's project into its site, and anew beside it; there must be no difference."""
    anew = folder / "anew" / "site"
    shutil.rmtree(anew.parent, ignore_errors=True)
    again, whole = (build(folder / "project", site, article=article) for site in (folder / "site", anew))
    assert differing(folder / "site", anew) == []
    assert (again.files, again.pages) == (whole.files, whole.pages)
    assert again.made <= whole.made


@pytest.mark.parametrize("name", EDITS)
def test_after_every_edit_the_site_is_as_if_it_were_built_anew(name: str, edited: Path) -> None:
    for change in EDITS[name]:
        edit(edited / "project", *change)
    compare(edited)


def test_files_come_and_go(edited: Path) -> None:
    for file, text in ADDED.items():
        (edited / "project" / file).write_text(text, encoding="utf-8")
    compare(edited)
    for file in ADDED:
        (edited / "project" / file).unlink()
    compare(edited)
    for file in TAKEN:
        (edited / "project" / file).unlink()
    compare(edited)
    assert not list((edited / "site").rglob("twins*"))


def test_a_whole_passage_goes(project: Path, tmp_path: Path) -> None:
    for file, start, end in (
        (FACTS, "passage:c2 {", "passage:licence {"),
        (TEXT, "passage:c2\n", "passage:licence\n"),
    ):
        text = (project / file).read_text(encoding="utf-8")
        (project / file).write_text(text[: text.index(start)] + text[text.index(end) :], encoding="utf-8")
    compare(tmp_path)
    assert (tmp_path / "site" / "doc" / "small-article" / "c1.html").exists()
    assert not list((tmp_path / "site" / "doc" / "small-article").glob("c2*"))


def test_random_changes_of_the_facts_and_back(project: Path, tmp_path: Path) -> None:
    chance, path, site = random.Random(20261122), project / FACTS, tmp_path / "site"
    first, before = contents(site), path.read_bytes()
    for _ in range(3):
        serialize(changed(list(parse(path=path)), chance), path, RdfFormat.TRIG)
        compare(tmp_path)
    path.write_bytes(before)
    build(project, site)
    assert contents(site) == first


def changed(quads: list[Quad], chance: random.Random) -> list[Quad]:
    """The quads without one, with another text in one, and one in another graph."""
    chance.shuffle(quads)
    gone, moved = quads.pop(), quads.pop()
    text = next(quad for quad in quads if isinstance(quad.object, Literal))
    other = Literal(f"{text.object.value}0", language=text.object.language)  # type: ignore[union-attr]
    quads.remove(text)
    return [
        *quads,
        Quad(text.subject, text.predicate, other, text.graph_name),
        Quad(moved.subject, moved.predicate, moved.object, gone.graph_name),
    ]


def test_the_words_of_the_article_and_their_language(project: Path, tmp_path: Path) -> None:
    page = tmp_path / "site" / "doc" / "small-article" / "c1.html"
    build(project, tmp_path / "site", article=ARTICLE)
    assert '<blockquote class="its-words" lang="he" dir="rtl">' in page.read_text(encoding="utf-8")
    edit(project, TEXT, 'dct:language "he"', 'dct:language "ru"')
    compare(tmp_path, ARTICLE)
    assert '<blockquote class="its-words" lang="ru" dir="ltr">' in page.read_text(encoding="utf-8")
    build(project, tmp_path / "site")
    assert "blockquote" not in page.read_text(encoding="utf-8")


def test_nothing_changed(project: Path, tmp_path: Path) -> None:
    first = contents(tmp_path / "site")
    built = build(project, tmp_path / "site")
    assert contents(tmp_path / "site") == first
    assert built.files == len(first) - 1
    manifest = read_manifest(tmp_path / "site")
    assert manifest is not None
    assert built.files - built.made == sum(len(part.files) for _, part in manifest.parts.values())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("given", ["", "doc/aktau.html"])
def test_nothing_is_kept_that_somebody_else_could_change_later(
    given: str, project: Path, tmp_path: Path
) -> None:
    first = contents(tmp_path / "site")
    os.chown(tmp_path / "site" / given, 65534, 65534)
    built = build(project, tmp_path / "site")
    assert contents(tmp_path / "site") == first
    assert {path.stat().st_uid for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]} == {0}
    assert built.made == built.files if given == "" else 0 < built.made < built.files


def made_anew(site: Path, former: Path) -> set[str]:
    """The parts that were made; what was kept is the very file that lay in the former site."""
    manifest = read_manifest(site)
    assert manifest is not None
    return {
        name.removeprefix(BASE)
        for name, (_, part) in manifest.parts.items()
        if not all((former / path).exists() and (former / path).samefile(site / path) for path in part.files)
    }


def test_one_changed_figure_makes_what_depends_on_it(project: Path, tmp_path: Path) -> None:
    site, former = tmp_path / "site", tmp_path / "former"
    # As long as the former files are there, no file that is made can be taken for one of them.
    shutil.copytree(site, former, copy_function=os.link)
    edit(project, FACTS, "schema:value 85000", "schema:value 85001")
    build(project, site)
    made = made_anew(site, former)
    (fact,) = (name for name in made if name.startswith("fact/"))
    assert made == {
        fact,
        "id/number-of-azerbaijanis",
        "id/small-article/o2",
        "graph/facts",
        "query/figures",
        "query/names",
        "ontology#Fact",
        # These name the figure, behind whose name its value stands.
        "graph/entities",
        "id/azerbaijanis",
        "id/kazakhstan",
        "id/number-of-people",
        "id/person",
        "ontology#About",
        "ontology#Figure",
        "ontology#Today",
    }
    changed_files, manifest = set(differing(site, former)), read_manifest(site)
    assert manifest is not None
    assert all(changed_files & manifest.parts[BASE + name][1].files.keys() for name in made)
