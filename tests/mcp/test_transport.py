"""The server over HTTP on a free port of loopback, and the command that starts it."""

import json
import re
import signal
import socket
import struct
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from event_loops import in_thread
from mcp.client.client import Client
from mcp_clients import answered, at, text
from mcp_types import CallToolResult
from patience import PATIENCE

from azkz_graph.dataset.project import Project
from azkz_graph.mcp.mcp_run import serve
from azkz_graph.problem import UsageError
from azkz_graph.store.rdf_file import RdfFile

pytestmark = pytest.mark.process

SERVE = """
import signal
signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as the command itself does
from azkz_graph.mcp.mcp_run import serve
from azkz_graph.dataset.project import open_project
serve(open_project(), http=True, port=0, tell=lambda line: print(line, flush=True))
"""

SHOW = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "show", "arguments": {"name": "kazakhstan", "limit": 100}},
}
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The URL of a server of its own process, which a signal ends."""
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        match = re.search(r"http://127\.0\.0\.1:\d+/mcp", process.stdout.readline())
        assert match
        yield match[0]
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def post(url: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    """The status and the body of the answer to a POST."""
    given = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, {**given, **changed})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_over_http_tools_answer_as_they_do_elsewhere(url: str) -> None:
    async def asked(client: Client) -> list[CallToolResult]:
        assert len((await client.list_tools()).tools) == 6
        assert (await client.call_tool("ask", {"query": "no-such"})).is_error
        return [
            await client.call_tool("show", {"name": "armenia"}),
            await client.call_tool("show", {"name": "Mars"}),
        ]

    armenia, mars = at(url, asked)
    assert armenia.structured_content == answered("show", name="armenia")
    assert mars.structured_content == answered("show", name="Mars")


def test_a_page_of_another_site_is_refused(url: str) -> None:
    body = json.dumps(PING).encode()
    assert post(url, body)[0] == 200
    assert post(url, body, Host="evil.example")[0] == 421
    assert post(url, body, Origin="https://evil.example")[0] == 403


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (b"", {400}),
        (b"{", {400}),
        (b"[" * 100_000, {400}),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "no/such"}', {200, 400, 404}),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"name": "\\ud800"}}', {200, 400}),
        (b'"' + b"a" * 300_000 + b'"', {413}),
    ],
)  # fmt: skip
def test_a_bad_body_is_refused_and_the_server_goes_on(url: str, body: bytes, statuses: set[int]) -> None:
    status, answer = post(url, body)
    assert status in statuses
    assert b"Traceback" not in answer
    assert post(url, json.dumps(PING).encode())[0] == 200


def test_a_stream_that_would_stay_open_is_refused(url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(url, timeout=PATIENCE)
    with caught.value as answer:
        assert answer.code == 405
        assert answer.headers["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_clients_of_earlier_and_present_versions_are_answered(url: str, mode: str) -> None:
    async def run() -> str:
        async with Client(url, mode=mode) as client:
            return text(await client.call_tool("find", {"name": "Mars"}))

    assert in_thread(run).startswith("Not stated")


def test_clients_that_hang_up_take_nobody_with_them(url: str) -> None:
    port = int(url.removesuffix("/mcp").rpartition(":")[2])
    body = json.dumps(SHOW).encode()
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json, text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall((head.encode() + body) * 20)
    assert post(url, json.dumps(PING).encode())[0] == 200


def test_another_path_is_not_found(url: str) -> None:
    assert post(url.replace("/mcp", "/other"), b"{}")[0] == 404


ASKED = "content-type,mcp-protocol-version,mcp-session-id"
INSPECTOR = "http://localhost:6274"
TYPES = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


def from_page(url: str, origin: str, method: str = "POST", **headers: str) -> urllib3.BaseHTTPResponse:
    """The answer to a request that a page of the origin makes, or to its preflight."""
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": ASKED}
    given = {"Origin": origin, **headers, **(asked if method == "OPTIONS" else TYPES)}
    body = None if method == "OPTIONS" else json.dumps(PING)
    return urllib3.request(method, url, body=body, headers=given)


@pytest.mark.parametrize("origin", [INSPECTOR, "http://127.0.0.1:1", "http://[::1]", "https://a.localhost"])
def test_pages_of_this_machine_read_answers(url: str, origin: str) -> None:
    preflight = from_page(url, origin, "OPTIONS")
    assert (preflight.status, preflight.data) == (204, b"")
    assert preflight.headers["Access-Control-Allow-Headers"] == ASKED
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    answer = from_page(url, origin)
    assert (answer.status, answer.json()["result"]) == (200, {})
    for each in (preflight, answer):
        assert each.headers["Access-Control-Allow-Origin"] == origin
        assert "Origin" in each.headers["Vary"].split(", ")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "localhost"]
)
def test_other_pages_read_nothing(url: str, origin: str) -> None:
    for method in ("POST", "OPTIONS"):
        answer = from_page(url, origin, method)
        assert answer.status == 403
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


OPEN = SERVE.replace(
    "port=0", "port=0, host='::', allowed_hosts=['mcp.example.org'], allowed_origins=['https://app.example']"
)


def test_at_all_addresses_hosts_and_origins_may_be_named() -> None:
    with subprocess.Popen([sys.executable, "-c", OPEN], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        match = re.fullmatch(
            r"Listening at http://\[::1\]:(\d+)/mcp and at every other address of this machine\n", told
        )
        assert match
        for host in ("127.0.0.1", "[::1]"):
            url = f"http://{host}:{match[1]}/mcp"
            statuses = {
                name: from_page(url, INSPECTOR, Host=name).status
                for name in ("mcp.example.org", "mcp.example.org:443", "localhost", "evil.example")
            }
            assert list(statuses.values()) == [200, 200, 200, 421]
        assert (
            from_page(url, "https://app.example").headers["Access-Control-Allow-Origin"]
            == "https://app.example"
        )
        assert from_page(url, "https://evil.example").status == 403
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def test_what_is_no_origin_is_refused(project: Project) -> None:
    with pytest.raises(UsageError, match="is not an origin"):
        serve(project, http=True, port=0, allowed_origins=["example.org"])


def test_an_empty_host_is_refused(project: Project) -> None:
    with pytest.raises(UsageError, match="name an address of this machine"):
        serve(project, http=True, host="")


def test_a_port_that_is_taken_is_refused(url: str, project: Project) -> None:
    port = int(url.removesuffix("/mcp").rpartition(":")[2])
    with pytest.raises(UsageError, match="nothing can listen at"):
        serve(project, http=True, port=port)


def test_data_that_cannot_be_read_are_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name a file that can be read"):
        serve(project, [RdfFile(tmp_path / "missing.ttl")])
