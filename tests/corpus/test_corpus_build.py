"""Corpora built in one process: what is written, what is left out, and what is refused."""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpora import SMALL, Row, build, contents, here, lines, problems, write_articles
from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.check.dataset_check import data_problems
from azkz_graph.check.shapes import read_shapes
from azkz_graph.corpus.arrow_tables import QUADS, nquads
from azkz_graph.corpus.build_job import Job
from azkz_graph.corpus.checkpoints import Made
from azkz_graph.corpus.corpus_build import BrokenCorpusError, build_corpus
from azkz_graph.corpus.corpus_source import Source
from azkz_graph.corpus.storage import Storage
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import own_root
from azkz_graph.export.release_files import Release
from azkz_graph.problem import Severity, UsageError

pytestmark = pytest.mark.large


def altered(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def replaced(folder: Path, old: str, new: str) -> None:
    """Replace a text in every file of an article."""
    for path in folder.rglob("*.t*"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"{re.escape(old)}(?![\w-])", new, text), encoding="utf-8")


def write_own_articles(folder: Path, *names: str) -> Path:
    """Write copies of the small article, each with passages, notes and sources of its own."""
    for name in names:
        write_articles(folder, name, data=SMALL)
        replaced(folder / name, "small-article", f"{name}-article")
        replaced(folder / name, "id:source-population", f"id:source-population-{name}")
        for note in re.findall(r"^id:note-[\w-]+", (folder / name / "notes.ttl").read_text(), re.MULTILINE):
            replaced(folder / name, note, f"{note}-{name}")
        replaced(folder / name, "azkz/dataset>", f"azkz/dataset-{name}>")
    return folder


def add_state(source: Path, slug: str) -> None:
    """Let all articles of a corpus share one more state."""
    (source / "entities").mkdir()
    (source / "entities" / "states.ttl").write_text(
        "@prefix azkz: <https://w3id.org/azkz/ontology#> . @prefix id: <https://w3id.org/azkz/id/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        f'id:{slug} a azkz:State ; rdfs:label "A state"@en ; dct:description "A state of the tests."@en .\n'
    )


def test_a_corpus_of_one_article_is_its_release(published: Release, tmp_path: Path) -> None:
    built = build(write_articles(tmp_path / "corpus", "one"), tmp_path / "built")
    (released,) = (file.data for file in published.files if str(file.path) == "azkz.nq")
    assert sorted(lines(tmp_path / "built")) == sorted(released.decode().splitlines(keepends=True))
    assert (built.articles, built.left_out) == (1, ())


def test_compressed_files_of_articles_are_read(tmp_path: Path) -> None:
    plain = write_own_articles(tmp_path / "plain", "one", "other")
    add_state(plain, "kept")
    packed = Path(shutil.copytree(plain, tmp_path / "packed"))
    for path in list(packed.rglob("*.t*")):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert build(plain, tmp_path / "built").left_out == build(packed, tmp_path / "built too").left_out == ()
    assert lines(tmp_path / "built") == lines(tmp_path / "built too")
    facts = packed / "other" / "facts.trig.gz"
    facts.write_bytes(gzip.compress(b"\n\n\nnonsense"))
    assert build(packed, tmp_path / "built again").left_out == ("other",)
    found = {
        (row["file"], row["line"]) for row in problems(tmp_path / "built again") if row["code"] == "syntax"
    }
    assert found == {("facts.trig.gz", 4)}


def test_the_problems_are_those_of_a_check(dataset: Dataset, tmp_path: Path) -> None:
    build(write_articles(tmp_path / "corpus", "one"), tmp_path / "built")
    shapes = read_shapes(dataset.project.ontology / "shapes.ttl")
    for severity in Severity:
        word = severity.name.lower()
        found = [
            (row["file"], row["line"], row["code"], row["what"]) for row in problems(tmp_path / "built", word)
        ]
        expected = {
            (place.path.relative_to(dataset.project.data).as_posix(), place.line, problem.code, problem.what)
            for problem in data_problems(dataset, shapes)
            if problem.severity is severity
            for place in [problem.place]
        }
        assert sorted(found) == sorted(expected)


def test_what_articles_share_is_written_once(tmp_path: Path) -> None:
    build(write_articles(tmp_path / "corpus", "one", "other", "third"), tmp_path / "built", 2)
    written = lines(tmp_path / "built")
    described = [line for line in written if "/graph/entities> ." in line or "/graph/article> ." in line]
    assert described
    assert len(set(described)) == len(described)
    assert len([line for line in written if "/graph/ontology> ." in line]) == len(
        {line for line in written if "/graph/ontology> ." in line}
    )


def quad(row: Row) -> Quad:
    """What a row of a table of quads says."""
    object: NamedNode | Literal = NamedNode(row["object"]) if row["datatype"] is None else literal(row)
    return Quad(NamedNode(row["subject"]), NamedNode(row["predicate"]), object, NamedNode(row["graph"]))


def literal(row: Row) -> Literal:
    if row["language"] is not None:
        return Literal(row["object"], language=row["language"])
    return Literal(row["object"], datatype=NamedNode(row["datatype"]))


def test_tables_hold_what_the_lines_say(tmp_path: Path) -> None:
    build(write_articles(tmp_path / "corpus", "one", "other", data=SMALL), tmp_path / "built", 1)
    for path in sorted((tmp_path / "built" / "parquet").iterdir()):
        table = pq.read_table(path)
        assert table.schema.equals(QUADS)
        with pa.CompressedInputStream(
            pa.OSFile(str(tmp_path / f"built/nquads/{path.stem}.nq.zst")), "zstd"
        ) as stream:
            assert nquads(map(quad, table.to_pylist())) == stream.read()


def test_the_manifest_lists_every_file(tmp_path: Path) -> None:
    build(write_articles(tmp_path / "corpus", "one", data=SMALL), tmp_path / "built", compression="gzip")
    written = contents(tmp_path / "built")
    manifest = json.loads(written.pop("manifest.json"))
    assert {file["path"]: file["sha256"] for file in manifest["files"]} == {
        path: hashlib.sha256(data).hexdigest() for path, data in written.items()
    }
    assert {file["path"]: file["bytes"] for file in manifest["files"]} == {
        path: len(data) for path, data in written.items()
    }
    assert gzip.decompress(written["nquads/000000-statements.nq.gz"]).count(b"\n") == next(
        file["rows"] for file in manifest["files"] if file["path"] == "nquads/000000-statements.nq.gz"
    )


def test_a_broken_article_is_left_out_and_told(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "broken", "whole")
    altered(source / "broken" / "facts.trig", "a azkz:DiplomaticRelations", "a azkz:DiplomaticRelation")
    (source / "broken" / "notes.ttl").write_bytes(b"\xff")
    built = build(source, tmp_path / "built")
    assert built.left_out == ("broken",)
    assert {(row["article"], row["file"], row["code"]) for row in problems(tmp_path / "built")} == {
        ("broken", "notes.ttl", "encoding"),
        ("broken", "facts.trig", "undefined-term"),
    }
    alone = tmp_path / "alone"
    (source / "broken").rename(tmp_path / "away")
    build(source, alone)
    assert lines(alone) == lines(tmp_path / "built")


def test_an_article_without_files_is_told(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "whole", data=SMALL)
    (source / "empty").mkdir()
    assert build(source, tmp_path / "built").left_out == ("empty",)
    assert {row["code"] for row in problems(tmp_path / "built")} == {"file", "folder"}


def test_articles_that_collide_with_most_are_left_out(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "a", "b", "c")
    altered(source / "a" / "entities" / "places.ttl", '"Baku"@en', '"Another town"@en')
    built = build(source, tmp_path / "built", 1)
    assert built.left_out == ("a",)
    (row,) = problems(tmp_path / "built")
    assert (row["article"], row["file"], row["code"]) == ("a", "entities/places.ttl", "slug-collision")
    assert row["what"] == "id:baku is described differently in b/entities/places.ttl:83 and another article"
    first_line = (source / "a" / "entities" / "places.ttl").read_text().splitlines()[row["line"] - 1]
    assert "id:baku" in first_line or "azkz:" in first_line
    (source / "a").rename(tmp_path / "away")
    build(source, tmp_path / "without", 1)
    assert sorted(lines(tmp_path / "without")) == sorted(lines(tmp_path / "built"))


def test_shared_entities_need_no_description_in_an_article(published: Release, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one")
    (source / "one" / "entities").rename(source / "entities")
    assert build(source, tmp_path / "built").left_out == ()
    (released,) = (file.data for file in published.files if str(file.path) == "azkz.nq")
    assert sorted(lines(tmp_path / "built")) == sorted(released.decode().splitlines(keepends=True))


def test_an_article_may_not_contradict_shared_entities(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "a", "b")
    (source / "a" / "entities").rename(source / "entities")
    altered(source / "b" / "entities" / "places.ttl", '"Baku"@en', '"Another town"@en')
    assert build(source, tmp_path / "built").left_out == ("b",)
    (row,) = problems(tmp_path / "built")
    assert (
        row["what"] == "id:baku is described differently in entities/places.ttl:83, which all articles share"
    )


def test_nothing_is_built_with_a_broken_ontology(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    shutil.copytree(own_root() / "ontology", source / "ontology")
    altered(source / "ontology" / "azkz.ttl", "a owl:Ontology", "an owl:Ontology")
    with pytest.raises(BrokenCorpusError) as error:
        build(source, tmp_path / "built")
    assert {problem.place.path.name for problem in error.value.problems} == {"azkz.ttl"}
    assert not (tmp_path / "built").exists()


def test_a_finished_build_is_not_overwritten(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    build(source, tmp_path / "built")
    before = contents(tmp_path / "built")
    with pytest.raises(UsageError, match="holds a finished build; remove it, or name another folder"):
        build(source, tmp_path / "built")
    assert contents(tmp_path / "built") == before


def test_a_folder_of_something_else_is_not_built_into(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match=r"letter\.txt, which no build made"):
        build(source, tmp_path / "built")
    assert (tmp_path / "built" / "letter.txt").read_text() == "dear"


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no article"):
        build(tmp_path, tmp_path / "built")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("value 85000", "value 90000", 26, "id:number-of-azerbaijanis has another schema:value than in"),
        (
            'azkz:claimObject "warm"',
            'azkz:claimObject "hot"',
            38,
            "id:claim-relations-warm has another azkz:claimObject than in",
        ),
        ("a azkz:Event", "a azkz:Agreement", 59, "id:giving-of-the-prize is of another kind than in"),
        (
            "azkz:party id:azerbaijan , id:kazakhstan",
            "azkz:party id:azerbaijan , id:turan",
            46,
            "id:relations has another azkz:party than in",
        ),
    ],
)
def test_articles_may_not_state_different_values(
    old: str, new: str, line: int, what: str, tmp_path: Path
) -> None:
    source = write_own_articles(tmp_path / "corpus", "a", "b")
    add_state(source, "turan")
    altered(source / "b" / "facts.trig", old, new)
    assert build(source, tmp_path / "built", 1).left_out == ("b",)
    (row,) = problems(tmp_path / "built")
    assert (row["article"], row["file"], row["line"]) == ("b", "facts.trig", line)
    assert row["what"] == f"{what} a/facts.trig:{line}"
    assert row["mend"] == (
        "correct the wrong one; where the articles disagree, give each a figure, event or other thing of its own"
    )


def test_most_articles_are_held_to_be_right_about_a_value(tmp_path: Path) -> None:
    source = write_own_articles(tmp_path / "corpus", "a", "b", "c")
    altered(source / "a" / "facts.trig", "value 85000", "value 90000")
    assert build(source, tmp_path / "built", 2).left_out == ("a",)
    (row,) = problems(tmp_path / "built")
    assert row["what"].endswith("than in b/facts.trig:26 and another article")


def test_a_passage_may_not_contradict_the_description_of_another_article(tmp_path: Path) -> None:
    source = write_own_articles(tmp_path / "corpus", "a", "b")
    altered(
        source / "b" / "facts.trig", "id:aktau azkz:ofState", "id:aktau dct:type id:region ; azkz:ofState"
    )
    things = source / "b" / "entities" / "things.ttl"
    altered(things, "    dct:type id:city ;\n", "")
    (source / "a" / "entities").rename(source / "entities")
    assert "b" in build(source, tmp_path / "built", 1).left_out


def test_articles_that_state_the_same_fact_are_both_credited(tmp_path: Path) -> None:
    built = build(write_own_articles(tmp_path / "corpus", "a", "b"), tmp_path / "built", 1)
    assert built.left_out == ()
    (fact,) = {
        line.split()[0] for line in lines(tmp_path / "built") if '"85000"' in line and "/fact/" in line
    }
    credited = {line.split()[2] for line in lines(tmp_path / "built") if fact in line and "statedIn" in line}
    assert credited == {f"<https://w3id.org/azkz/id/{name}-article/o2>" for name in "ab"}


def test_articles_that_disagree_may_each_have_a_figure_of_their_own(tmp_path: Path) -> None:
    source = write_own_articles(tmp_path / "corpus", "a", "b")
    altered(source / "b" / "facts.trig", "value 85000", "value 90000")
    replaced(source / "b", "number-of-azerbaijanis", "number-of-azerbaijanis-by-b")
    assert build(source, tmp_path / "built", 1).left_out == ()
    stated = re.compile(r'"(\d+)"\S+ <https://w3id.org/azkz/id/(.)-article/o2> \.')
    assert {found.groups() for line in lines(tmp_path / "built") if (found := stated.search(line))} == {
        ("85000", "a"),
        ("90000", "b"),
    }


def test_what_only_one_article_states_of_a_thing_contradicts_nothing(tmp_path: Path) -> None:
    source = write_own_articles(tmp_path / "corpus", "a", "b")
    dated = 'schema:value 85000 ;\n        schema:observationDate "2009"^^xsd:gYear'
    altered(source / "b" / "facts.trig", "schema:value 85000", dated)
    assert build(source, tmp_path / "built", 1).left_out == ()


def test_a_value_that_was_changed_after_an_interruption_is_compared(tmp_path: Path) -> None:
    source = write_own_articles(tmp_path / "corpus", "a", "b")

    def interrupted(step: str, work: Callable[[Any], Made], things: Iterable[Any]) -> Iterator[Made]:
        if step != "checked":
            raise KeyboardInterrupt
        return here(step, work, things)

    job = Job(Source(Storage(str(source))), Storage(str(tmp_path / "built")), "zstd")
    with pytest.raises(KeyboardInterrupt):
        build_corpus(job, interrupted, 1)
    altered(source / "b" / "facts.trig", "value 85000", "value 90000")
    assert build(source, tmp_path / "built", 1).left_out == ("b",)
    build(source, tmp_path / "fresh", 1)
    assert contents(tmp_path / "built") == contents(tmp_path / "fresh")


def test_of_two_conclusions_on_one_thing_one_is_published(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "a", "b", "c")
    altered(source / "c" / "facts.trig", "schema:value 86600", "schema:value 43300")
    replaced(source / "c", "id:area-of-azerbaijan", "id:area-of-azerbaijan-by-c")
    assert build(source, tmp_path / "built", 1).left_out == ()
    assert problems(tmp_path / "built") == []
    (row,) = [row for row in problems(tmp_path / "built", "warning") if row["code"] == "conclusion-collision"]
    area = (source / "a" / "facts.trig").read_text().splitlines().index("    id:area-of-azerbaijan") + 3
    assert (row["article"], row["file"], row["line"]) == ("c", "facts.trig", area)
    assert row["what"] == (
        "the rule population-density draws another conclusion about id:population-density-of-azerbaijan "
        f"than from a/facts.trig:{area} and another article"
    )
    density = "id/population-density-of-azerbaijan> <https://schema.org/value> "
    assert {line.split()[2] for line in lines(tmp_path / "built") if density in line} == {
        '"119.6"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    }


def test_nothing_is_built_among_the_articles_or_into_a_file(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", data=SMALL)
    with pytest.raises(UsageError, match="is among the articles of"):
        build(source, source / "built")
    assert [path.name for path in source.iterdir()] == ["one"]
    (tmp_path / "file").write_text("dear")
    with pytest.raises(UsageError, match="is a file; name a folder to build into"):
        build(source, tmp_path / "file")


@pytest.mark.parametrize("name", ["notes.ttl", "entities"])
def test_an_article_with_a_link_out_of_the_corpus_is_left_out_and_not_read(name: str, tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "linked", "other", data=SMALL)
    private = tmp_path / "private"
    (source / "linked" / name).rename(private)
    (source / "linked" / name).symlink_to(private)
    built = build(source, tmp_path / "built")
    assert built.left_out == ("linked",)
    (row,) = [row for row in problems(tmp_path / "built") if row["article"] == "linked"]
    assert (row["file"], row["code"], row["what"]) == (
        name,
        "link",
        "this is a link that leads out of the corpus",
    )


def test_an_article_that_is_a_link_out_of_the_corpus_is_left_out(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "other", data=SMALL)
    (source / "linked").symlink_to(write_articles(tmp_path / "private", "one", data=SMALL) / "one")
    assert build(source, tmp_path / "built").left_out == ("linked",)


def test_a_link_within_the_corpus_is_followed(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "one", "other", data=SMALL)
    (source / "one" / "notes.ttl").unlink()
    (source / "one" / "notes.ttl").symlink_to("../other/notes.ttl")
    assert build(source, tmp_path / "built").left_out == ()
