"""Corpora built in one process: what is written, what is left out, and what is refused."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpora import SMALL, Row, build, contents, lines, problems, write_articles
from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.check.dataset_check import data_problems
from azkz_graph.check.shapes import read_shapes
from azkz_graph.corpus.arrow_tables import QUADS, nquads
from azkz_graph.corpus.corpus_build import BrokenCorpusError
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import own_root
from azkz_graph.export.release import Release
from azkz_graph.problem import Severity, UsageError

pytestmark = pytest.mark.large


def altered(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_corpus_of_one_article_is_its_release(published: Release, tmp_path: Path) -> None:
    built = build(write_articles(tmp_path / "corpus", "one"), tmp_path / "built")
    (released,) = (file.data for file in published.files if str(file.path) == "azkz.nq")
    assert sorted(lines(tmp_path / "built")) == sorted(released.decode().splitlines(keepends=True))
    assert (built.articles, built.left_out) == (1, ())


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
    assert row["what"] == "id:baku is described differently by b and another article"
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
    assert row["what"] == "id:baku is described differently by what all articles share"


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


def test_what_a_rule_makes_of_two_articles_may_not_have_two_values(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "corpus", "a", "b", "c")
    altered(source / "b" / "facts.trig", "schema:value 86600", "schema:value 43300")
    assert build(source, tmp_path / "built").left_out == ("b",)
    whats = {row["what"] for row in problems(tmp_path / "built") if "conclusion" in row["what"]}
    assert (
        "the rule population-density draws another conclusion about id:population-density-of-azerbaijan "
        "than from a and another article"
    ) in whats


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
