"""Headers that are no documentation; whole reports are in `faults/`."""

from pathlib import Path

import pytest

from azkz_graph.ask.parameters import CONVERTERS
from azkz_graph.check.query_header import KINDS, TYPES, header_problems, variables
from azkz_graph.problem import Severity
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.messages import messages
from azkz_graph.sparql.query_file import KEYS, TAGS, QueryFile

REQUIRED = ("summary", "tags")


def faults(*lines: str, body: str = "ASK {}") -> list[tuple[int, str]]:
    text = "\n".join([*(f"#+ {line}" for line in lines), body])
    return [
        (problem.place.line, problem.what)
        for problem in header_problems(QueryFile(Path("query.rq"), text), REQUIRED)
        if problem.severity is Severity.ERROR
    ]


def test_no_fault() -> None:
    lines = (
        "summary: a",
        "tags: [a]",
        "parameters:",
        "  x: {type: text, description: An x}",
        "chart: {kind: map, place: x}",
    )
    assert faults(*lines, body='SELECT ?x { VALUES ?x { "a" } }') == []


def advice(*lines: str, body: str = "ASK {}") -> list[tuple[int, str, str, str]]:
    text = "\n".join(["# a comment", *(f"#+ {line}" for line in lines), body])
    return [
        (problem.place.line, problem.severity.name, problem.what, problem.mend)
        for problem in header_problems(QueryFile(Path("query.rq"), text), ("summary",))
    ]


WHOLE = ("summary: a", "translations: {he: א, az: a, kk: а, ru: а}")
BOTH = "{summary: a, description: b}"
ADD = "add it under translations if you are sure of it"


def test_tags_that_pages_have_no_name_for() -> None:
    assert advice(*WHOLE, "tags: [trade, war]") == []
    (one, another) = advice(*WHOLE, "tags: [trade, vews,", "  places, war]")
    what = "the tag vews is unknown, and pages have no name for it"
    assert one == (4, "WARNING", what, "write views")
    assert another[:3] == (5, "WARNING", "the tag places is unknown, and pages have no name for it")
    assert another[3].startswith("use one of culture, derived, ")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("summary: a",), (2, "INFO", "the summary is not translated into he, az, kk, ru", ADD)),
        (
            ("summary: a", "translations:", "  he: א", "  ru: а"),
            (3, "INFO", "the summary is not translated into az, kk", ADD),
        ),
        (
            (*WHOLE[:1], "translations:", "  he: א", "  az: a", "  kz: а", "  kk: а", "  ru: а"),
            (
                6,
                "WARNING",
                "the translation in kz is in no language of the pages",
                "use one of he, az, kk, ru",
            ),
        ),
        (
            (*WHOLE[:1], "translations: {he: א, az: a, kk: а, ru: [а]}"),
            (3, "ERROR", "the translation in ru is not a text", "give a text, in quotation marks if need be"),
        ),
        (
            (*WHOLE[:1], "translations: {he: א, az: a, kk: а, ru: ''}"),
            (3, "ERROR", "the translation in ru is empty", "translate the summary, or remove the line"),
        ),
        (
            (
                *WHOLE[:1],
                f"translations: {{he: {BOTH}, az: {BOTH}, kk: {BOTH},",
                "  ru: {summary: а, description: ''}}",
            ),
            (4, "ERROR", "the translation in ru is empty", "translate the description, or remove the line"),
        ),
        (
            (*WHOLE[:1], "translations: {he: א, az: a, kk: а,", "  ru: {summary: а, descriptoin: б}}"),
            (4, "ERROR", "the translation in ru has the unknown key descriptoin", "write description"),
        ),
        (
            (*WHOLE[:1], "translations: {he: א, az: a, kk: а, ru: {rows: а, summary: а}}"),
            (
                3,
                "ERROR",
                "the translation in ru has the unknown key rows",
                "write row",
            ),
        ),
    ],
)
def test_translations(lines: tuple[str, ...], found: tuple[int, str, str, str]) -> None:
    assert advice(*lines) == [found]


@pytest.mark.parametrize(
    ("russian", "found"),
    [
        ("{summary: а}", (3, "INFO", "the parameter x is not translated into ru", ADD)),
        (
            "{summary: а, parameters: {x: а, y: б}}",
            (4, "ERROR", "the translation in ru has the unknown key parameters.y", "write parameters.x"),
        ),
        (
            "{summary: а, parameters: {x: [а]}}",
            (4, "ERROR", "the translation in ru is not a text", "give a text, in quotation marks if need be"),
        ),
    ],
)
def test_translated_parameters(russian: str, found: tuple[int, str, str, str]) -> None:
    said = "{summary: a, parameters: {x: b}}"
    lines = (f"translations: {{he: {said}, az: {said}, kk: {said},", f"  ru: {russian}}}")
    declared = ("parameters:", "  x: {type: text, description: An x}")
    assert advice(*WHOLE[:1], *lines, *declared, body="ASK { VALUES ?x { UNDEF } }") == [found]


def test_a_description_that_one_language_has_is_wanted_in_all() -> None:
    lines = ("summary: a", f"translations: {{he: {BOTH}, az: {BOTH}, kk: a, ru: {{description: b}}}}")
    assert advice(*lines) == [
        (3, "INFO", "the summary is not translated into ru", ADD),
        (3, "INFO", "the description is not translated into kk", ADD),
    ]


def test_every_tag_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        named = {key.removeprefix("tag_") for key in messages(language) if key.startswith("tag_")}
        assert named == set(TAGS)


@pytest.mark.parametrize("tag", ["2020-13-45", "9" * 10_000, "null", "1e400", "12:99:99"])
def test_a_header_without_fault_can_be_read(tag: str) -> None:
    assert faults("summary: a", f"tags: [{tag}]") == []
    read = QueryFile(
        Path("query.rq"), f"#+ summary: a\n#+ tags: [{tag}]\n#+ translations: {{he: {tag}}}\nASK {{}}"
    )
    assert (read.tags, read.titles["he"]) == ([tag], tag)


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        (("summary: a", "tags: [a]", "tags: [b]"), 3, "the key tags is there twice"),
        (("summary: a", "tags: [a]", "tgas: [b]"), 3, "the key tgas is unknown"),
        (("summary: a", "tags: a"), 2, "the value of tags is not a list"),
        (("summary: [a]", "tags: [a]"), 1, "the value of summary is not a text"),
        (("summary: 2016-01-01", "tags: [a]"), 1, "the value of summary is not a text"),
        (
            ("summary: a", "tags: [a]", "parameters: {x: {type: text}}"),
            3,
            "the parameter x has no VALUES block",
        ),
        (("summary: a",), 1, "the header lacks tags"),
        (("- a", "- b"), 1, "the file has no header"),
        ((), 1, "the file has no header"),
        (("summary: 'a", "tags: [a]"), 2, "the header is not YAML: found unexpected end of stream"),
        (("summary: a", "tags: *a"), 2, "the header is not YAML: found undefined alias"),
        (("summary: a\x07", "tags: [a]"), 1, "the header is not YAML: special characters are not allowed"),
        (("summary: a", "tags: " + "[" * 3000), 2, "the header is not YAML: it is nested too deep"),
        (("summary: a", "tags: [a]", "? [a]", ": b"), 3, "found unhashable key"),
        (("summary: a", "tags: [a]", "translations: {? [a] : b}"), 3, "found unhashable key"),
        (("summary: a", "tags: !!python/name:os [a]"), 2, "the value of tags is not a list"),
    ],
)
def test_fault(lines: tuple[str, ...], line: int, what: str) -> None:
    ((found, told),) = faults(*lines)
    assert found == line
    assert what in told


def test_parameters() -> None:
    body = "ASK {\nVALUES ?undocumented { UNDEF }\nVALUES ?untyped { 1 } VALUES ?typed { 1 } VALUES ?classed { 1 } }"
    lines = (
        "summary: a",
        "tags: [a]",
        "parameters:",
        "  untyped: {description: a}",
        "  typed: {type: numbr}",
        "  classed: {type: entity, class: State}",
    )
    assert faults(*lines, body=body) == [
        (4, "the parameter untyped has no type"),
        (5, "the parameter typed has the unknown type numbr"),
        (6, "the class State of the parameter classed is no IRI"),
        (8, "the parameter undocumented is not documented"),
    ]


@pytest.mark.parametrize(
    ("chart", "line", "what"),
    [
        ("map", 3, "the value of chart is not a mapping"),
        ("{kind: pie, place: a}", 3, "the chart has the unknown kind pie"),
        ("{place: a}", 3, "the chart has no kind"),
        ("{kind: map}", 3, "the chart lacks place"),
        ("{kind: map, place: a, plaec: b}", 3, "the chart's role plaec is unknown"),
        ("\n#+   kind: map\n#+   place: d", 5, "the chart's place names d, which the query does not select"),
        ("{kind: bar, label: a, value: [b, d]}", 3, "the chart's value names d"),
        ("{kind: bar, label: a, value: number, form: slices}", 3, "the chart's form names slices"),
    ],
)
def test_fault_of_a_chart(chart: str, line: int, what: str) -> None:
    body = "SELECT ?a (COUNT(DISTINCT ?c) AS ?b) ?number { ?a ?number ?c, ?d }"
    ((found, told),) = faults("summary: a", "tags: [a]", f"chart: {chart}", body=body)
    assert found == line
    assert what in told


@pytest.mark.parametrize(
    ("select", "names"),
    [
        ("SELECT DISTINCT ?a (SUM(?b) AS ?c) WHERE { ?a ?d ?b }", ("a", "c")),
        ("SELECT * { ?a ?d ?b }", ("a", "d", "b")),
        ("SELECT (COUNT(*) AS ?a) { }", ("a",)),
        ("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", ("subject", "predicate", "object")),
    ],
)
def test_variables(select: str, names: tuple[str, ...]) -> None:
    assert variables(QueryFile(Path("query.rq"), f"#+ summary: SELECT\n{select}")) == names


def test_types_are_those_that_parameters_can_have() -> None:
    assert set(TYPES) == set(CONVERTERS)
    assert set(KEYS.values()) <= set(KINDS)
