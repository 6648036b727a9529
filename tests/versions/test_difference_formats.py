"""What changed is written for people and programs: each change once, with labels beside identifiers."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse
from small_dataset import quads_of

from azkz_graph.dataset.derivation import fact_nodes
from azkz_graph.register.published_contents import read_contents
from azkz_graph.routes.version_paths import version_iri
from azkz_graph.versions.difference_formats import FORMATS, MOST_LINES, outline
from azkz_graph.versions.version_difference import Difference, compare_versions
from azkz_graph.versions.version_source import Version
from azkz_graph.vocabulary import PREFIXES

GOLDEN = Path(__file__).parent / "difference"

OLD = """
graph:entities {
    id:baku a azkz:Place ; rdfs:label "Baku"@en .
    id:aktau a azkz:Place ; rdfs:label "Aktau"@en .
    id:note-one a azkz:EditorialNote ; rdfs:label "One | two"@en ; schema:about id:baku .
    azkz:population a owl:DatatypeProperty ; rdfs:label "population"@en ; rdfs:range xsd:integer .
}
<https://w3id.org/azkz/id/article/p1> { id:baku azkz:population 5 ; azkz:twin id:aktau . }
<https://w3id.org/azkz/id/article/p2> { id:baku azkz:motto "a, \\"b\\""@en . }
"""

EDITS = {
    "population 5": "population 6",
    'rdfs:label "Baku"@en': 'rdfs:label "Baku City"@en',
    "id:aktau a azkz:Place": "id:aktau a azkz:Port",
    "schema:about id:baku": "schema:about id:aktau",
    "range xsd:integer": "range xsd:decimal",
    "azkz:motto": 'azkz:motto "c" ; azkz:former',
    " ; azkz:twin id:aktau . }": " . }",
    "p2> {": "p2> { id:baku azkz:twin id:aktau .",
}


def version(name: str, text: str) -> Version:
    quads = quads_of(text)
    iri = version_iri(name) if name[0].isdecimal() else ""
    return Version(name, iri, read_contents([*quads, *fact_nodes(quads)]))


@pytest.fixture
def difference() -> Difference:
    text = OLD
    for old, new in EDITS.items():
        assert old in text
        text = text.replace(old, new)
    return compare_versions(version("1.0.0", OLD), version("2.0.0", text))


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("text", "text.txt"),
        ("markdown", "markdown.md"),
        ("csv", "csv.csv"),
        ("json", "json.json"),
        ("ttl", "ttl.ttl"),
    ],
)
def test_each_format_is_as_expected(
    format: str, name: str, difference: Difference, golden: Callable[[Path, bytes], None]
) -> None:
    golden(GOLDEN / name, FORMATS[format](difference).replace(b"\r\n", b"\n"))


def test_tables_have_each_change_once(difference: Difference) -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](difference).decode(), newline="")))
    changes = json.loads(FORMATS["json"](difference))["changes"]
    assert len(rows) == len(changes) == len(difference.changes)
    assert [row["iri"] for row in rows] == [change["iri"] for change in changes]


def test_the_graph_is_loaded_beside_the_data_and_has_no_blank_nodes(difference: Difference) -> None:
    store = Store()
    store.load(FORMATS["ttl"](difference), format=RdfFormat.TURTLE)
    assert not any(isinstance(term, BlankNode) for quad in store for term in quad.triple)
    prefixes = {**PREFIXES, "cs": "http://purl.org/vocab/changeset/schema#"}
    ask = """
        SELECT ?change ?reason {
            ?change a cs:ChangeSet, prov:Activity ; cs:changeReason ?reason ; dct:isPartOf ?all ;
                prov:used <https://w3id.org/azkz/dataset/1.0.0> ; prov:generated <https://w3id.org/azkz/dataset/2.0.0> .
        }
    """
    found = list(store.query(ask, prefixes=prefixes))  # type: ignore[arg-type]
    assert len({row["change"] for row in found}) == len(found) == len(difference.changes)
    replaced = """
        SELECT ?before ?after {
            ?change cs:changeReason "corrected" ; cs:removal ?gone ; cs:addition ?come ; cs:subjectOfChange id:baku .
            ?gone rdf:object ?before ; dct:isReplacedBy ?come . ?come rdf:object ?after
        }
    """
    pairs = {(row["before"], row["after"]) for row in store.query(replaced, prefixes=prefixes)}  # type: ignore[union-attr]
    assert pairs == {(number("5"), number("6")), (Literal('a, "b"', language="en"), Literal("c"))}


def number(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + "integer"))


def test_the_same_versions_have_no_difference() -> None:
    same = compare_versions(version("1.0.0", OLD), version("a file", OLD))
    assert str(outline(same)) == "1.0.0 → a file: no difference"
    assert FORMATS["markdown"](same).decode() == "# 1.0.0 → a file\n\nNo difference.\n"
    assert json.loads(FORMATS["json"](same))["changes"] == []
    assert FORMATS["csv"](same).count(b"\n") == 1
    assert b"ChangeSet" not in FORMATS["ttl"](same)


def test_the_iri_of_what_is_no_release_follows_from_what_it_publishes() -> None:
    more, reverse = (
        f"graph:entities {{ id:{one} a azkz:Place . id:{other} a azkz:Place }}" for one, other in ("cd", "dc")
    )
    first, second, third = (
        FORMATS["ttl"](compare_versions(version("1.0.0", OLD), version("a", text)))
        for text in (
            OLD + more,
            reverse + OLD,
            OLD,
        )
    )
    assert first == second != third
    assert b"<ni:///sha-256;" in first


def test_only_facts_are_compared_with_a_table_of_facts() -> None:
    old = version("1.0.0", OLD)
    table = Version("facts.csv", "", version("x", OLD.replace("population 5", "population 6")).contents, True)
    assert {change.kind for change in compare_versions(old, table).changes} == {"fact"}
    assert len(compare_versions(table, old).changes) == 1


def test_an_outline_is_short_and_says_what_it_leaves_out() -> None:
    more = " ".join(f"id:place-{number} a azkz:Place ." for number in range(MOST_LINES + 5))
    lines = str(
        outline(
            compare_versions(version("1.0.0", OLD), version("2.0.0", OLD + f"graph:entities {{ {more} }}"))
        )
    )
    assert lines.splitlines()[-1] == "    … and 5 more; --format csv has them all"
    assert len(lines.splitlines()) == MOST_LINES + 4


def test_blank_nodes_in_facts_are_left_out_of_the_graph() -> None:
    triple = "rdf:subject id:baku ; rdf:predicate azkz:box ; rdf:object [ azkz:corner 1 ]"
    blank = f"graph:facts {{ fact:aaaaaaaaaaaaaaaa a azkz:Fact ; {triple} }}"
    written = FORMATS["ttl"](compare_versions(version("1.0.0", OLD), version("2.0.0", OLD + blank)))
    terms = [term for quad in parse(written, format=RdfFormat.TURTLE) for term in quad.triple]
    assert not any(isinstance(term, BlankNode) for term in terms)
    assert NamedNode(PREFIXES["fact"] + "aaaaaaaaaaaaaaaa") in terms


def test_what_is_recorded_as_replaced_is_renamed() -> None:
    record = 'graph:withdrawn { id:aktau azkz:withdrawnIn "2.0.0" ; dct:isReplacedBy id:aqtau . }'
    found = compare_versions(
        version("1.0.0", OLD), version("2.0.0", OLD.replace("id:aktau", "id:aqtau") + record)
    )
    replaced = {change.iri: change.replaced_by for change in found.changes if change.replaced_by}
    assert replaced["id:aktau"] == ("id:aqtau",)
    assert "Aktau (id:aktau) → id:aqtau" in str(outline(found))
    (fact,) = replaced.keys() - {"id:aktau"}
    assert found.words(next(each for each in found.changes if each.iri == fact)).endswith(
        "Aktau (id:aktau) → Aktau (id:aqtau)"
    )
