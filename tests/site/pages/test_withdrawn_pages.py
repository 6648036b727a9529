"""Pages and documents of withdrawn identifiers: what each was, since when and why it is gone, what replaces it."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from azkz_graph.site.build.single_file import SingleFiles
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.search_entries import search_entries
from azkz_graph.vocabulary import BASE, FACT, ID, LABEL, OBJECT, ONTOLOGY, PREFIXES


@pytest.fixture(scope="module")
def files(released_publication: Publication) -> SingleFiles:
    return SingleFiles.of(released_publication)


def shown(files: SingleFiles, path: str) -> dict[str, str]:
    """The rows of a page by what they tell."""
    content = files.file(path)
    assert content is not None
    rows = re.findall(r"<dt>(.*?)</dt>(.*?)</div>", content.decode(), re.DOTALL)
    return {key: " ".join(re.sub(r"<[^>]+>", "", value).split()) for key, value in rows}


def test_a_page_tells_why_and_what_replaces_it(files: SingleFiles) -> None:
    assert shown(files, "doc/aktau.html") == {
        "Replaced by": "Aktau",
        "Reason": "Its name is spelled otherwise.",
        "Withdrawn in version": "2.0.0 · November 25, 2026",
        "First published in version": "1.2.3",
    }
    assert shown(files, "doc/aktau.he.html")["סיבה"] == "שמה נכתב אחרת."
    assert 'href="aqtau.he.html"' in str(files.file("doc/aktau.he.html"))


def test_the_page_of_a_fact_tells_which_took_its_place(files: SingleFiles) -> None:
    history = files.publication.history
    (old,) = (iri for iri, fact in history.past_facts.items() if fact.object.startswith('"85000"'))
    path = f"doc/fact/{old.removeprefix('fact:')}"
    assert (
        shown(files, f"{path}.html")["Replaced by"]
        == "Number of Azerbaijanis in Kazakhstan value 86,000 this fact"
    )
    assert shown(files, f"{path}.ru.html")["Причина"] == "Вместо этого указано другое значение."
    quads = list(parse(files.file(f"{path}.ttl"), format=RdfFormat.TURTLE))
    assert [quad.object.value for quad in quads if quad.predicate == OBJECT] == ["85000"]


def test_documents_say_that_it_is_deprecated(files: SingleFiles) -> None:
    quads = list(parse(files.file("doc/aktau.ttl"), format=RdfFormat.TURTLE))
    said = {(quad.predicate.value, quad.object) for quad in quads if quad.subject == NamedNode(ID + "aktau")}
    assert said >= {
        (PREFIXES["owl"] + "deprecated", Literal(True)),
        (ONTOLOGY + "withdrawnIn", Literal("2.0.0")),
        (PREFIXES["dct"] + "isReplacedBy", NamedNode(ID + "aqtau")),
        (LABEL.value, Literal("Aktau", language="en")),
    }


def test_what_is_gone_is_not_listed_but_its_identifier_is_found(files: SingleFiles) -> None:
    publication = files.publication
    assert '<meta name="robots" content="noindex">' in str(files.file("doc/aktau.html"))
    assert "doc/aktau" not in files.overviews.indexed_paths()
    assert 'href="doc/aktau.html"' not in str(files.file("things.html"))
    words = [publication.words("en", "search")]
    entries = search_entries(words, publication.queries.values(), publication.linked)
    assert "doc/aktau" not in [entry.path for entry in entries]
    assert publication.linked[ID + "aktau"] == "doc/aktau"


def test_the_mark_beside_the_documents_is_for_servers(files: SingleFiles) -> None:
    found = {str(path): data for path, data in files.withdrawn.files(ID + "aktau")}
    assert found["doc/aktau.gone"] == b"https://w3id.org/azkz/id/aktau was withdrawn\n"
    assert len(found) == 5 + 2 + 1


def test_a_site_of_files_lists_the_withdrawn_facts_on_one_page(files: SingleFiles) -> None:
    publication = files.publication
    facts = [iri for iri in publication.withdrawn_pages if iri.startswith(FACT)]
    assert facts
    page, data = str(files.file("withdrawn.html")), files.file("withdrawn.ttl")
    described = {quad.subject for quad in parse(data, format=RdfFormat.TURTLE)}
    for iri in facts:
        id = iri.removeprefix(BASE).replace("/", "-")
        assert publication.linked[iri] == f"withdrawn#{id}"
        assert f'<section id="{id}"' in page
        assert f">{iri}</code>" in page
        assert NamedNode(iri) in described
    assert set(facts).isdisjoint(files.withdrawn.iris())
    assert "withdrawn" not in files.overviews.indexed_paths()
    written = {str(path) for path, _ in files.overviews.files()}
    assert {"withdrawn.he.html", "withdrawn.ttl", "withdrawn.gone"} <= written
