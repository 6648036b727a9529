"""Where passages stand, and what they say."""

import pytest
from pyoxigraph import Store
from transcripts import SMALL

from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.project import Project
from azkz_graph.graph.name_lookup import find
from azkz_graph.graph.passages import check_words, own_words, read_passage, sort_key
from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import project_store


@pytest.fixture(scope="module")
def store(small: Project) -> Store:
    return project_store(small)


def test_own_words_are_those_at_its_place(store: Store) -> None:
    passage = read_passage(store, find(store, "title"))
    assert own_words(passage, read_article(SMALL / "article.he.txt")) == "קזחסטן ושכניה"


@pytest.mark.parametrize(
    "change", [lambda text: "x" + text, lambda text: text[:9], lambda text: text.replace("ן", "נ")]
)
def test_another_text_is_refused(store: Store, change) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    passage = read_passage(store, find(store, "title"))
    with pytest.raises(UsageError, match="the text at the place of title"):
        own_words(passage, change(read_article(SMALL / "article.he.txt")))


def test_passages_follow_as_in_the_article(store: Store) -> None:
    names = ["fn1", "c1", "o2", "title", "o1"]
    ordered = sorted((find(store, name) for name in names), key=lambda passage: sort_key(store, passage))
    assert [passage.value.rpartition("/")[2] for passage in ordered] == ["title", "o1", "o2", "c1", "fn1"]


def test_words_are_checked_for_every_passage(store: Store) -> None:
    article = read_article(SMALL / "article.he.txt")
    check_words(store, article)
    with pytest.raises(UsageError, match="is not the passage's"):
        check_words(store, article[:-3])
