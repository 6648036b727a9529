"""The server as a program that a client starts, over standard input and output."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from mcp.client.client import Client
from mcp_clients import CALLS, NAMES, SERVE, answered, over_stdio, text
from mcp_types import CallToolResult

pytestmark = pytest.mark.process


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


def test_over_stdio_files_are_asked(tmp_path: Path) -> None:
    path = tmp_path / "one.ttl"

    async def asked(client: Client) -> list[CallToolResult]:
        return [
            await client.call_tool("show", {"name": "A thing"}),
            await client.call_tool("show", {"name": "kazakhstan"}),
            await client.call_tool("cite", {}),
        ]

    turtle = '<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A thing" .'
    path.write_text(turtle)
    shown, unknown, cited = over_stdio(asked, str(path))
    assert shown.structured_content["thing"]["iri"] == "https://example.org/a"
    assert "citation" not in shown.structured_content
    assert unknown.structured_content["stated"] is False
    assert "no record to cite from" in text(cited)


HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
"""How a client introduces itself. Source: https://modelcontextprotocol.io/specification/2025-06-18/basic/lifecycle."""


def test_all_that_was_asked_is_answered_before_it_ends() -> None:
    calls = [("tools/call", {"name": tool, "arguments": given}) for tool, given in CALLS]
    asked = [("initialize", HELLO), *calls, ("tools/list", {}), ("no/such", {}), ("tools/call", {})]
    messages = [
        {"id": number, "method": method, "params": given} for number, (method, given) in enumerate(asked)
    ]
    messages.insert(1, {"method": "notifications/initialized"})
    messages.append({"method": "notifications/cancelled", "params": {"requestId": "never asked"}})
    lines = "".join(json.dumps({"jsonrpc": "2.0", **message}) + "\n" for message in messages)
    done = subprocess.run(
        [sys.executable, "-c", SERVE], input=lines.encode(), capture_output=True, check=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(answer["id"] for answer in found) == list(range(len(asked)))
    assert {answer["id"] for answer in found if "error" in answer} == {len(asked) - 2, len(asked) - 1}
