"""Things for search engines: one document of each kind, all by the vocabulary of schema.org."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from azkz_graph.export.catalogue.schema_org_dataset import schema_org_dataset
from azkz_graph.export.release_files import Release
from azkz_graph.graph.labels import label
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.schema_org_thing import schema_org
from azkz_graph.vocabulary import ID, PREFIXES, RDFS

FOLDER = Path(__file__).parent / "schema_org_thing"
SCHEMA = PREFIXES["schema"]
KINDS = {
    "kazakhstan": "en",
    "baku": "he",
    "caspian-sea": "az",
    "soviet-union": "ru",
    "joseph-stalin": "en",
    "olzhas-suleimenov": "ru",
    "united-nations": "kk",
    "opening-of-the-abai-centre": "en",
    "embassy-of-kazakhstan-in-baku": "he",
    "vatan-newspaper": "he",
    "source-stopping-wars": "en",
    "azerbaijan-kazakhstan-article": "he",
    "politician": "en",
    "claim-armenia-occupier": "en",
}
"""A thing of each kind, and the language of the page that it is on."""

Document = dict[str, Any]
Terms = Mapping[str, Mapping[str, frozenset[str]]]


@pytest.fixture(scope="module")
def describe(publication: Publication) -> Callable[[NamedNode, str], Document]:
    def described(node: NamedNode, language: str) -> Document:
        names = [
            each for each in publication.arrangement.union[node].get(LABEL, ()) if isinstance(each, Literal)
        ]

        def named(other: NamedNode) -> str:
            return label(publication.graph, other, language)

        return schema_org(node, publication.schema_org, names, language, named)

    return described


LABEL = NamedNode(RDFS + "label")


@pytest.fixture(scope="module")
def vocabulary() -> Terms:
    """The terms of schema.org by what is said of them: wider types, and the types that a property is for and gives."""
    found: dict[str, dict[str, set[str]]] = {}
    for quad in parse(path=FOLDER / "vocabulary.nt"):
        relation = quad.predicate.value.rpartition("/")[2].rpartition("#")[2]
        subject, term = (node.value.removeprefix(SCHEMA) for node in (quad.subject, quad.object))
        found.setdefault(relation, {}).setdefault(subject, set()).add(term)
    return {
        relation: {term: frozenset(others) for term, others in said.items()}
        for relation, said in found.items()
    }


def with_wider(kind: str, vocabulary: Terms) -> set[str]:
    """The type and all that are wider."""
    wider = {
        above for each in vocabulary["subClassOf"].get(kind, ()) for above in with_wider(each, vocabulary)
    }
    return {kind, *wider}


def misuses(document: Document, vocabulary: Terms) -> Iterator[str]:
    """Each property that schema.org does not give to things of such a type, or with such a value."""
    kinds = with_wider(document["@type"], vocabulary)
    for name, values in document.items():
        if name.startswith("@"):
            continue
        if kinds.isdisjoint(vocabulary["domainIncludes"].get(name, ())):
            yield f"{name} of {document['@type']}"
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and "@type" in value:
                given = with_wider(value["@type"], vocabulary)
                if given.isdisjoint(vocabulary["rangeIncludes"][name]):
                    yield f"{value['@type']} as {name} of {document['@type']}"
                yield from misuses(value, vocabulary)


@pytest.mark.parametrize("slug", KINDS)
def test_each_kind(
    slug: str,
    describe: Callable[[NamedNode, str], Document],
    golden: Callable[[Path, bytes], None],
) -> None:
    document = describe(NamedNode(ID + slug), KINDS[slug])
    written = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    golden(FOLDER / f"{slug}.json", written.encode())


def test_every_property_is_allowed_on_its_type(
    publication: Publication, describe: Callable[[NamedNode, str], Document], vocabulary: Terms
) -> None:
    documents = [describe(node, "en") for node in publication.schema_org]
    assert len(documents) > 100
    found = {fault for document in documents for fault in misuses(document, vocabulary)}
    assert sorted(found) == []
    wrong = {"@type": "Person", "isbn": "1", "author": {"@type": "City", "name": "x"}}
    assert sorted(misuses(wrong, vocabulary)) == [
        "City as author of Person",
        "author of Person",
        "isbn of Person",
    ]


def test_the_dataset_is_described_by_the_vocabulary_too(published: Release, vocabulary: Terms) -> None:
    assert sorted(misuses(schema_org_dataset(published, "https://example.org/"), vocabulary)) == []


def test_texts_are_in_the_language_of_the_page_or_else_english() -> None:
    node = NamedNode(ID + "a")
    said = {
        node: [
            Triple(node, NamedNode(SCHEMA + "name"), Literal("A", language="en")),
            Triple(node, NamedNode(SCHEMA + "name"), Literal("א", language="he")),
            Triple(node, NamedNode(SCHEMA + "description"), Literal("first", language="en")),
            Triple(node, NamedNode(SCHEMA + "latitude"), Literal("north")),
        ]
    }
    document = schema_org(node, said, [], "he", str)
    assert (document["@type"], document["name"], document["alternateName"]) == ("Thing", "א", "A")
    assert document["description"] == "first"
    assert "geo" not in document
    assert schema_org(node, said, [], "kk", str)["name"] == "A"


def test_what_schema_org_has_no_word_for_has_its_names_alone() -> None:
    names = [Literal("A", language="en"), Literal("Б", language="ru")]
    node = NamedNode(ID + "a")
    assert schema_org(node, {}, names, "en", str) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        "@id": ID + "a",
        "url": ID + "a",
        "alternateName": "Б",
        "name": "A",
    }
