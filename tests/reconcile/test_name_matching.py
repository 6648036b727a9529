"""What people call things, in five languages and worse."""

from functools import cache

import pytest
from reconciling import HOSTILE, real_names, store_of

from azkz_graph.reconcile.name_index import NameIndex, read_names
from azkz_graph.reconcile.name_matching import find_likenesses


def best(text: str) -> tuple[str, str, bool]:
    """The thing that comes nearest, the language to name it in, and whether that is its very name."""
    index = real_names()
    found = find_likenesses(index, text)
    node = min(found, key=lambda node: (-found[node].score, node.value))
    return index.entities[node].id, found[node].language, found[node].exact


@pytest.mark.parametrize(
    ("text", "id", "language"),
    [
        ("Baku", "baku", "en"),
        ("באקו", "baku", "he"),
        ("Bakı", "baku", "az"),
        ("BAKI", "baku", "az"),
        ("Баку", "baku", "kk"),
        ("Қазақстан", "kazakhstan", "kk"),
        ("Казахстан", "kazakhstan", "ru"),
        (" kazakhstan ", "kazakhstan", "en"),
        ("\ufeffKazakh\xadstan\u200e", "kazakhstan", "en"),
        ("קזח\u200bסטן\u200f", "kazakhstan", "he"),
        ("https://w3id.org/azkz/id/\u200dkazakhstan", "kazakhstan", "en"),
        ("\u200bQ232", "kazakhstan", "en"),
        ("אזרבייג׳ן", "azerbaijan", "he"),
        ("אזרבייג'ן", "azerbaijan", "he"),
        ("אזרבייג’ן", "azerbaijan", "he"),
        ("האו״ם", "united-nations", "he"),
        ('האו"ם', "united-nations", "he"),
        ("ООН", "united-nations", "ru"),
        ("İLHAM ƏLİYEV", "ilham-aliyev", "az"),
        ("Сумгаит", "sumqayit", "ru"),
        ("Turkic Council", "organization-of-turkic-states", "en"),
        ("%", "percent", "en"),
    ],
)
def test_a_name_is_found(text: str, id: str, language: str) -> None:
    assert best(text) == (id, language, True)


@pytest.mark.parametrize(
    ("text", "id", "language"),
    [
        ("Kazakstan", "kazakhstan", "en"),
        ("Казахстн", "kazakhstan", "ru"),
        ("Qazaqstan", "kazakhstan", "en"),
        ("Azerbaidzhan", "azerbaijan", "en"),
        ("אזרבייגן", "azerbaijan", "he"),
        ("אזרביג'אן", "azerbaijan", "he"),
        ("ארמנייה", "armenia", "he"),
        ("Бaку", "baku", "kk"),
        ("Aqtau", "aktau", "en"),
        ("Sumgayit", "sumqayit", "en"),
        ("Baku State Univercity", "baku-state-university", "en"),
        ("Nazarbayev, Nursultan", "nursultan-nazarbayev", "en"),
        ("Nazarbaev", "nursultan-nazarbayev", "en"),
        ("Н. Назарбаев", "nursultan-nazarbayev", "kk"),
        ("Nazarbayev N. A.", "nursultan-nazarbayev", "en"),
        ("Heidar Aliev", "heydar-aliyev", "en"),
        ("Ильхам Гейдарович Алиев", "ilham-aliyev", "ru"),
        ("Republic of Kazakhstan", "kazakhstan", "en"),
        ("הרפובליקה של קזחסטן", "kazakhstan", "he"),
        ("Georgia (country)", "georgia", "en"),
        ("Embassy in Baku", "embassy-of-kazakhstan-in-baku", "en"),
        ("Caspian", "caspian-sea", "en"),
    ],
)
def test_a_misspelt_or_partial_name_is_found(text: str, id: str, language: str) -> None:
    assert best(text) == (id, language, False)


def test_a_title_beside_a_misspelt_name_leaves_it_among_the_candidates() -> None:
    index = real_names()
    found = {index.entities[node].id for node in find_likenesses(index, "Prezident Nazarbaev")}
    assert "nursultan-nazarbayev" in found


NAMES = ("Aliyev", "Ilham Aliyev", "Heydar Aliyev", "Area of Kazakhstan", "Kazakhstan", "Nur-Sultan")


@cache
def few_names() -> NameIndex:
    """An index of the names above."""
    return read_names(store_of("".join(f'id:n{n} rdfs:label "{name}" .\n' for n, name in enumerate(NAMES))))


def scores(text: str) -> dict[str, float]:
    """The score of each of these names that is like the text."""
    index = few_names()
    return {
        index.entities[node].name(): likeness.score for node, likeness in find_likenesses(index, text).items()
    }


def test_another_spelling_is_nearer_than_another_order_and_than_a_misspelling() -> None:
    respelled = scores("ILHAM, ALIYEV!")["Ilham Aliyev"]
    turned = scores("Aliyev, Ilham")["Ilham Aliyev"]
    misspelt = scores("Ilhan Aliyev")["Ilham Aliyev"]
    assert 95 == respelled > turned > misspelt > 80


def test_an_initial_speaks_for_who_begins_with_it() -> None:
    found = scores("I. Aliyev")
    assert found["Ilham Aliyev"] > found["Heydar Aliyev"]


def test_another_word_makes_another_thing() -> None:
    found = scores("Republic of Kazakhstan")
    assert found["Kazakhstan"] > found["Area of Kazakhstan"]


def test_no_score_leaves_its_range() -> None:
    for text in ("Nursultan", "Kazakhstan Kazakhstan", "Aliyev Aliyev Ilham", "a", "aliyev " * 100):
        assert all(60 <= score <= 95 for score in scores(text).values())


@pytest.mark.parametrize(
    "text", ["", " ", "xyzzy", "of", "?!", "\ud800", "\x00", "a" * 10_000, "of the " * 1_400]
)
def test_nothing_is_like_nothing(text: str) -> None:
    assert find_likenesses(real_names(), text) == {}


def test_a_graph_that_means_harm_is_compared_as_any_other() -> None:
    index = read_names(store_of(HOSTILE))
    found = find_likenesses(index, "<script>alert(1)</script>")
    assert [likeness.score for likeness in found.values()] == [100]
