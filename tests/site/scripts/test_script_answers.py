"""What the scripts read of a server's answer and of an address is what was written there."""

from typing import Any

import pytest
from node_program import evaluated, needs_node
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from azkz_graph.graph.facts import Term
from azkz_graph.routes.document_paths import build_page_path, page_with_fragment
from azkz_graph.site.data.ask_data import documents
from azkz_graph.vocabulary import BASE, XSD

pytestmark = needs_node

S, P = NamedNode("https://example.org/s"), NamedNode("https://example.org/é?a=%20#")
TEXTS = [
    "",
    "a",
    'say "b" \\ ',
    "two\nlines\r\tand a tab",
    ". # <x>",
    "\x00\x07\x7f\x85\u2028",
    "קו 🙂",
    "\\u0041",
]
OBJECTS: list[Term] = [
    *map(Literal, TEXTS),
    *(Literal(text, language="en-gb") for text in TEXTS),
    Literal("01", datatype=NamedNode(XSD + "integer")),
    NamedNode("urn:x:y"),
    BlankNode("b0.1-c"),
    Triple(S, P, Triple(BlankNode("b"), P, Literal(')>> "', language="he"))),
]


def as_json(term: object) -> dict[str, Any]:
    """The term as the JSON of SPARQL results has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **kind}
    assert isinstance(term, Triple)
    names = ("subject", "predicate", "object")
    return {"type": "triple", "value": dict(zip(names, map(as_json, term), strict=True))}


def parsed(text: str) -> Any:  # noqa: ANN401
    return evaluated({"sparql/ntriples.js": "parsed"}, "return parsed(given)", text)


def test_an_iri_leads_to_its_page() -> None:
    iris = [
        *(
            BASE + path
            for path in ("id/baku", "id/a/b", "ontology", "ontology#Unit", "ontology#unit", "query/map")
        ),
        *(
            BASE + path
            for path in ("dataset", "graph/derived/x", "ontology/shapes", "fact/abc", "elsewhere", "id/")
        ),
    ]
    body = 'return given.iris.map(links(given, "https://example.org/azkz/", "en"))'
    sections = {"doc/a/o9": ["fact/def", "id/a/o9-position"]}
    given = {"base": BASE, "documents": documents(), "sections": sections, "iris": iris}
    pages = [build_page_path(iri) for iri in iris]
    assert evaluated({"answer/links.js": "links"}, body, given) == [
        page and f"https://example.org/azkz/{page_with_fragment(page, 'en')}" for page in pages
    ]
    given["iris"] = [f"{BASE}fact/def", f"{BASE}id/a/o9-position"]
    assert evaluated({"answer/links.js": "links"}, body, given) == [
        f"https://example.org/azkz/doc/a/o9.html#{id}" for id in ("fact-def", "id-a-o9-position")
    ]


def test_triples_are_read_as_they_were_written() -> None:
    triples = [Triple(S, P, value) for value in OBJECTS] + [Triple(BlankNode("s"), P, S)]
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    assert parsed(text.decode()) == [list(map(as_json, triple)) for triple in triples]


def test_what_the_grammar_leaves_free_is_read() -> None:
    text = '# a comment\r\n\n <x:a>\t<x:b>"\\u00e9\\U0001F642\\t\\\'".\n_:a<x:\\u0062>_:b. # end'
    assert parsed(text) == [
        [as_json(NamedNode("x:a")), as_json(NamedNode("x:b")), as_json(Literal("é🙂\t'"))],
        [as_json(BlankNode("a")), as_json(NamedNode("x:b")), as_json(BlankNode("b"))],
    ]


@pytest.mark.parametrize(
    "line", ["<x:a> <x:b> .", "<x:a> <x:b> <x:c>", '<x:a> <x:b> "c .', "<html>", "<x:a> . <x:b> ."]
)
def test_what_is_no_triple_is_refused(line: str) -> None:
    body = "try { parsed(given); return null; } catch (error) { return error.name; }"
    assert evaluated({"sparql/ntriples.js": "parsed"}, body, line) == "SyntaxError"


def test_a_query_behind_the_question_mark_is_read_with_its_dataset() -> None:
    query = 'SELECT * { ?s ?p "a+b & ק#%" }\n# end'
    graphs = [["default-graph-uri", "https://example.org/g?a=b&c"], ["named-graph-uri", "urn:x"]]
    body = "const written = writtenSearch(...given); return [written, readSearch(written + '&other=1')]"
    written, found = evaluated({"page/address.js": "readSearch, writtenSearch"}, body, [query, graphs])
    assert written.startswith("?query=SELECT")
    assert found == {"query": query, "run": True, "graphs": graphs}


def test_an_address_without_a_query_asks_nothing() -> None:
    found = evaluated(
        {"page/address.js": "readSearch"}, "return readSearch(given)", "?default-graph-uri=urn:x"
    )
    assert found == {"query": None, "run": False, "graphs": [["default-graph-uri", "urn:x"]]}
