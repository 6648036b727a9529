"""The description of the dataset says of it what is so, and nothing that has no IRI."""

import hashlib
from collections import Counter

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from small_dataset import dataset_of, quads_of

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.export.catalogue.dataset_catalogue import FORMATS, void
from azkz_graph.export.catalogue.distributions import MEDIA_TYPE, SPDX, VOID
from azkz_graph.export.release import release
from azkz_graph.export.release_files import Release
from azkz_graph.vocabulary import BASE, PREFIXES, TYPE

SITE = "https://example.org/some/azkz/"
PLACE = f"{SITE}.well-known/void"
DATASET = NamedNode(BASE + "dataset")
DCAT, DCT = PREFIXES["dcat"], PREFIXES["dct"]


@pytest.fixture(scope="module")
def description(published: Release) -> list[Quad]:
    return list(parse(void(published, SITE), format=RdfFormat.TURTLE))


def objects(description: list[Quad], subject: NamedNode, predicate: str) -> list[str]:
    found = (
        quad.object for quad in description if (quad.subject, quad.predicate.value) == (subject, predicate)
    )
    return [term.value for term in found if isinstance(term, NamedNode | Literal)]


def test_the_same_release_gives_the_same_bytes(published: Release) -> None:
    assert void(published, SITE) == void(published, SITE)


def test_everything_has_an_iri(description: list[Quad]) -> None:
    assert not [quad for quad in description for part in quad.triple if isinstance(part, BlankNode)]
    own = {str(quad.subject) for quad in description}
    named = ("id/azerbaijan", "id/kazakhstan", "id/azkz-graph-maintainers")
    assert all(subject.startswith((f"<{SITE}", f"<{BASE}")) for subject in own)
    assert {subject for subject in own if subject.startswith(f"<{BASE}")} == {
        str(DATASET),
        *(f"<{BASE}{name}>" for name in named),
    }


def test_the_record_of_the_dataset_is_in_it(description: list[Quad], dataset: Dataset) -> None:
    record = {quad.triple for quad in dataset.quads() if quad.subject == DATASET}
    assert record
    assert record <= {quad.triple for quad in description}
    assert objects(description, NamedNode(PLACE), "http://xmlns.com/foaf/0.1/primaryTopic") == [DATASET.value]


def test_counts_are_those_of_the_triples(description: list[Quad], dataset: Dataset) -> None:
    triples = list(dataset.triples())
    subjects = {triple.subject for triple in triples}
    ours = {node for node in subjects if isinstance(node, NamedNode) and node.value.startswith(BASE)}
    expected = {
        "triples": len(triples),
        "entities": len(ours),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({triple.object for triple in triples}),
        "classes": len({triple.object for triple in triples if triple.predicate == TYPE}),
        "properties": len({triple.predicate for triple in triples}),
    }
    assert {name: objects(description, DATASET, VOID + name) for name in expected} == {
        name: [str(count)] for name, count in expected.items()
    }


@pytest.mark.parametrize(("kind", "measure"), [("class", "entities"), ("property", "triples")])
def test_partitions_are_counted(description: list[Quad], dataset: Dataset, kind: str, measure: str) -> None:
    expected = Counter(
        str(triple.object if kind == "class" else triple.predicate)
        for triple in dataset.triples()
        if kind == "property" or triple.predicate == TYPE
    )
    parts = [NamedNode(iri) for iri in objects(description, DATASET, f"{VOID}{kind}Partition")]
    found = {
        f"<{objects(description, part, VOID + kind)[0]}>": int(objects(description, part, VOID + measure)[0])
        for part in parts
    }
    assert len(parts) == len(found)
    assert found == dict(expected)


def test_examples_are_described(description: list[Quad], dataset: Dataset) -> None:
    subjects = {str(triple.subject) for triple in dataset.triples()}
    examples = objects(description, DATASET, VOID + "exampleResource")
    assert len(set(examples)) == 5
    assert {f"<{example}>" for example in examples} <= subjects
    assert objects(description, DATASET, VOID + "uriSpace") == [BASE]


def test_vocabularies_are_those_of_classes_and_properties(description: list[Quad]) -> None:
    found = objects(description, DATASET, VOID + "vocabulary")
    assert {PREFIXES["azkz"], PREFIXES["schema"], PREFIXES["dct"]} <= set(found)
    assert PREFIXES["id"] not in found


def test_every_download_is_a_distribution(description: list[Quad], published: Release) -> None:
    files = {f"{SITE}download/{file.path}": file for file in published.distributions}
    assert sorted(objects(description, DATASET, DCAT + "distribution")) == sorted(files)
    for url, file in files.items():
        node = NamedNode(url)
        (checksum,) = objects(description, node, SPDX + "checksum")
        assert objects(description, node, DCAT + "downloadURL") == [url]
        assert objects(description, node, DCAT + "accessURL") == [url]
        assert objects(description, node, DCAT + "mediaType") == [MEDIA_TYPE + file.media_type.split(";")[0]]
        assert objects(description, node, DCAT + "byteSize") == [str(len(file.data))]
        assert objects(description, node, DCT + "license") == [published.record.license]
        assert objects(description, NamedNode(checksum), SPDX + "checksumValue") == [
            hashlib.sha256(file.data).hexdigest()
        ]
    dumps = {url for url, file in files.items() if file.media_type.split(";")[0] in FORMATS}
    apart = ("azkz-facts.ttl", "azkz-rdf12-shapes.ttl", "azkz-sameas.ttl")
    dumps -= {f"{SITE}download/{name}" for name in apart}
    assert set(objects(description, DATASET, VOID + "dataDump")) == dumps


def test_data_that_no_check_has_passed_are_described() -> None:
    odd = quads_of(
        f"<{BASE}dataset> dct:creator <javascript:x>, _:b, 'x' ; dct:spatial <urn:a:b> ; dct:issued 'soon' ; "
        "schema:sameAs <http://[::1]/x>, <https://q>, <http:x>, <http:> ."
    )
    found = list(parse(void(release(dataset_of(odd)), SITE), format=RdfFormat.TURTLE))
    assert {quad.triple for quad in odd if not isinstance(quad.object, BlankNode)} <= {
        quad.triple for quad in found
    }
