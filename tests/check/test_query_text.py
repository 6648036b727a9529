"""SPARQL that cannot be read, or not everywhere; whole reports are in `faults/`."""

from pathlib import Path

import pytest

from azkz_graph.check.query_text import sparql_problems, term_problems, text_problems
from azkz_graph.sparql.query_file import QueryFile

FILE = Path("query.rq")


def faults(text: str, folder: str = "queries") -> list[tuple[int, str]]:
    return [(problem.place.line, problem.what) for problem in sparql_problems(QueryFile(FILE, text), folder)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a",
        "PREFIX : <https://example.org/>\nPREFIX a.b: <https://example.org/>\nASK { ?a :b a.b:c }",
        'ASK { ?a ?b "no:prefix SERVICE" } # no:prefix, FROM',
        "ASK { ?from ?service <urn:from:service> }",
        "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "SELECT ?a WHERE { VALUES ?a { UNDEF } ?a ?b ?c }\norder  by ?a",
    ],
)
def test_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("ASK {\n ?a no:b ?c }", 2, "the prefix no: is not declared"),
        ("ASK { ?a :b ?c }", 1, "the prefix : is not declared"),
        ("ASK {\n ?a ?b\n}", 3, "the SPARQL is wrong at the end of this line"),
        ("ASK { ?a ?b } ?c", 1, "the SPARQL is wrong shortly before “?c”"),
        ("SELECT (COUNT(?a) AS ?n) ?b { ?a ?b ?c }", 1, "The SELECT contains a variable that is unbound"),
        ("SELECT * { ?a ?b ?c } GROUP BY ?a", 1, "SELECT * is not authorized with GROUP BY"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 1, "the SPARQL is wrong shortly before"),
        ("ASK {\n FILTER(<urn:f>(1)) }", 1, "the function <urn:f> is not one of SPARQL, and has no value"),
        (
            "PREFIX f: <urn:f/>\nASK {\n FILTER(f:g(1)) }",
            3,
            "the function <urn:f/g> is not one of SPARQL, and has no value",
        ),
        ("ASK {\n ?a ?b <c> }", 2, "the IRI <c> is relative, and differs from place to place"),
        ("ASK {\n ?a ?b\u00a0?c }", 2, "the character U+00A0 (no-break space) stands at column 7"),
        ("ASK {\n=======\n ?a ?b ?c }", 2, "a merge is unfinished: this line begins with ======="),
        ("SELECT ?a { ?a ?b ?c }", 1, "the rows come in no fixed order"),
        ("ASK\nFROM <urn:a> { ?a ?b ?c }", 2, "FROM takes data from elsewhere"),
        ("ASK { service <urn:a> { ?a ?b ?c } }", 1, "SERVICE takes data from elsewhere"),
        ("", 1, "the SPARQL is wrong at the end of this line"),
    ],
)
def test_fault(text: str, line: int, what: str) -> None:
    ((found, told),) = faults(text)
    assert found == line
    assert what in told


def test_rules_construct() -> None:
    assert faults("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "rules") == []
    assert faults("ASK { ?a ?b ?c }", "rules") == [(1, "a rule has to be a CONSTRUCT query")]


def test_terms() -> None:
    query = QueryFile(FILE, "# azkz:Plaec\nASK { ?a a azkz:Plaec ; azkz:zzz ?b } # azkz:Plaec\n")
    declared = {"https://w3id.org/azkz/ontology#Place"}
    assert [(problem.place.line, problem.mend) for problem in term_problems(query, declared)] == [
        (2, "write azkz:Place, or declare the term in ontology/azkz.ttl"),
        (2, "declare the term in ontology/azkz.ttl"),
    ]
    assert list(term_problems(query, set())) == []


def test_characters() -> None:
    query = QueryFile(FILE, "#+ summary: a\n#+ description: \u202eb\nASK {\t?a ?b ?c }\n")
    assert [(problem.place.line, problem.code) for problem in text_problems(query)] == [(2, "bidi")]
