"""The picture of every saved query that has one, in English and in Hebrew; a few held against golden/."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store
from store_words import StoreWords
from svg_reading import SVG, parsed, pictures, texts

from azkz_graph.ask.answers import answer
from azkz_graph.charts.answer_rows import Rows, rows
from azkz_graph.charts.chart import chart
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import open_project
from azkz_graph.sparql.query_file import QueryFile, read_query_file

GOLDEN = Path(__file__).parent / "golden"
QUERIES = {
    path.stem: query
    for path in sorted(open_project().queries.glob("*.rq"))
    if "chart" in (query := read_query_file(path)).header
}
assert QUERIES

# Not the borders of the two states, but something of their place and size.
OUTLINES = {
    "031": [[[44.8, 39.7], [46.5, 41.9], [48.6, 41.8], [50.3, 40.4], [48.9, 38.4], [44.8, 39.7]]],
    "398": [
        [
            [46.5, 48.4],
            [61.5, 54.0],
            [71.0, 54.2],
            [87.3, 49.1],
            [80.2, 42.2],
            [68.3, 40.7],
            [50.3, 44.6],
            [46.5, 48.4],
        ]
    ],
}


@pytest.fixture(scope="module")
def store(dataset: Dataset) -> Store:
    store = Store()
    store.extend(Quad(*quad.triple) for quad in dataset.quads())
    return store


@pytest.fixture(scope="module", params=["en", "he"])
def words(request: pytest.FixtureRequest, store: Store) -> StoreWords:
    return StoreWords(store, request.param, OUTLINES)


def asked(query: QueryFile, store: Store) -> Rows:
    found = rows(answer(store, query.text))  # type: ignore[arg-type]
    assert len(found)
    return found


by_query = pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)


@by_query
def test_every_answer_makes_a_picture(query: QueryFile, words: StoreWords) -> None:
    picture = chart(query.header["chart"], asked(query, words.store), words, title=query.summary, id="one")
    assert picture is not None
    root = parsed(picture)
    assert pictures(root)
    for element in root.iter():
        assert element.tag not in ("script", "style", f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id is not None and id.startswith("one") for id in ids)
    named = set(re.findall(r"url\(#([^)]*)\)", picture)) | set(re.findall(r'labelledby="([^"]*)"', picture))
    assert named <= set(ids)


@by_query
def test_every_link_has_a_name(query: QueryFile, words: StoreWords) -> None:
    picture = chart(query.header["chart"], asked(query, words.store), words, title=query.summary)
    assert picture is not None
    links = list(parsed(picture).iter(f"{SVG}a"))
    assert links or query.name in ("label-coverage", "vocabularies")
    for link in links:
        assert link.get("href")
        assert link.get("aria-label")
        assert "".join(text.text or "" for text in link.iter(f"{SVG}text")).strip()


@by_query
def test_no_text_meets_another(query: QueryFile, words: StoreWords) -> None:
    picture = chart(query.header["chart"], asked(query, words.store), words, title=query.summary)
    assert picture is not None
    for svg, whole in pictures(parsed(picture)):
        placed = list(texts(svg, whole))
        meeting = [
            (one.words, other.words) for one, other in combinations(placed, 2) if one.box.meets(other.box)
        ]
        assert meeting == []


@by_query
def test_no_text_leaves_the_picture(query: QueryFile, words: StoreWords) -> None:
    picture = chart(query.header["chart"], asked(query, words.store), words, title=query.summary)
    assert picture is not None
    for svg, whole in pictures(parsed(picture)):
        outside = [text for text in texts(svg, whole) if text.box.left < -8 or text.box.right > whole + 8]
        assert outside == []


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("trade-balance", "en"),
        ("states-compared", "he"),
        ("trade-by-year", "en"),
        ("timeline", "he"),
        ("source-dates", "en"),
        ("diplomatic-missions", "he"),
        ("links-of", "en"),
        ("memberships", "he"),
    ],
)
def test_golden(name: str, language: str, store: Store, golden: Callable[[Path, bytes], None]) -> None:
    query = QUERIES[name]
    words = StoreWords(store, language, OUTLINES)
    picture = chart(query.header["chart"], asked(query, store), words, title=query.summary, id=name)
    assert picture is not None
    lines = re.sub(r"(?=<(?:svg|g|a|rect|text|path|li|p|line|circle|polygon|div)[ >])", "\n", picture)
    golden(GOLDEN / f"{name}.{language}.html", f"{lines.strip()}\n".encode())


def test_without_outlines_points_are_left(store: Store) -> None:
    query = QUERIES["diplomatic-missions"]
    picture = chart(query.header["chart"], asked(query, store), StoreWords(store), title="missions")
    assert picture is not None
    assert "chart-land" not in picture
    assert picture.count("chart-point") == 3


@pytest.mark.parametrize(
    "name", ["trade-by-year", "timeline", "network", "country-profile", "diplomatic-missions"]
)
def test_too_little_makes_no_picture(name: str, store: Store) -> None:
    query = QUERIES[name]
    first = asked(query, store).rows[:1]
    for few in ((), first):
        answered = Rows(asked(query, store).variables, few)
        title = "little"
        drawn = chart(query.header["chart"], answered, StoreWords(store), title=title)
        assert drawn is None
