"""What operators see of a server: whether it is well, what it counts, and a line for each answer."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from attacks import exchanged
from prometheus_client.parser import text_string_to_metric_families
from serving import Served, served

pytestmark = pytest.mark.process


def test_health(server: Served) -> None:
    answer = server.get("health")
    found = answer.json()
    assert (answer.status, answer.headers["Cache-Control"], found["status"]) == (200, "no-store", "ok")
    assert found["quads"] > 10_000
    assert found["seconds"] > 0


def counts(server: Served) -> Mapping[tuple[str, str], float]:
    """How many answers there were, by kind and status."""
    found: dict[tuple[str, str], float] = {}
    for family in text_string_to_metric_families(server.get("metrics").data.decode()):
        for sample in family.samples:
            if sample.name == "azkz_requests_total":
                key = sample.labels["kind"], sample.labels["status"]
                found[key] = found.get(key, 0) + sample.value
    return found


def test_answers_are_counted(server: Served) -> None:
    before = counts(server)
    server.get("id/baku")
    server.get("id/nothing-is-called-so")
    after = counts(server)
    for key in (("id", "303"), ("id", "404")):
        assert after[key] == before.get(key, 0) + 1


def test_metrics_can_be_read(server: Served) -> None:
    answer = server.get("metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    names = {family.name for family in text_string_to_metric_families(answer.data.decode())}
    assert {"azkz_requests", "azkz_request_seconds", "azkz_workers_busy", "azkz_quads"} <= names
    assert answer.headers["Cache-Control"] == "no-store"


def test_refused_connections_are_counted(server: Served) -> None:
    def refused() -> float:
        families = text_string_to_metric_families(server.get("metrics").data.decode())
        found = [sample for family in families for sample in family.samples]
        return sum(
            each.value
            for each in found
            if each.name == "azkz_connections_refused" and each.labels["status"] == "400"
        )

    before = refused()
    exchanged(server.address, b"GET /health HTTP/1.1\r\n\r\n")
    assert refused() == before + 1


def test_labels_are_not_the_choice_of_clients(server: Served) -> None:
    before = len({kind for kind, _ in counts(server)})
    for number in range(30):
        server.get(f"made-up-{number}/x")
    assert len({kind for kind, _ in counts(server)}) <= before + 1


def test_every_answer_is_logged(tmp_path: Path) -> None:
    log = tmp_path / "answers.log"
    with served("--log", str(log)) as running:
        running.get("id/baku", accept="text/turtle", user_agent="a client", referer="https://example.org/")
        running.get('nothing?x="%0A{', accept="text/html")
        running.get("sparql", "POST", b"ASK {}", content_type="application/sparql-query")
        exchanged(running.address, b"GET /no%20request?a b HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert counts(running)["other", "400"] == 1
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    found = {line["path"]: line for line in lines if line["path"] != "/health"}
    assert {path: (line["method"], line["status"]) for path, line in found.items()} == {
        "/id/baku": ("GET", 303),
        "/nothing": ("GET", 404),
        "/sparql": ("POST", 200),
        "/no%20request": ("GET", 400),
        "/metrics": ("GET", 200),
    }
    thing = found["/id/baku"]
    assert (thing["accept"], thing["agent"]) == ("text/turtle", "a client")
    assert (thing["referrer"], thing["client"]) == ("https://example.org/", "127.0.0.1")
    assert thing["ms"] >= 0
    assert thing["bytes"] > 0


@pytest.mark.parametrize(("options", "client"), [((), "127.0.0.1"), (("--behind-proxy",), "203.0.113.9")])
def test_a_proxy_is_believed_only_if_there_is_one(
    options: tuple[str, ...], client: str, tmp_path: Path
) -> None:
    log = tmp_path / "answers.log"
    with served("--log", str(log), *options) as running:
        running.get("id/baku", x_forwarded_for="198.51.100.6, 203.0.113.9")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["client"] for line in lines if line["path"] == "/id/baku"] == [client]


def test_the_base_is_what_clients_are_told() -> None:
    with served("--quiet", "--base", "https://data.example.org", wait=False) as running:
        assert running.url == "https://data.example.org/"
