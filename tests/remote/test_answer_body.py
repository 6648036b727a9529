"""Bodies as engines write them: what the formats define is read, and the rest is passed over."""

import json

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions

from azkz_graph.http.received_reply import Reply
from azkz_graph.problem import UsageError
from azkz_graph.remote.answer_body import read_results
from azkz_graph.vocabulary import PREFIXES, XSD

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TSV = "text/tab-separated-values"

X = {"type": "literal", "value": "x"}
ROWS = {"bindings": [{"a": X}]}
HEAD = {"vars": ["a"]}

JSON_BODIES: dict[str, object] = {
    "plain": {"head": HEAD, "results": ROWS},
    "a member at the end": {
        "head": HEAD,
        "results": ROWS,
        "meta": {"query-time-ms": 3, "more": [{"}": "]"}, []]},
    },
    "a member at the beginning": {"meta": {"t": 3}, "head": HEAD, "results": ROWS},
    "a member before the head, rows before it too": {"results": ROWS, "meta": 1, "head": HEAD},
    "links": {"head": {**HEAD, "link": ["https://example.org/"], "x": {"y": 1}}, "results": ROWS},
    "members before the rows": {"head": HEAD, "results": {"distinct": False, "ordered": True, **ROWS}},
    "members behind the rows": {"head": HEAD, "results": {**ROWS, "distinct": False, "ordered": True}},
    "a member of a term": {"head": HEAD, "results": {"bindings": [{"a": {"x-note": [1], **X}}]}},
    "a language that is null": {"head": HEAD, "results": {"bindings": [{"a": {**X, "xml:lang": None}}]}},
    "a language that is empty": {"head": HEAD, "results": {"bindings": [{"a": {**X, "xml:lang": ""}}]}},
    "a datatype that is null": {"head": HEAD, "results": {"bindings": [{"a": {**X, "datatype": None}}]}},
    "what ASK has": {"head": HEAD, "results": ROWS, "boolean": None},
}


def reply(body: str | bytes, kind: str) -> Reply:
    content = body.encode() if isinstance(body, str) else body
    return Reply("https://example.org/sparql", 200, {"Content-Type": kind}, content)


def rows(body: str | bytes, kind: str) -> list[str]:
    found = read_results(reply(body, kind))
    assert isinstance(found, QuerySolutions)
    return [str(row["a"]) for row in found]


@pytest.mark.parametrize("case", JSON_BODIES)
@pytest.mark.parametrize("kind", [JSON, f"{JSON};charset=UTF-8", "application/json; q=1", "text/json"])
def test_json(case: str, kind: str) -> None:
    assert rows(json.dumps(JSON_BODIES[case]), kind) == ['"x"']
    assert rows("\ufeff" + json.dumps(JSON_BODIES[case], indent=2), kind) == ['"x"']


def test_terms_in_json() -> None:
    triple = {
        "subject": {"type": "uri", "value": "x:a", "n": 1},
        "predicate": {"type": "uri", "value": "x:b"},
    }
    terms = [
        {"type": "typed-literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "literal", "value": "", "datatype": None},
        {"type": "literal", "value": 'q"\\{', "xml:lang": "en-GB", "n": {}},
        {"type": "literal", "value": "ש", "xml:lang": "he", "its:dir": "rtl"},
        {"type": "triple", "value": {**triple, "object": X}, "n": None},
    ]
    bindings = [{}, {"a": None}, *({"a": term, "z": None} for term in terms)]
    body = {"head": {"vars": ["a", "z"]}, "results": {"bindings": bindings}, "meta": {}}
    assert rows(json.dumps(body), JSON) == [
        *("None", "None"),
        '"5"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '""',
        '"q\\"\\\\{"@en-gb',
        '"ש"@he--rtl',
        '<x:a> <x:b> "x"',
    ]


BEGIN = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>'
ROW = '<result><binding name="a"><literal>x</literal></binding></result>'
XML_BODIES = {
    "plain": f"{BEGIN}</head><results>{ROW}</results></sparql>",
    "links and attributes": f'<?xml-stylesheet type="text/xsl" href="a.xsl"?>{BEGIN}<link href="b"/></head>'
    f'<results distinct="false" ordered="true">{ROW}</results></sparql>',
    "CDATA": f"{BEGIN}</head><results>{ROW.replace('x<', '<![CDATA[x]]><')}</results></sparql>",
    "comments": f"<!-- a -->{BEGIN}</head><!-- b --><results><!-- c -->{ROW}</results></sparql>",
    "an element at the end": f'{BEGIN}</head><results>{ROW}</results><meta t="1"><b/>2</meta></sparql>',
    "another namespace": f'{BEGIN}<m:m xmlns:m="x:m"><m:n/></m:m></head><results>{ROW}</results></sparql>',
    "a DOCTYPE": f"<!DOCTYPE sparql>{BEGIN}</head><results>{ROW}</results></sparql>",
    "a prefix": f"{BEGIN}</head><results>{ROW}</results></sparql>".replace("</", "</s:")
    .replace("<", "<s:")
    .replace("<s:/s:", "</s:")
    .replace("xmlns=", "xmlns:s="),
}


@pytest.mark.parametrize("case", XML_BODIES)
def test_xml(case: str) -> None:
    assert rows(XML_BODIES[case], XML) == ['"x"']
    assert rows(XML_BODIES[case], "text/xml; charset=utf-8") == ['"x"']


def test_terms_in_xml() -> None:
    terms = (
        "",
        "<unbound/>",
        "<literal><![CDATA[x<&y]]> \n</literal>",
        "<literal>  \t \n</literal>",
        '<literal xml:lang="en-GB">a&#13;</literal>',
        "<triple><subject><uri>x:a</uri></subject><predicate><uri>x:b</uri></predicate>"
        "<object><literal/></object></triple>",
    )
    bindings = "".join(f'<result><binding name="a">{term}</binding></result>' for term in terms)
    body = f"{BEGIN}</head><results>{bindings}</results></sparql>"
    assert rows(body, XML) == ["None", "None", '"x<&y \\n"', '"  \\t \\n"', '"a\\r"@en-gb', '<x:a> <x:b> ""']


@pytest.mark.parametrize(
    ("kind", "declared", "encoding"),
    [
        (XML, ' encoding="ISO-8859-1"', "latin-1"),
        (f"{XML}; charset=ISO-8859-1", "", "latin-1"),
        (f'{XML}; charset="iso-8859-1"', ' encoding="UTF-8"', "latin-1"),
        (XML, "", "utf-16"),
    ],
)
def test_encodings_of_xml(kind: str, declared: str, encoding: str) -> None:
    """Source: https://www.rfc-editor.org/rfc/rfc7303#section-3.2."""
    body = f'<?xml version="1.0"{declared}?>' + XML_BODIES["plain"].replace(">x<", ">Ã©<")
    assert rows(body.encode(encoding), kind) == ['"Ã©"']


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, '{"head": {}, "boolean": true, "meta": {}}'),
        (JSON, '{"meta": {}, "boolean": true, "head": {"link": []}, "results": null}'),
        (
            XML,
            '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean><meta/></sparql>',
        ),
    ],
)
def test_truth(kind: str, body: str) -> None:
    found = read_results(reply(body, kind), is_ask=True)
    assert isinstance(found, QueryBoolean)
    assert bool(found)


def test_table() -> None:
    assert rows('?a\t?b\n"x"@en\t<x:a>\n\t5\n', TSV) == ['"x"@en', "None"]


def written(kind: str, term: dict[str, str], variables: str = "a") -> str:
    """A body with one row; each letter names a variable, and has the term."""
    if kind == JSON:
        results = {"bindings": [dict.fromkeys(variables, term), {"a": {**X, "xml:lang": "kk-Cyrl"}}]}
        return json.dumps({"head": {"vars": list(variables)}, "results": results})
    if kind == TSV:
        tag = f"@{term['xml:lang']}" if "xml:lang" in term else ""
        lines = [f"?{name}" for name in variables], [f'"{term["value"]}"{tag}'] * len(variables)
        return "".join("\t".join(line) + "\r\n" for line in lines)
    names = "".join(f'<variable name="{name}"/>' for name in variables)
    attributes = "".join(f' {key}="{term[key]}"' for key in term if key not in ("type", "value"))
    element = f"<{term['type']}{attributes}>{term['value']}</{term['type']}>"
    row = "".join(f'<binding name="{name}">{element}</binding>' for name in dict.fromkeys(variables))
    head = f'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>{names}</head>'
    return f"{head}<results><result>{row}</result></results></sparql>"


@pytest.mark.parametrize("kind", [JSON, XML, TSV])
@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en_US", '"x"@en-us'),
        ("zh_Hant_TW", '"x"@zh-hant-tw'),
        (" en ", '"x"@en'),
        ("en-GB-oed", '"x"@en-gb-oed'),
        ("English language", '"x"'),
        ("e", '"x"'),
        ("en-", '"x"'),
        ("123", '"x"'),
    ],
)
def test_strange_language(kind: str, tag: str, expected: str) -> None:
    told: list[str] = []
    found = read_results(reply(written(kind, {**X, "xml:lang": tag}), kind), warn=told.append)
    assert isinstance(found, QuerySolutions)
    assert str(next(found)["a"]) == expected
    address = "https://example.org/sparql"
    warning = (
        f"{address} answers with texts in {tag}, which is no language; they are read as texts without one"
    )
    assert told == ([] if "@" in expected else [warning])


@pytest.mark.parametrize("kind", [JSON, XML])
def test_datatype_beside_a_language(kind: str) -> None:
    for name in (f"{XSD}string", f"{PREFIXES['rdf']}langString"):
        for tag, expected in (("en", '"x"@en'), ("e", '"x"')):
            term = {**X, "xml:lang": tag, "datatype": name}
            assert rows(written(kind, term), kind)[0] == expected


@pytest.mark.parametrize("kind", [JSON, XML])
def test_blank_nodes_of_virtuoso(kind: str) -> None:
    one, other = (
        rows(written(kind, {"type": "bnode", "value": f"nodeID://b1{end}"}), kind)[0] for end in "12"
    )
    assert one == "_:nodeID-3a--2f--2f-b11"
    assert one != other
    assert rows(written(kind, {"type": "bnode", "value": "b1"}), kind)[0] == "_:b1"


@pytest.mark.parametrize("kind", [JSON, XML, TSV])
def test_variable_that_is_named_twice(kind: str) -> None:
    found = read_results(reply(written(kind, X, "aba"), kind))
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == ["a", "b"]
    assert [str(term) for term in next(found)] == ['"x"', '"x"']


def test_columns_of_one_variable_that_differ() -> None:
    with pytest.raises(UsageError, match="two columns of one variable differ"):
        read_results(reply('?a\t?a\n"x"\t"y"\n', TSV))


@pytest.mark.parametrize(
    "body",
    [
        *(json.dumps(JSON_BODIES[case]) for case in ("plain", "a member at the end")),
        '{"head": {}, "boolean": true}',
    ],
)
def test_what_follows_json_is_refused(body: str) -> None:
    address = "https://example.org/sparql"
    for more in ("x", "{}", body, "]", "}", ",", '"', "<p>error</p>", "\0", f"\n{body}", '"{"}'):
        with pytest.raises(UsageError, match=rf"{address} answers .*\(more follows behind its end\)"):
            read_results(reply(body + more, JSON), is_ask=True)
    read_results(reply(f"{body} \r\n\t", JSON), is_ask=True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            JSON,
            '{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "a b"}}]}}',
        ),
        (JSON, '{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": }]}}'),
        (JSON, '{"head": {"vars": ["a"]}, "meta": ['),
        (JSON, '{"meta": {}}'),
        (XML, XML_BODIES["plain"][:-30]),
        (XML, f'<!DOCTYPE s [<!ENTITY a "b">]>{BEGIN}<meta/></head><results>&a;<meta/></results></sparql>'),
        (f"{XML}; charset=none", XML_BODIES["plain"]),
        (TSV, "?a\nno term\n"),
        (TSV, "?a\n" + "<<( " * 501),
        (TSV, "\t?a" * 1001 + "\n"),
    ],
)
def test_broken(kind: str, body: str) -> None:
    with pytest.raises(UsageError, match=r"https://example\.org/sparql answers with something broken"):
        read_results(reply(body, kind))
