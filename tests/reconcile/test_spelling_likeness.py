"""How like two spellings are."""

import pytest
from reconciling import store_of

from azkz_graph.reconcile.name_index import NameIndex, read_names
from azkz_graph.reconcile.spelling import spelled
from azkz_graph.reconcile.spelling_likeness import spelling_scores

NAMES = ("Aliyev", "Ilham Aliyev", "Heydar Aliyev", "Area of Kazakhstan", "Kazakhstan", "Nur-Sultan")


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return read_names(store_of("".join(f'id:n{n} rdfs:label "{name}" .\n' for n, name in enumerate(NAMES))))


def scores(index: NameIndex, text: str) -> dict[str, float]:
    found = spelling_scores(index, spelled(text))
    return {index.names[place].literal.value: score for place, score in found.items()}


def test_another_spelling_is_nearer_than_another_order_and_than_a_misspelling(index: NameIndex) -> None:
    respelled = scores(index, "ILHAM, ALIYEV!")["Ilham Aliyev"]
    turned = scores(index, "Aliyev, Ilham")["Ilham Aliyev"]
    misspelt = scores(index, "Ilhan Aliyev")["Ilham Aliyev"]
    assert 95 == respelled > turned > misspelt > 80


def test_an_initial_speaks_for_who_begins_with_it(index: NameIndex) -> None:
    found = scores(index, "I. Aliyev")
    assert found["Ilham Aliyev"] > found["Heydar Aliyev"]


def test_another_word_makes_another_thing(index: NameIndex) -> None:
    found = scores(index, "Republic of Kazakhstan")
    assert found["Kazakhstan"] > found["Area of Kazakhstan"]


def test_no_score_leaves_its_range(index: NameIndex) -> None:
    for text in (*NAMES, "Nursultan", "Kazakhstan Kazakhstan", "a", "aliyev " * 100):
        assert all(0 < score <= 95 for score in scores(index, text).values())
