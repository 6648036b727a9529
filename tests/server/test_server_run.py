"""A server as a process: what it answers with, and what it starts in."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import urllib3
from patience import PATIENCE
from serving import Served, free_port, ready
from transcripts import azkz

pytestmark = pytest.mark.process


def test_a_thing_leads_to_its_document(server: Served) -> None:
    answer = server.get("id/baku", accept="text/turtle")
    assert (answer.status, answer.headers["Location"]) == (303, "/doc/baku.ttl")
    document = server.get("doc/baku.ttl")
    assert document.status == 200
    assert b"<https://w3id.org/azkz/id/baku>" in document.data or b"id:baku" in document.data


def test_without_standard_streams_it_answers_and_its_log_is_rotated(tmp_path: Path) -> None:
    port = free_port()
    log, former = tmp_path / "log", tmp_path / "log.1"
    command = f'exec "{sys.executable}" -m azkz_graph serve --port {port} --timeout {PATIENCE} --log {log} <&- >&- 2>&-'
    process = subprocess.Popen(["sh", "-c", command])
    client = urllib3.PoolManager(retries=urllib3.Retry(20, backoff_factor=0.1))
    try:
        client.request("GET", f"http://127.0.0.1:{port}/health")
        running = Served(f"http://127.0.0.1:{port}/", process, tmp_path / "none", client)
        ready(running)
        assert running.get("sparql?query=ASK%7B%7D").status == 200
        # The line is written behind the answer.
        while "/sparql" not in log.read_text(encoding="utf-8"):
            time.sleep(0.01)
        log.rename(former)
        assert running.get("id/baku").status == 303
    finally:
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
    told = [json.loads(line)["path"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert told == ["/id/baku"]
    assert "/sparql" in former.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    done = azkz("serve", "--port", "0", "--log", str(tmp_path / "no" / "log"))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"name another file" in done.stderr
