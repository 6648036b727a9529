"""Keys of citations, which no two things share."""

import re

import pytest

from azkz_graph.about.citation_key import citation_key
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import BASE, FACT, ID, ONTOLOGY, QUERY, RULE


def test_nothing_that_has_a_page_shares_its_key(publication: Publication) -> None:
    iris = [iri for iri in publication.pages if iri.startswith(BASE)]
    keys = {citation_key(iri, "1.0.0").lower() for iri in iris}
    assert len(keys) == len(iris) > 1000
    assert all(re.fullmatch("[a-z0-9._+-]+", key) for key in keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{ID}one-article/o9", f"{ID}another-article/o9"),
        (f"{ID}an-article/o9", f"{ID}an-article-o9"),
        (f"{ID}an-article/o9", f"{ID}an/article-o9"),
        (f"{ID}mediation", f"{QUERY}mediation"),
        (f"{ID}fact/a", f"{FACT}a"),
        (f"{ID}trade-balance", f"{RULE}trade-balance"),
        (f"{ID}dataset", f"{BASE}dataset"),
        (f"{ONTOLOGY}Mission", f"{ONTOLOGY}mission"),
        (f"{ID}baki", f"{ID}bakı"),
        (f"{ID}באקו", f"{ID}ასტანა"),
        (f"{ID}a_b", f"{ID}a-b"),
        (f"{ID}a.b", f"{ID}a/b"),
        (f"{ID}A", f"{ID}a"),
        (f"{QUERY}views?about={ID}a", f"{QUERY}views?about={ID}b"),
    ],
)
def test_alike_is_not_the_same(one: str, other: str) -> None:
    keys = {citation_key(iri, "1.0.0").lower() for iri in (one, other)}
    assert len(keys) == 2
    assert all(re.fullmatch("[a-z0-9._+-]+", key) for key in keys)


def test_a_version_may_be_any_text() -> None:
    assert citation_key(f"{ID}baku", "1.0, {beta} #2") == "azkz-baku-1.0-beta-2"
    assert citation_key(f"{ID}baku", "") == "azkz-baku"
