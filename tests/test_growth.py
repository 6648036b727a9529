"""Whatever reads a file, an answer or a user's words takes twice as long for twice the input, and not four times."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from growth import assert_linear
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from small_dataset import dataset_of, quads_of

from azkz_graph.about.explanation import explain
from azkz_graph.ask.answers import answer
from azkz_graph.ask.results import graph_bytes
from azkz_graph.charts.lettering import isolate, lines
from azkz_graph.charts.year_span import moment
from azkz_graph.check.lexical_form import FORMS, is_ill_typed
from azkz_graph.check.literals import character_faults
from azkz_graph.check.passage_text import FURNITURE, Search, Span, compare, find_uncovered
from azkz_graph.check.query_header import header_problems, variables
from azkz_graph.check.query_text import term_problems
from azkz_graph.dataset.derivation import fact_nodes
from azkz_graph.dataset.turtle_reader import LineReader, prefix_places, read_turtle
from azkz_graph.export.jsonld import node, part_of_context
from azkz_graph.export.jsonld_context import context_of
from azkz_graph.graph.facts import read_fact
from azkz_graph.graph.labels import literal_words, split_camel_case
from azkz_graph.graph.name_lookup import fold_name as folded_name
from azkz_graph.graph.node_description import describe_nodes, in_order, object_key
from azkz_graph.problem import UsageError
from azkz_graph.register.comparison import compare as compare_contents
from azkz_graph.register.published_contents import read_contents
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.site.data.search_folding import fold_words
from azkz_graph.site.pages.highlighting import highlight_query
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.markdown_table import markdown
from azkz_graph.text.normal_form import normalize
from azkz_graph.text.safe_text import printable
from azkz_graph.text.terminal import is_number, table_text
from azkz_graph.text.text_outline import Outline
from azkz_graph.vocabulary import FACT, ONTOLOGY, XSD

pytestmark = pytest.mark.timing

QUERY = Path("query.rq")
MARKS = "\u0301\u0316"
"""Two combining marks that have to change places."""


def repeated(text: str, size: int) -> str:
    return text * (size // len(text))


TEXTS: dict[str, tuple[Callable[[str], object], tuple[str, ...], int]] = {
    "furniture": (
        lambda text: list(FURNITURE.finditer(text)),
        ("\n", "1", "[1", "\n1. ^", " 1.1", "[1]"),
        8_000,
    ),
    "column-names": (
        lambda text: variables(QueryFile(QUERY, f"SELECT {text} {{")),
        ("SELECT ", "?a ", "?a", "(", ") ", ")", "?a)\n", "* "),
        8_000,
    ),
    "unclosed-columns": (lambda text: variables(QueryFile(QUERY, text)), ("SELECT ", "WHER "), 14_000),
    "characters": (character_faults, (MARKS, "\u0301", "\u202e", "a\u0301"), 8_000),
    "normal-form": (partial(normalize, "NFKD"), (MARKS, "\u0f73\u0f71", "a"), 16_000),
    "names": (folded_name, (MARKS, " ", "׳"), 16_000),
    "search-words": (fold_words, (MARKS, "_", "a "), 16_000),
    "camel-case": (split_camel_case, ("aA", "a", "A"), 8_000),
    "numbers": (is_number, ("1", "1,", "1.", "1e", "+"), 30_000),
    "printable": (printable, (" ", "\x1b", "a"), 8_000),
    "number-words": (
        lambda text: literal_words(Literal(text, datatype=NamedNode(XSD + "integer"))),
        ("1",),
        30_000,
    ),
    "sort-key": (lambda text: object_key(Literal(text)), ("1", "1a", "٣"), 8_000),
    "dates": (lambda text: moment(Literal(f"2016-01-01{text}")), ("T", "TZ", "Z"), 30_000),
    "labels": (lambda text: (isolate(text), lines(text, 300.0, 9)), ("\u00ad ", "a ", "\u202e"), 2_000),
    "base": (path_of_base, ("a/", "https://", "."), 30_000),
    "highlighting": (lambda text: highlight_query(text, "text"), ('"', "<", "?", "\\", "{ "), 2_000),
    "table-cell": (lambda text: table_text(["a"], [[text]], 80, False), ("a", "a ", "א", "1"), 10_000),
    "markdown": (lambda text: markdown(["a"], [[text]]), ("|", "<", "\\"), 8_000),
    "undeclared-prefix": (
        lambda text: answer(Store(), f"SELECT * {{ #{text}\n ?s nosuch:a ?o }}"),
        ("a", "a:", "-", "."),
        8_000,
    ),
}
"""What reads a text, what hostile texts are made of, and how long the shorter one is."""


def cases() -> Iterator[tuple[str, str]]:
    for name, (_, pieces, _) in TEXTS.items():
        yield from ((name, piece) for piece in pieces)


@pytest.mark.parametrize(("name", "piece"), list(cases()))
def test_texts(name: str, piece: str) -> None:
    run, _, small = TEXTS[name]
    assert_linear(lambda size: repeated(piece, size), run, small, UsageError)


@pytest.mark.parametrize("datatype", FORMS)
@pytest.mark.parametrize("piece", ["0", "1", "-", ".0", "a-", "1e1", "A"])
def test_lexical_forms(datatype: str, piece: str) -> None:
    kind = NamedNode(datatype)
    assert_linear(lambda size: Literal(repeated(piece, size), datatype=kind), is_ill_typed, 20_000)


HEADERS: dict[str, Callable[[int], str]] = {
    "undocumented parameters": lambda size: "".join(
        f"VALUES ?p{number} {{ UNDEF }}\n" for number in range(size)
    ),
    "documented parameters": lambda size: (
        "#+ parameters:\n" + "".join(f"#+   p{number}: {{type: text}}\n" for number in range(size))
    ),
    "unknown keys": lambda size: "".join(f"#+ key{number}: a\n" for number in range(size)),
    "a long key": lambda size: f"#+ {'a' * (100 * size)}: a\n",
    "open brackets": lambda size: f"#+ summary: {'[' * size}\n",
    "deep brackets": lambda size: f"#+ summary: {'[' * 100 * size}{']' * 100 * size}\n",
    "no YAML": lambda size: "#+ a: b: c\n" * size,
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name: str) -> None:
    make = HEADERS[name]
    assert_linear(make, lambda text: list(header_problems(QueryFile(QUERY, text), ("summary",))), 150)


def test_aliases_of_a_header_are_not_spelled_out() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    rows = [f"#+ {names[0]}: &{names[0]} [x, x, x, x, x, x, x, x]"]
    rows += [f"#+ {b}: &{b} [{', '.join([f'*{a}'] * 8)}]" for a, b in pairwise(names)]
    text = "\n".join([*rows, "#+ chart: {kind: *z}", ""])
    (problem,) = header_problems(QueryFile(QUERY, text), ())
    assert problem.what == "the header is not YAML: an alias (*) repeats another part"
    assert problem.place.line == 2


TURTLE: dict[str, Callable[[int], str]] = {
    "one line": lambda size: "<urn:a> <urn:b> <urn:c> . " * size,
    "lines": lambda size: "<urn:a> <urn:b> <urn:c> .\n" * size,
    "one long text": lambda size: f"<urn:a> <urn:b> '{'a' * (25 * size)}' .",
    "triples beyond RDF 1.1": lambda size: "<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .\n" * size,
    "an IRI that is none": lambda size: f"<urn:a> <{'a' * size}> <urn:c> .",
    "a long prefix": lambda size: f"{'a' * size}:a <urn:b> <urn:c> .",
    "prefixes": lambda size: "".join(f"@prefix a{number}: <urn:a{number}:> .\n" for number in range(size)),
}


@pytest.mark.parametrize("name", TURTLE)
def test_turtle(name: str, tmp_path: Path) -> None:
    def written(size: int) -> Path:
        path = tmp_path / f"{size}.ttl"
        path.write_text(TURTLE[name](size), encoding="utf-8")
        return path

    assert_linear(written, lambda path: (read_turtle(path), prefix_places(path)), 4_000)


def test_reader_of_lines_hands_out_one_long_line() -> None:
    def read(data: bytes) -> None:
        reader = LineReader(data)
        while reader.read(100):
            pass

    assert_linear(bytes, read, 200_000)
    reader = LineReader(b"one\ntwo")
    assert [reader.read(2), reader.read(2), reader.read(), reader.read(1)] == [b"on", b"e\n", b"two", b""]


def span(text: str, start: int, end: int, digest: str = "none") -> Span:
    return Span(NamedNode("urn:p"), "p", NamedNode("urn:s"), start, end, digest, text[start:end])


def test_stretches_that_no_passage_covers() -> None:
    def made(size: int) -> tuple[list[Span], str]:
        text = "ab\n" * size
        return [span(text, 3 * place, 3 * place + 1) for place in range(size)], text

    def run(made: tuple[list[Span], str]) -> None:
        found = list(find_uncovered(made[0], made[1], Path("article.txt")))
        assert [each.place.line for each in found] == list(range(1, len(made[0]) + 1))

    assert_linear(made, run, 2_000)


def test_search_for_a_passage_that_has_changed_is_given_up() -> None:
    search = Search("a" * 2_000_000)
    assert search.found_at(span(search.text, 0, 1_000_000)) is None
    assert search.left < 0


def test_long_number_of_a_footnote_is_no_footnote(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("[" + "9" * 5_000 + "]", encoding="utf-8")
    assert [problem.code for problem in compare(dataset_of([]), path)] == ["article-digest"]
    assert FURNITURE.match("[" + "9" * 5_000 + "]") is None


LANGUAGES = [a + b + c for a in "abcdefghijklm" for b in "abcdefghijklmnop" for c in "abcdefghijklmnop"]


def test_texts_of_many_languages_as_jsonld() -> None:
    context = context_of({"label": {"@id": "urn:label", "@container": "@language"}})
    label = NamedNode("urn:label")

    def made(size: int) -> dict[NamedNode, list[Literal]]:
        return {label: [Literal(tag, language=tag) for tag in LANGUAGES[:size]]}

    assert_linear(made, lambda said: node(NamedNode("urn:a"), said, context), len(LANGUAGES) // 8)  # type: ignore[arg-type]


def test_part_of_a_context() -> None:
    context = context_of({"label": "urn:label", "ex": "https://example.org/"})

    def made(size: int) -> dict[NamedNode, dict[NamedNode, list[Literal]]]:
        return {NamedNode("urn:a"): {NamedNode("urn:label"): [Literal('\\"' * size)]}}

    assert_linear(made, lambda union: part_of_context(union, context), 8_000)  # type: ignore[arg-type]


def test_objects_in_order() -> None:
    def made(size: int) -> list[Quad]:
        return [Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal(str(number))) for number in range(size)]

    assert_linear(made, lambda quads: [in_order(said) for said in describe_nodes(quads).values()], 1_000)


def test_number_of_thousands_of_digits_has_a_place() -> None:
    numbers = [Literal("9" * 5_000), Literal("10" + "0" * 5_000), Literal("2"), Literal("٣"), Literal("04")]
    assert sorted(numbers, key=object_key) == [numbers[place] for place in (2, 3, 4, 0, 1)]


@pytest.mark.parametrize("size", [3, 40])
def test_blank_nodes_that_are_alike(size: int) -> None:
    nodes = [BlankNode() for _ in range(size)]
    triples = [Triple(one, NamedNode("urn:p"), two) for one in nodes for two in nodes if one != two]
    assert graph_bytes(triples, "nt").count(b"\n") == size * (size - 1)


def test_blank_nodes_that_stand_alone() -> None:
    def made(size: int) -> list[Triple]:
        return [Triple(BlankNode(), NamedNode("urn:p"), Literal("a")) for _ in range(size)]

    assert_linear(made, lambda triples: graph_bytes(triples, "nt"), 500)


def test_table_of_many_rows() -> None:
    assert_linear(lambda size: [["a", "1"]] * size, lambda body: table_text(["a", "b"], body, 80, False), 200)


def derived(count: int, premises: int) -> Store:
    """Facts on so many levels, each derived from all of the next level."""
    names = [[f"fact:n{level}x{number}" for number in range(premises)] for level in range(count)]
    trig = "".join(
        f"{name} a azkz:Fact ; rdf:subject id:a ; rdf:predicate rdfs:label ; rdf:object '{name}' ;"
        f" azkz:derivedBy rule:r . "
        + "".join(f"{name} prov:wasDerivedFrom {below} . " for below in next_level)
        for level, next_level in zip(names, [*names[1:], []], strict=True)
        for name in level
    )
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads_of(trig))
    return store


def lines_of(outline: Outline) -> int:
    return 1 + sum(map(lines_of, outline.items))


@pytest.mark.parametrize(("count", "premises"), [(40, 2), (1_500, 1)], ids=["wide", "deep"])
def test_explanation_has_an_end(count: int, premises: int) -> None:
    store = derived(count, premises)
    found = explain(store, read_fact(store, NamedNode(FACT + "n0x0")))
    assert 100 < lines_of(found) < 10_000


def test_undefined_terms_get_advice_while_they_are_few() -> None:
    known = {f"{ONTOLOGY}term{number}" for number in range(500)}
    text = "\n".join(f"?s azkz:trem{number} ?o ." for number in range(300))
    found = list(term_problems(QueryFile(QUERY, text), known))
    assert len(found) == 300
    assert sum(problem.mend.startswith("write ") for problem in found) == 100


def versions(size: int) -> tuple[list[Quad], list[Quad]]:
    """The quads of two versions, in which a hub has other parts, and things lead to a long chain of blank nodes."""
    chain = "".join(f"_:b{number} azkz:next _:b{number + 1} . " for number in range(size))
    things = "".join(f"id:thing-{number} azkz:next _:b{number} . " for number in range(size))
    pair = []
    for version in range(2):
        parts = "".join(f"id:hub azkz:hadPart id:part-{version}-{number} . " for number in range(size))
        quads = quads_of(
            f"<https://w3id.org/azkz/id/a/p> {{ {parts} }} graph:entities {{ {chain} {things} }}"
        )
        pair.append([*quads, *fact_nodes(quads)])
    return pair[0], pair[1]


def test_versions_are_read_and_compared() -> None:
    assert_linear(
        versions, lambda pair: compare_contents(read_contents(pair[0]), read_contents(pair[1])), 800
    )
