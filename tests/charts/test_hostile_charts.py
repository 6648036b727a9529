"""Pictures of what a graph may hold that means harm, or was never thought of."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from store_words import StoreWords
from svg_reading import SVG, parsed, pictures, texts

from azkz_graph.charts.answer_rows import Row, Rows
from azkz_graph.charts.chart import chart
from azkz_graph.charts.chart_words import Term
from azkz_graph.vocabulary import ID, LABEL, PREFIXES, XSD

LABELS = [
    "<script>alert(1)</script>",
    "\"' onload=alert(1) x='",
    "]]><!--",
    "\u202etxt.exe\u202c \u2066\u2066 turned",
    "long " * 2000,
    "אבג <b>ד</b> (12)",
    "\x00\x1b[2J\ufffe",
    "",
    "مرحبا بالعالم",
    "𝒜 𓀀 漢字 e\u0301\u0301",
]
HEADERS = {
    "bar": {"kind": "bar", "label": "thing", "value": "number"},
    "columns": {"kind": "bar", "form": "columns", "label": "thing", "value": "number"},
    "line": {"kind": "line", "label": "thing", "time": "date", "value": "number"},
    "timeline": {"kind": "timeline", "label": "thing", "date": "date"},
    "map": {"kind": "map", "place": "thing", "thing": "other"},
    "hubs": {"kind": "network", "one": "thing", "other": "other", "role": "role"},
    "sides": {"kind": "network", "form": "sides", "one": "thing", "other": "other", "role": "role"},
}


def thing(number: int) -> NamedNode:
    return NamedNode(f"{ID}thing-{number}")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    for number, label in enumerate(LABELS):
        store.add(Quad(thing(number), LABEL, Literal(label, language="en")))
        for name, degrees in (("latitude", 10 + number), ("longitude", 20 + 3 * number)):
            store.add(Quad(thing(number), NamedNode(PREFIXES["schema"] + name), Literal(str(degrees))))
    return store


def answered() -> Rows:
    def row(number: int) -> Row:
        terms: dict[str, Term] = {
            "thing": thing(number),
            "other": thing((number * 3 + 1) % len(LABELS)),
            "role": Literal(LABELS[number]),
            "number": Literal(str(number * 7 - 5), datatype=NamedNode(XSD + "integer")),
            "date": Literal(str(1900 + number * 11), datatype=NamedNode(XSD + "gYear")),
        }
        return Row(terms)

    return Rows(
        ("thing", "other", "role", "number", "date"), tuple(row(number) for number in range(len(LABELS)))
    )


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_labels_do_no_harm(header: dict[str, object], language: str, store: Store) -> None:
    title = "</title><script>alert(1)</script>\u202e"
    picture = chart(header, answered(), StoreWords(store, language), title=title)
    assert picture is not None
    root = parsed(picture)
    tags = {element.tag for element in root.iter()}
    assert not {"script", "b", f"{SVG}script", f"{SVG}b"} & tags
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert not set("\u202e\u202c\u2066\x00\x1b\ufffe") & set(picture)
    for svg, whole in pictures(root):
        for text in texts(svg, whole):
            assert len(text.words) < 200
            assert text.box.right - text.box.left <= whole + 8


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_values_of_any_kind_are_taken_or_left(header: dict[str, object], store: Store) -> None:
    odd = ["NaN", "INF", "-1e400", "text", "", "9" * 400, "0", "-0.0", "1e-320"]
    dates = [
        "-0044-03-15",
        "2016-13",
        "2016-02-30",
        "0000",
        "999999",
        "12016",
        "2016-01-01T00:00:00Z",
        "x",
        "",
    ]
    rows = tuple(
        Row({"thing": thing(at), "other": thing(at + 1), "number": Literal(number), "date": Literal(date)})
        for at, (number, date) in enumerate(zip(odd, dates, strict=True))
    )
    picture = chart(header, Rows(("thing", "other", "number", "date"), rows), StoreWords(store), title="odd")
    if picture is not None:
        root = parsed(picture)
        assert "nan" not in picture.lower().replace("finance", "")
        assert "inf" not in "".join(
            str(value) for element in root.iter() for value in (element.get("x"), element.get("width"))
        )


def test_nothing_is_drawn_in_great_numbers(store: Store) -> None:
    def row(number: int) -> Row:
        terms: dict[str, Term] = {
            "thing": NamedNode(f"{ID}many-{number}"),
            "other": NamedNode(f"{ID}many-{number // 2}"),
            "number": Literal(str(number)),
            "date": Literal(str(1000 + number % 1000)),
        }
        return Row(terms)

    many = Rows(("thing", "other", "number", "date"), tuple(row(number) for number in range(3000)))
    for name, header in HEADERS.items():
        picture = chart(header, many, StoreWords(store), title="many")
        assert picture is None or len(picture) < 200_000, name
