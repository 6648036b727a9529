"""Data that no check would pass, as N-Quads: what is served from a file may be anything that a parser reads."""

from collections.abc import Iterator
from typing import Final

from azkz_graph.vocabulary import BASE, ONTOLOGY, PREFIXES, RDF, RDFS, XSD

UNADDRESSED: Final = ("a:b", "a%20b", "a//b", "../x", "a/../../b", "%2e%2e", "a?b", "x/", "\\u202Ex")
"""What has an IRI of ours that can be the path of no file."""

VALUES: Final = (
    *(
        "1E300000000",
        "1E-300000000",
        "INF",
        "-INF",
        "NaN",
        "1e400",
        "",
        "9" * 5000,
        "1." + "0" * 5000,
        "0x10",
    ),
    *("1_000", "999999999-01-01", "-0001-01-01", "0000-00-00", "2016-13-45", "-999999999", "--1", "1e"),
    *("2016-01-01T25:61:61", "\\u0000", "\\u0008", "\\uFFFE", "\\u202E"),
)
NO_CHARACTERS: Final = "a\\u0001\\u000D\\u001B\\u007F\\u0085\\uFDD0\\uFFFE\\uFFFF\\U0001FFFEb"
"""What no page may hold, and a carriage return."""

DATATYPES: Final = (
    "double",
    "decimal",
    "integer",
    "gYear",
    "date",
    "dateTime",
    "gYearMonth",
    "boolean",
    "anyURI",
)
PROPERTIES: Final = (
    *(f"{PREFIXES['schema']}{name}" for name in ("value", "startDate", "latitude", "longitude", "position")),
    *(
        f"{ONTOLOGY}{name}"
        for name in ("asOf", "established", "m49", "degree", "factor", "citedPage", "sha256")
    ),
    *(
        f"{PREFIXES['oa']}start",
        f"{PREFIXES['oa']}end",
        f"{PREFIXES['dct']}date",
        f"{PREFIXES['owl']}deprecated",
    ),
)
KINDS: Final = (
    *("State", "City", "Figure", "TradeFigure", "Passage", "Footnote", "Section", "Event", "Fact", "Claim"),
    *("EditorialNote", "Unit", "BilateralRelations", "Agreement", "Source", "Rule", "Person"),
)
CIRCULAR: Final = (
    *(f"{PREFIXES['skos']}broader", f"{RDFS}subClassOf", f"{PREFIXES['owl']}equivalentClass"),
    *(f"{PREFIXES['schema']}isPartOf", f"{PREFIXES['prov']}wasDerivedFrom", f"{PREFIXES['dct']}isPartOf"),
    *(f"{ONTOLOGY}{name}" for name in ("explains", "derivedBy", "reading", "statedIn", "unit", "hedge")),
)
MANY: Final = 3000
"""The types of one thing; more take longer, in proportion."""

LONG: Final = 500_000
"""The characters of the longest texts."""


def hostile_quads() -> Iterator[str]:
    """The lines."""
    for number, slug in enumerate(UNADDRESSED):
        yield from described(thing(slug), "City", f'"thing {number}"@en')
    number = 0
    for value in VALUES:
        for datatype in DATATYPES:
            number += 1
            node, tag = thing(f"v-{number}"), ("en", "x-klingon", "zz-Latn-ZZ", "he", "en-x-a")[number % 5]
            yield from described(node, KINDS[number % len(KINDS)], f'"{value[:40]}"@{tag}')
            for name in PROPERTIES:
                yield line(node, name, f'"{value}"^^<{XSD}{datatype}>')
    for one, other in (("c1", "c2"), ("c2", "c3"), ("c3", "c1"), ("c1", "c1")):
        yield from described(thing(one), {"c1": "Passage", "c2": "Section"}.get(one, "State"), '""@en')
        yield line(thing(one), RDF + "type", thing(other))
        for name in CIRCULAR:
            yield line(thing(one), name, thing(other))
    yield from (line(thing("many"), RDF + "type", f"<{ONTOLOGY}T{number}>") for number in range(MANY))
    yield line(thing("long"), RDFS + "label", f'"{"long " * (LONG // 5)}"@en')
    yield line(thing("long"), PREFIXES["schema"] + "value", f'"{"9" * LONG}"^^<{XSD}integer>')
    yield from odd()


def odd() -> Iterator[str]:
    """What is in no place where the model would have it."""
    dataset, rule, query = f"<{BASE}dataset>", f"<{BASE}rule/none>", f"<{BASE}query/none>"
    yield line(dataset, RDF + "type", '"text"')
    yield line(dataset, PREFIXES["dct"] + "license", '"text"')
    yield line(dataset, PREFIXES["dct"] + "issued", '"never"')
    yield from described(rule, "Rule", '"no rule"')
    yield from described(query, "Rule", '"no query"')
    for name, said in (
        ("empty", {}),
        ("half", {"subject": thing("c1"), "predicate": '"text"', "object": "_:b"}),
    ):
        fact = f"<{BASE}fact/{name}>"
        yield from described(fact, "Fact", '"no fact"')
        yield from (line(fact, RDF + part, term) for part, term in said.items())
    for graph in ("graph/a:b", "graph/../../x", "graph/fine"):
        yield line(thing("named"), RDFS + "label", f'"{graph}"', f"<{BASE}{graph}>")
    yield line(thing("named"), RDFS + "label", '"blank"', "_:graph")
    yield from described("_:blank", "State", '"blank"')
    yield from described(thing("odd"), "State", '"\\u0007<script>"@ar-x-a')
    yield line(thing("odd"), RDFS + "label", f'"{NO_CHARACTERS}"@en')
    yield line(thing("odd"), RDF + "type", "<http://example.org/1>")
    yield line(thing("odd"), RDFS + "comment", f'"{NO_CHARACTERS}"@en')
    yield line(thing("odd"), "http://example.org/says", f'"{NO_CHARACTERS}"')
    yield line(thing("odd"), "http://example.org/", thing("c1"))
    yield line(thing("odd"), "http://example.org/says", f"<<( {thing('c1')} <{RDF}type> {thing('c2')} )>>")
    yield line(thing("odd"), "http://example.org/blank", "_:blank")
    yield line(thing("odd"), PREFIXES["schema"] + "sameAs", "<javascript:alert(1)>")
    yield line(f"<{ONTOLOGY}../x>", RDFS + "label", '"no term"')
    yield line(f"<{ONTOLOGY}Own>", RDFS + "subClassOf", f"<{ONTOLOGY}Own>")


def thing(slug: str) -> str:
    """The IRI of a thing."""
    return f"<{BASE}id/{slug}>"


def described(node: str, kind: str, label: str) -> Iterator[str]:
    """That the node is of the kind and is called so."""
    yield line(node, RDF + "type", f"<{ONTOLOGY}{kind}>")
    yield line(node, RDFS + "label", label)


def line(subject: str, predicate: str, object: str, graph: str = "") -> str:
    """A quad."""
    return f"{subject} <{predicate}> {object} {graph} .\n"
