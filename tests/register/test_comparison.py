"""Two versions of a dataset differ in exactly what was changed, whatever files they are read from."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from little_version import ENTITIES, FACTS, quads_of
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from azkz_graph.dataset.derivation import fact_nodes
from azkz_graph.register.comparison import Alteration, Change, compare
from azkz_graph.register.published_contents import Contents, read_contents, read_query
from azkz_graph.register.release_register import RegisteredRelease, entry_files, read_entry
from azkz_graph.vocabulary import PREFIXES


def contents(text: str = ENTITIES + FACTS) -> Contents:
    return read_contents(quads_of(text))


def changes(*edits: tuple[str, str], renames: dict[str, str] | None = None) -> list[Change]:
    """What the comparison finds if texts are replaced in the sources."""
    text = ENTITIES + FACTS
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return list(compare(contents(), contents(text), renames or {}))


def told(found: Iterable[Change]) -> list[tuple[str, str, str, str]]:
    """The changes without the identifiers of facts, which are digests."""
    return [(each.kind, each.alteration.value, each.before, each.after) for each in found]


def test_a_version_does_not_differ_from_itself() -> None:
    assert changes() == []


@pytest.mark.parametrize(
    "format", [RdfFormat.N_TRIPLES, RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.N_QUADS]
)
def test_formats_and_orders_make_no_difference(format: RdfFormat) -> None:
    quads = quads_of(ENTITIES + FACTS)
    if format is RdfFormat.N_QUADS:
        data = serialize(quads, format=format)
    else:
        data = serialize([quad.triple for quad in reversed(quads)], format=format)
    assert compare(contents(), read_contents(parse(data or b"", format=format))) == ()


def test_facts_are_told_by_what_happened_to_them() -> None:
    assert told(changes(("azkz:population 5 ;", ""))) == [
        ("fact", "withdrawn", 'id:baku azkz:population "5"^^xsd:integer', "")
    ]
    assert told(changes(("azkz:population 5", "azkz:population 5 ; azkz:area 6"))) == [
        ("fact", "added", "", 'id:baku azkz:area "6"^^xsd:integer')
    ]
    assert told(changes(("azkz:population 5", "azkz:population 6"))) == [
        (
            "fact",
            "corrected",
            'id:baku azkz:population "5"^^xsd:integer',
            'id:baku azkz:population "6"^^xsd:integer',
        )
    ]
    assert told(changes(("azkz:twin id:aktau .", "."), ("id:aktau azkz:twin id:baku .", ""))) == [
        ("fact", "withdrawn", "id:aktau azkz:twin id:baku", ""),
        ("fact", "withdrawn", "id:baku azkz:twin id:aktau", ""),
    ]


def test_a_fact_in_another_passage_is_moved() -> None:
    moved = changes(
        (" azkz:twin id:aktau .", "."), ("id:aktau azkz:twin id:baku .", "id:baku azkz:twin id:aktau .")
    )
    assert ("fact", "moved", "stated id:article/p1", "stated id:article/p2") in told(moved)


def test_a_corrected_fact_names_its_successors() -> None:
    (change,) = changes(("azkz:population 5", "azkz:population 6"))
    (successor,) = change.replaced_by
    assert successor in contents((ENTITIES + FACTS).replace("population 5", "population 6")).facts
    (split,) = changes(("azkz:population 5", "azkz:population 6 , 7"))
    assert len(split.replaced_by) == 2


def test_facts_follow_a_renamed_thing() -> None:
    found = changes(("id:aktau", "id:aqtau"), renames={"id:aktau": "id:aqtau"})
    assert told(found) == [
        ("fact", "corrected", "id:aktau azkz:twin id:baku", "id:aqtau azkz:twin id:baku"),
        ("fact", "corrected", "id:baku azkz:twin id:aktau", "id:baku azkz:twin id:aqtau"),
        ("thing", "added", "", "Aktau"),
        ("thing", "withdrawn", "Aktau", ""),
    ]
    assert [change.replaced_by for change in found if change.alteration is Alteration.WITHDRAWN] == [
        ("id:aqtau",)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"Baku"@en', '"Baku City"@en', ("thing", "relabelled", "Baku@en", "Baku City@en")),
        ("באקו", "בקו", ("thing", "relabelled", "באקו@he", "בקו@he")),
        (
            "id:aktau a azkz:Place",
            "id:aktau a azkz:State",
            ("thing", "reclassified", "azkz:Place", "azkz:State"),
        ),
        (
            "about id:baku",
            "about id:aktau",
            ("note", "redefined", "schema:about id:baku", "schema:about id:aktau"),
        ),
        (
            "range azkz:Place",
            "range azkz:Sea",
            ("term", "redefined", "rdfs:range azkz:Place", "rdfs:range azkz:Sea"),
        ),
        ("Where it sits.", "Its seat.", ("term", "reworded", "Where it sits.", "Its seat.")),
        ("oa:end 9", "oa:end 10", ("passage", "moved", "3-9", "3-10")),
        ('"Aktau"@en .', '"Aktau"@en ; azkz:code "x" .', ("thing", "altered", "", "")),
    ],
)
def test_identifiers_are_told_by_what_happened_to_them(
    old: str, new: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in told(changes((old, new)))


def test_parts_of_claims_are_views() -> None:
    origins = {fact.subject: fact.origin for fact in contents().facts.values()}
    assert origins == {"id:baku": "stated", "id:aktau": "stated", "id:a-claim": "view"}


def test_versions_and_dates_are_no_difference() -> None:
    dated = 'graph:entities { id:baku owl:versionInfo "2.0.0" ; dct:issued "2027-01-01" . }'
    assert compare(contents(), contents(ENTITIES + FACTS + dated)) == ()


def test_the_register_gives_back_what_it_was_given(tmp_path: Path) -> None:
    odd = Quad(
        NamedNode(PREFIXES["id"] + "baku"),
        NamedNode(PREFIXES["azkz"] + "motto"),
        Literal('a\tb\n\\c "d"'),
        NamedNode(PREFIXES["id"] + "article/p1"),
    )
    whole = read_contents([*quads_of(ENTITIES + FACTS), odd, *fact_nodes([odd])])
    release = RegisteredRelease("1.0.0", "2026-11-22", "azkz-1.0.0.zip", "0" * 64)
    for path, data in entry_files(whole, release).items():
        file = tmp_path / "releases" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    assert read_entry(tmp_path, "1.0.0") == whole


BLANK = """
graph:entities {
    id:baku azkz:box [ azkz:corner "1" , "2" ; azkz:next [ azkz:corner "3" ] ] .
    id:aktau azkz:ring passage:ring .
}
"""


def with_blanks(*, names: str, corner: str = "3") -> Contents:
    """The contents of a file with blank nodes, some of them in a circle, whose labels begin with `names`."""
    circle = f"graph:entities {{ id:aktau azkz:ring _:{names}1 . _:{names}1 azkz:next _:{names}2 . "
    back = f'_:{names}2 azkz:next _:{names}1 ; azkz:corner "{corner}" . }}'
    return contents(ENTITIES + FACTS + BLANK + circle + back)


def test_names_of_blank_nodes_make_no_difference() -> None:
    assert compare(with_blanks(names="a"), with_blanks(names="b")) == ()
    (change,) = compare(with_blanks(names="a"), with_blanks(names="a", corner="4"))
    assert (change.iri, change.alteration) == ("id:aktau", Alteration.ALTERED)


def test_a_long_list_of_blank_nodes_is_read() -> None:
    items = " ".join(f'"{number}"' for number in range(5000))
    long = f"graph:entities {{ id:baku azkz:items ( {items} ) . }}"
    assert compare(contents(ENTITIES + long), contents(ENTITIES + long)) == ()
    (change,) = compare(contents(ENTITIES + long), contents(ENTITIES + long.replace('"4999"', '"x"')))
    assert (change.iri, change.alteration) == ("id:baku", Alteration.ALTERED)


def test_shapes_that_are_read_twice_are_the_same() -> None:
    text = "PREFIX shape: <https://w3id.org/azkz/ontology/shapes#> PREFIX sh: <http://www.w3.org/ns/shacl#>"
    text += 'shape:a a sh:PropertyShape ; sh:path [ sh:inversePath sh:node ] ; sh:languageIn ( "en" "he" ) .'
    first, second = (read_contents([], parse(text, format=RdfFormat.TURTLE)) for _ in range(2))
    assert first.identifiers.keys() == {"shape:a"}
    assert compare(first, second) == ()


@pytest.mark.parametrize("content", [b"#+ summary: [\nSELECT * {}", b"#+ summary: \xff\nSELECT * {}"])
def test_queries_that_cannot_be_read_are_left_to_the_check(content: bytes) -> None:
    query = read_query(Path("a.rq"), content)
    before = read_contents([], queries=[read_query(Path("a.rq"), b"#+ summary: All\nSELECT * {}")])
    (change,) = compare(before, read_contents([], queries=[query]))
    assert (change.iri, change.alteration, change.before) == ("query:a", Alteration.RELABELLED, "All@en")
