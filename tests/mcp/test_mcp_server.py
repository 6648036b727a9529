"""The server as the official client sees it: tools, schemas, resources, errors, hostile input."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_clients import CALLS, NAMES, answered, called, in_process, own_library, refused, text
from mcp_types import CallToolResult, ListToolsResult, Tool
from pyoxigraph import Store

from azkz_graph.dataset.project import Project
from azkz_graph.mcp.library import Library, library
from azkz_graph.mcp.mcp_server import title

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


def test_the_title_of_the_server_is_that_of_its_data(small: Project) -> None:
    assert title(own_library()) == "Azerbaijan–Kazakhstan relations as linked data"
    assert title(library(small)) == "Small & tidy: 100% of {its} facts"
    assert title(Library(Store(), {}, "")) == "Facts of articles as linked data"
