"""The server as the official client sees it: tools, schemas, resources, errors, hostile input."""

import json
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_clients import answered, called, in_process, over_stdio, own_library, refused, text
from mcp_types import CallToolResult, ListToolsResult, TextResourceContents, Tool
from pyoxigraph import RdfFormat, parse

from azkz_graph.mcp_server.library import library
from azkz_graph.project import Project

NAMES = ["find_queries", "ask", "find", "show", "why", "cite"]

HOSTILE = [
    "",
    " ",
    "\0",
    "'; DROP TABLE facts; --",
    '"} UNION { ?s ?p ?o } #',
    "<https://w3id.org/azkz/id/baku> } INSERT DATA { <urn:x> <urn:y> <urn:z>",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "%00%0d%0aSet-Cookie: x=1",
    "‮gnirts",
    "é" * 10_000,
    "(" * 10_000,
    "a" * 10_001,
    "urn:x",
    "http://[",
    "https://w3id.org/azkz/id/",
    "\u2028\u2029\ufeff",
    "🏔" * 200,
]


def tool_list() -> list[Tool]:
    async def asked(client: Client) -> ListToolsResult:
        return await client.list_tools()

    return in_process(asked).tools


def test_every_tool_is_described_and_only_reads() -> None:
    offered = tool_list()
    assert [tool.name for tool in offered] == NAMES
    for tool in offered:
        assert tool.title
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.idempotent_hint is True
        assert tool.annotations.open_world_hint is False
        for name, schema in tool.input_schema["properties"].items():
            assert schema["description"], name
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema or {})


def test_names_of_queries_are_listed_in_the_schema() -> None:
    (ask,) = [tool for tool in tool_list() if tool.name == "ask"]
    assert ask.input_schema["properties"]["query"]["enum"] == list(own_library().queries)
    assert "timeline" in ask.input_schema["properties"]["parameters"]["properties"]["year"]["description"]


def test_schemas_tell_what_a_basis_and_a_view_are() -> None:
    (show,) = [tool for tool in tool_list() if tool.name == "show"]
    assert show.output_schema is not None
    parts = show.output_schema["$defs"]
    assert "is not asserted" in parts["Statement"]["properties"]["basis"]["description"]
    assert "never pass it on as a fact" in parts["View"]["description"]
    assert parts["View"]["properties"]["asserted"]["const"] is False
    assert set(parts["NoteRecord"]["required"]) <= set(parts["NoteRecord"]["properties"])


CALLS: list[tuple[str, dict[str, object]]] = [
    ("find_queries", {}),
    ("find_queries", {"words": "views"}),
    ("find_queries", {"words": "xyzzy"}),
    ("ask", {"query": "views"}),
    ("ask", {"query": "network-edges"}),
    ("ask", {"query": "timeline", "parameters": {"year": 1812}}),
    ("find", {"name": "Баку"}),
    ("find", {"name": "Mars"}),
    ("show", {"name": "kazakhstan", "language": "he"}),
    ("show", {"name": "Mars"}),
    ("why", {"subject": "kazakhstan", "predicate": "represented in", "object": "azerbaijan"}),
    ("why", {"subject": "armenia", "predicate": "characterized as", "object": "occupier"}),
    ("cite", {}),
    ("cite", {"name": "Mars"}),
]


@pytest.mark.parametrize(("tool", "given"), CALLS)
def test_structured_content_is_of_the_schema(tool: str, given: dict[str, object]) -> None:
    (schema,) = [each.output_schema for each in tool_list() if each.name == tool]
    content = answered(tool, **given)
    assert [error.message for error in Draft202012Validator(schema or {}).iter_errors(content)] == []
    assert text(called(tool, **given)).startswith(content["says"])


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_text_is_refused_or_not_stated_and_harmless(word: str) -> None:
    before = len(own_library().store)
    calls: list[tuple[str, dict[str, object]]] = [
        ("find", {"name": word}),
        ("find_queries", {"words": word}),
        ("show", {"name": word}),
        ("show", {"name": "baku", "relation": word}),
        ("why", {"fact": word}),
        ("why", {"subject": "baku", "predicate": word, "object": word}),
        ("cite", {"name": word}),
        ("ask", {"query": word}),
        ("ask", {"query": "memberships", "parameters": {"member": word}}),
        ("ask", {"query": "memberships", "parameters": {word: "baku"}}),
        ("ask", {"query": "timeline", "parameters": {"year": [word, 2016]}}),
        ("ask", {"query": "glossary", "parameters": {"language": word}}),
    ]

    async def asked(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(tool, given) for tool, given in calls]

    for result in in_process(asked):
        sentence = text(result)
        assert result.is_error or result.structured_content["says"]
        assert not result.is_error or len(sentence.splitlines()) == 1
        assert "Traceback" not in sentence
        assert "\0" not in sentence
    assert len(own_library().store) == before


def test_half_a_surrogate_pair_is_refused() -> None:
    assert refused("find", name="\ud800") == "an argument holds half of a surrogate pair; send it as UTF-8."


def test_an_unknown_tool_is_an_error_of_the_protocol() -> None:
    async def asked(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("drop_tables", {})
        return str(caught.value)

    assert "there is find_queries, ask, find" in in_process(asked)


def read(uri: str) -> str:
    async def asked(client: Client) -> str:
        (content,) = (await client.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        assert content.mime_type == "text/turtle"
        return content.text

    return in_process(asked)


@pytest.mark.parametrize(
    "uri",
    ["azkz://dataset", "azkz://ontology", "azkz://thing/kazakhstan", "azkz://thing/%D0%91%D0%B0%D0%BA%D1%83"],
)
def test_resources_are_turtle(uri: str) -> None:
    assert list(parse(read(uri), format=RdfFormat.TURTLE))


def test_what_a_claim_says_is_described_in_turtle_and_not_asserted() -> None:
    triples = {str(each.triple) for each in parse(read("azkz://thing/armenia"), format=RdfFormat.TURTLE)}
    assert any("claim-armenia-occupier" in each for each in triples)
    assert not any(
        each.startswith("<https://w3id.org/azkz/id/armenia>") and "occupier" in each for each in triples
    )


def test_resources_are_listed() -> None:
    async def asked(client: Client) -> tuple[list[str], list[str]]:
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        return [str(each.uri) for each in resources], [each.uri_template for each in templates]

    assert in_process(asked) == (["azkz://ontology", "azkz://dataset"], ["azkz://thing/{slug}"])


@pytest.mark.parametrize(
    "uri", ["azkz://thing/mars", "azkz://thing/", "azkz://nothing", "file:///etc/passwd"]
)
def test_an_unknown_resource_is_not_stated(uri: str) -> None:
    async def asked(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
        return str(caught.value)

    assert "Not stated" in in_process(asked)


def test_the_server_says_how_its_answers_are_to_be_used() -> None:
    async def asked(client: Client) -> str:
        return client.instructions or ""

    said = in_process(asked)
    assert "never pass a view on as fact" in said
    assert "stated: false" in said


def test_another_project_answers_for_itself(small: Project) -> None:
    async def asked(client: Client) -> dict[str, Any]:
        return (await client.call_tool("show", {"name": "claim-relations-warm"})).structured_content  # type: ignore[no-any-return]

    (view,) = in_process(asked, library(small))["views"]
    assert view["content"].endswith("characterized as · warm")


def test_over_stdio_every_tool_answers_and_an_error_ends_nothing() -> None:
    async def asked(client: Client) -> list[CallToolResult]:
        assert [tool.name for tool in (await client.list_tools()).tools] == NAMES
        bad = await client.call_tool("ask", {"query": "no-such"})
        assert bad.is_error
        return [await client.call_tool(tool, given) for tool, given in CALLS]

    results = over_stdio(asked)
    assert [json.dumps(each.structured_content) for each in results] == [
        json.dumps(answered(tool, **given)) for tool, given in CALLS
    ]


def test_over_stdio_files_are_asked(tmp_path: anyio.Path) -> None:
    path = anyio.Path(tmp_path) / "one.ttl"

    async def asked(client: Client) -> list[CallToolResult]:
        return [
            await client.call_tool("show", {"name": "A thing"}),
            await client.call_tool("show", {"name": "kazakhstan"}),
            await client.call_tool("cite", {}),
        ]

    turtle = '<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A thing" .'
    anyio.run(path.write_text, turtle)
    shown, unknown, cited = over_stdio(asked, str(path))
    assert shown.structured_content["thing"]["iri"] == "https://example.org/a"
    assert "citation" not in shown.structured_content
    assert unknown.structured_content["stated"] is False
    assert "no record of themselves" in text(cited)
