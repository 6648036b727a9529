"""What is no message of JSON-RPC, sent to the server on standard input."""

import json
import subprocess
import sys

import pytest
from mcp_clients import SERVE
from patience import PATIENCE

pytestmark = pytest.mark.process


LINES = (b"[" * 300, b'{"jsonrpc": "2.0", "id": 1, "method": "\\ud800"}', b"\xff", b"{")


def test_what_cannot_be_read_is_answered_and_the_server_goes_on() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in LINES:
            for _ in range(2):
                process.stdin.write(line + b"\n")
                process.stdin.flush()
                answer = json.loads(process.stdout.readline())
                assert (answer["id"], answer["error"]["code"]) == (None, -32700), line
        process.stdin.close()
        assert process.wait(timeout=PATIENCE) == 0
