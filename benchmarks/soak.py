"""A mixed load, hostile queries among it, on the server of the real data, for some minutes: `python soak.py [MINUTES]`.

It prints what was asked and answered, every answer that was not meant, and the memory and the open files of all
processes over time; it fails if an answer was not meant, or memory grows.
"""

import contextlib
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS / "support"))

from attacks import attack, exchanged, paths, raw  # noqa: E402
from process_trees import descriptors, memory, tree  # noqa: E402
from serving import Served, served  # noqa: E402

MINUTES = 5
CLIENTS = 6
GROWTH = 1.25
"""How much more memory the second half may take, at its median, than the first."""

DOCUMENTS = (
    "id/baku",
    "doc/baku.ttl",
    "doc/kazakhstan.html",
    "article.html",
    "openapi.json",
    "health",
    "no/such",
)
SAVED = ("query/timeline.json", "query/memberships.csv", "query/twin-towns.html", "reconcile")
JOIN = "SELECT ?a ?b ?c {{ ?a ?p ?b . ?b ?q ?c }} LIMIT {0}"
LOOK_UP = "SELECT ?p ?o {{ <https://w3id.org/azkz/id/baku> ?p ?o }} # {0}"

Asked = tuple[str, str, bool]
"""The kind of a request, what it was answered with, and whether that was meant."""


def document(server: Served) -> Asked:
    """Something that has an address."""
    path = random.choice((*DOCUMENTS, *SAVED))
    status = server.get(path, accept=random.choice(("text/html", "text/turtle", "*/*"))).status
    return "document", str(status), status in (200, 303, 404, 406)


def question(server: Served) -> Asked:
    """A query that is asked for the first time."""
    text = random.choice((JOIN, LOOK_UP)).format(random.randrange(1, 20_000))
    status = server.get(f"sparql?query={quote(text)}", accept="text/csv").status
    return "query", str(status), status == 200


def reconciled(server: Served) -> Asked:
    """Names that are matched."""
    asked = quote(f'{{"q": {{"query": "Baku {random.randrange(1000)}"}}}}')
    status = server.get(f"reconcile?queries={asked}").status
    return "reconcile", str(status), status == 200


def hostile_query(server: Served) -> Asked:
    """A query that takes more than there is."""
    sent = attack(random.choice(paths("queries")))
    answer = server.get(
        "sparql", "POST", sent.text.encode(), content_type="application/sparql-query", accept="text/csv"
    )
    # What is one client's fault is another's delay: with all workers taken a question may not be answered.
    return (
        "hostile query",
        str(answer.status),
        str(answer.status) in (*sent.expected.split("|"), "406", "503"),
    )


def hostile_request(server: Served) -> Asked:
    """A request that no honest client sends."""
    answers = exchanged(server.address, raw(attack(random.choice(paths("requests"))).text))
    return (
        "hostile request",
        " ".join(str(each.status) for each in answers),
        all(each.status != 500 for each in answers),
    )


def leaving(server: Served) -> Asked:
    """A client that leaves before its answer."""
    text = quote(JOIN.format(10**6) + str(random.random()))
    with socket.create_connection(server.address) as connection:
        connection.sendall(f"GET /sparql?query={text} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(random.random() / 10)
    return "leaving", "", True


KINDS: tuple[Callable[[Served], Asked], ...] = (
    *[document] * 40,
    *[question] * 20,
    *[reconciled] * 5,
    *[hostile_request] * 4,
    leaving,
    hostile_query,
)


def load(server: Served, end: float, counts: Counter[Asked], lock: threading.Lock) -> None:
    """Ask one thing after the other until the end."""
    while time.monotonic() < end:
        kind = random.choice(KINDS)
        try:
            found = kind(server)
        except Exception as error:
            found = (kind.__name__, repr(error)[:200], False)
        with lock:
            counts[found] += 1


def soak(minutes: float) -> int:
    """Load a server that long, and tell how it fared; 1 if it did not withstand."""
    counts: Counter[Asked] = Counter()
    sizes: list[int] = []
    with served("--quiet", "--timeout", "2") as server, ThreadPoolExecutor(CLIENTS) as pool:
        number, lock, end = server.process.pid, threading.Lock(), time.monotonic() + minutes * 60
        for _ in range(CLIENTS):
            pool.submit(load, server, end, counts, lock)
        while time.monotonic() < end:
            time.sleep(min(5, max(0.0, end - time.monotonic())))
            sizes.append(memory(number))
            print(
                f"{sizes[-1] >> 20:6} MiB {descriptors(number):5} files {len(tree(number)):3} processes",
                flush=True,
            )
        pool.shutdown()
        with contextlib.suppress(AssertionError):
            assert server.get("health").status == 200
            counts["health", "200", True] += 1
        print(f"{memory(number) >> 20:6} MiB {descriptors(number):5} files at the end")
    for (kind, told, meant), count in sorted(counts.items()):
        print(f"{count:8} {kind:16} {told:20} {'' if meant else 'NOT MEANT'}")
    half = len(sizes) // 2
    grown = sorted(sizes[half:])[(len(sizes) - half) // 2] / sorted(sizes[:half])[half // 2] if half else 1
    print(f"{sum(counts.values())} requests; the second half takes {grown:.2f} times the memory of the first")
    return int(
        grown > GROWTH or any(not meant for _, _, meant in counts) or ("health", "200", True) not in counts
    )


if __name__ == "__main__":
    sys.exit(soak(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
