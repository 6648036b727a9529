"""What is published, and that the manifest tells the truth about it."""

import csv
import hashlib
import io
import json
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from azkz_graph.dataset.dataset import Dataset, is_passage
from azkz_graph.dataset.project import Project
from azkz_graph.export.catalogue.catalogue_files import DESCRIPTIONS
from azkz_graph.export.catalogue.ro_crate import CRATE
from azkz_graph.export.dataset_files import DATASET_FILES, DatasetContents
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.release import write_dataset_files
from azkz_graph.export.release_files import Release
from azkz_graph.vocabulary import FACT_CLASS, OBJECT, PREDICATE, SUBJECT, TYPE

UNIONS = ("azkz.ttl", "azkz.nt", "azkz.jsonld", "azkz.rdf")
GRAPHS = ("azkz.trig", "azkz.nq")
REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")


@pytest.fixture(scope="module")
def files(published: Release) -> dict[str, bytes]:
    return {str(file.path): file.data for file in published.files}


def rdf(name: str, data: bytes) -> list[Quad]:
    form = RdfFormat.from_extension(name.rpartition(".")[2])
    assert form is not None
    return list(parse(data, format=form))


def test_every_file_of_the_release_is_there(project: Project, files: dict[str, bytes]) -> None:
    authored = {
        f"ontology/{path.name}"
        for pattern in ("*.ttl", "*.jsonld")
        for path in project.ontology.glob(pattern)
    }
    rules = {f"ontology/rules/{path.name}" for path in (project.ontology / "rules").glob("*.rq")}
    queries = {f"queries/{path.name}" for path in project.queries.glob("*.rq")}
    assert authored
    assert rules
    assert queries
    descriptions = {*DESCRIPTIONS, CRATE}
    assert {*UNIONS, *GRAPHS, "azkz-rdf12.ttl", "azkz-sameas.ttl"} < DATASET_FILES.keys()
    assert set(files) == {*DATASET_FILES} | authored | rules | queries | descriptions


def test_authored_files_are_copied_as_they_are(project: Project, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.startswith(("ontology/", "queries/")):
            folder, _, rest = name.partition("/")
            source = (project.ontology if folder == "ontology" else project.queries) / rest
            assert data == source.read_bytes()


def test_csv_for_excel_begins_with_a_byte_order_mark(
    files: dict[str, bytes], arrangement: Arrangement
) -> None:
    contents = DatasetContents(arrangement)
    marked = {str(file.path): file.data for file in write_dataset_files(contents, bom=True)}
    bom = b"\xef\xbb\xbf"
    tables = {name: bom + files[name] for name in ("facts.csv", "entities.csv")}
    assert marked == {name: files[name] for name in DATASET_FILES} | tables
    assert files["facts.csv"].startswith(b"fact,")


def test_manifest_describes_every_file(published: Release) -> None:
    manifest = json.loads(published.manifest())
    assert [entry["path"] for entry in manifest["files"]] == [str(file.path) for file in published.files]
    for entry, file in zip(manifest["files"], published.files, strict=True):
        assert entry["bytes"] == len(file.data)
        assert entry["sha256"] == hashlib.sha256(file.data).hexdigest()
        assert "/" in entry["mediaType"]
        assert entry["description"]
        assert "\n" not in entry["description"]


def test_manifest_counts_what_the_files_hold(published: Release, files: dict[str, bytes]) -> None:
    for entry in json.loads(published.manifest())["files"]:
        data, suffix = files[entry["path"]], PurePosixPath(entry["path"]).suffix
        if suffix == ".csv":
            assert entry["rows"] == len(list(csv.DictReader(io.StringIO(data.decode(), newline=""))))
        elif suffix == ".parquet":
            assert entry["rows"] == pq.read_metadata(pa.BufferReader(data)).num_rows
        elif suffix in {".rq", ".geojson", ".graphml"} or entry["path"] in {
            "ontology/context.jsonld",
            *DESCRIPTIONS,
            CRATE,
        }:
            assert not {"triples", "quads", "rows"} & set(entry)
        else:
            quads = rdf(entry["path"], data)
            assert entry["triples"] == len({quad.triple for quad in quads})
            assert entry.get("quads", len(quads)) == len(quads)


def test_manifest_says_which_dataset_it_is(published: Release, dataset: Dataset) -> None:
    manifest = json.loads(published.manifest())
    assert manifest["iri"] == "https://w3id.org/azkz/dataset"
    assert manifest["title"]
    assert manifest["version"].count(".") == 2
    assert len(manifest["issued"]) == len("2000-01-01")
    assert manifest["triples"] == len({quad.triple for quad in dataset.quads()})
    assert manifest["quads"] == len(set(dataset.quads()))


def test_every_format_holds_the_same_triples(dataset: Dataset, files: dict[str, bytes]) -> None:
    union = {quad.triple for quad in dataset.quads()}
    for name in (*UNIONS, *GRAPHS):
        assert {quad.triple for quad in rdf(name, files[name])} == union


def test_graphs_of_passages_are_the_stated_facts(files: dict[str, bytes]) -> None:
    quads = rdf("azkz.trig", files["azkz.trig"])
    stated = {quad.triple for quad in quads if is_passage(quad.graph_name)}
    derived = {quad.triple for quad in quads if "/graph/derived/" in str(quad.graph_name)}
    about = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == FACT_CLASS}
    parts = {(quad.subject, quad.predicate): quad.object for quad in quads if quad.subject in about}
    facts = {Triple(*(parts[fact, part] for part in (SUBJECT, PREDICATE, OBJECT))) for fact in about}  # type: ignore[arg-type]
    assert stated <= facts <= stated | derived


def parts_of(term: object) -> str:
    """Subject, predicate and object of a triple term."""
    assert isinstance(term, Triple)
    return f"{term.subject} {term.predicate} {term.object}"


def test_every_format_holds_the_same_facts(files: dict[str, bytes]) -> None:
    statements: dict[str, set[tuple[str, str]]] = {}
    for name in UNIONS:
        quads = rdf(name, files[name])
        about = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == FACT_CLASS}
        parts = {(quad.subject, quad.predicate): quad.object for quad in quads if quad.subject in about}
        statements[name] = {
            (str(fact), " ".join(str(parts[fact, part]) for part in (SUBJECT, PREDICATE, OBJECT)))
            for fact in about
        }
    quads = rdf("azkz-rdf12.ttl", files["azkz-rdf12.ttl"])
    statements["azkz-rdf12.ttl"] = {
        (str(quad.subject), parts_of(quad.object)) for quad in quads if quad.predicate == REIFIES
    }
    table = csv.DictReader(io.StringIO(files["facts.csv"].decode(), newline=""))
    assert {f"<{row['fact']}>" for row in table} == {fact for fact, _ in statements["azkz.ttl"]}
    assert all(facts == statements["azkz.ttl"] for facts in statements.values())


def test_nothing_published_names_the_machine(project: Project, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        assert str(project.root).encode() not in data, name
