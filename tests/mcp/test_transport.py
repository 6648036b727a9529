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
from mcp.client.client import Client
from mcp_clients import answered, at, in_thread, text
from mcp_types import CallToolResult

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

MISSING = """
import sys
sys.modules["mcp"] = None
from azkz_graph.mcp.mcp_run import serve
from azkz_graph.problem import UsageError
from azkz_graph.dataset.project import open_project
try:
    serve(open_project())
except UsageError as error:
    print(error)
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
        process.wait(timeout=20)


def post(url: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    """The status and the body of the answer to a POST."""
    given = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, {**given, **changed})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
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
        urllib.request.urlopen(url, timeout=20)
    with caught.value as answer:
        assert answer.code == 405
        assert answer.headers["Allow"] == "POST"


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


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_a_host_that_stands_for_all_is_refused(project: Project, host: str) -> None:
    with pytest.raises(UsageError, match="name the address or name that they use"):
        serve(project, http=True, host=host)


def test_a_port_that_is_taken_is_refused(url: str, project: Project) -> None:
    port = int(url.removesuffix("/mcp").rpartition(":")[2])
    with pytest.raises(UsageError, match="cannot be used for listening"):
        serve(project, http=True, port=port)


def test_data_that_cannot_be_read_are_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name a file that can be read"):
        serve(project, [RdfFile(tmp_path / "missing.ttl")])


def test_without_the_package_one_sentence_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", MISSING], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "this command needs the package mcp, which is not installed; pip install 'azkz-graph[mcp]'\n"
    )
