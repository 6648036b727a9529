"""Names are found whatever their tags say besides the language: every answer is the same as without."""

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store, Triple
from saved_query_cases import PARAMETER_CASES, QUERIES, asked

from azkz_graph.about.entity_sheet import show
from azkz_graph.ask.answers import answer
from azkz_graph.ask.results import Term
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.graph.labels import label
from azkz_graph.reconcile.described_entity import read_entry
from azkz_graph.site.data.ask_data import labels_of
from azkz_graph.vocabulary import ID

TAGS = {"en": "en-GB", "he": "he-IL", "kk": "kk-Cyrl", "az": "az-Latn-AZ", "ru": "RU-ru"}

NAMING_TAGS = {"label-coverage", "other-names", "sources"}
"""The queries that answer with the tags themselves."""

BAKU = NamedNode(f"{ID}baku")


def narrow(term: Term) -> Term:
    """The term, its tag with a region or a script."""
    if isinstance(term, Literal) and term.language in TAGS:
        return Literal(term.value, language=TAGS[term.language])
    return term


@pytest.fixture(scope="module")
def plain(dataset: Dataset) -> Store:
    """The dataset as it is; the named graphs are in it too."""
    return store_of(dataset.quads())


@pytest.fixture(scope="module")
def narrowed(dataset: Dataset) -> Store:
    """The dataset with longer tags."""
    return store_of(
        Quad(quad.subject, quad.predicate, narrow(quad.object), quad.graph_name) for quad in dataset.quads()
    )


def store_of(quads: Iterable[Quad]) -> Store:
    store = Store()
    for quad in quads:
        store.add(quad)
        store.add(Quad(*quad.triple))
    return store


def words(store: Store, text: str) -> list[str]:
    """What an answer says, without its tags, in no order."""
    found = answer(store, text)
    if isinstance(found, QueryBoolean):
        return [str(bool(found))]
    if isinstance(found, QuerySolutions):
        names = found.variables
        return sorted("|".join(word(row[name]) for name in names) for row in found)
    return sorted("|".join(map(word, triple)) for triple in found)


def word(term: object) -> str:
    if isinstance(term, Triple):
        return " ".join(map(word, term))
    return str(getattr(term, "value", term))


TEXTS = sorted(QUERIES.keys() - NAMING_TAGS)


@pytest.mark.parametrize("name", TEXTS)
def test_saved_query(name: str, plain: Store, narrowed: Store) -> None:
    assert words(narrowed, QUERIES[name].text) == words(plain, QUERIES[name].text)


def test_parameters(plain: Store, narrowed: Store) -> None:
    cases = [case for case in PARAMETER_CASES if "@language=" in case.name]
    assert len(cases) > 2
    for case in cases:
        assert words(narrowed, asked(case, narrowed)) == words(plain, asked(case, plain))


@pytest.mark.parametrize("language", [*TAGS, *TAGS.values(), "he-Latn", "KK", "fr"])
def test_names(language: str, plain: Store, narrowed: Store) -> None:
    assert label(narrowed, BAKU, language) == label(plain, BAKU, language)
    assert label(plain, BAKU, language) == label(plain, BAKU, language.lower().partition("-")[0])
    assert read_entry(narrowed, BAKU, "id:baku").name(language) == label(plain, BAKU, language)
    assert show(narrowed, "baku", language).text == show(plain, "baku", language).text


def test_labels_for_pages(plain: Store, narrowed: Store) -> None:
    assert labels_of(narrowed, BAKU) == labels_of(plain, BAKU)
