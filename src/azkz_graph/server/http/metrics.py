"""Metrics: counts and times in the format of Prometheus.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/.
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from azkz_graph.server.http.open_connections import OpenConnections
from azkz_graph.server.workers.pool_generation import Generation
from azkz_graph.server.workers.reply import Reply

TYPE: Final = "text/plain; version=0.0.4"
SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

KINDS: Final = (
    "sparql",
    "query",
    "reconcile",
    "id",
    "doc",
    "fact",
    "assets",
    "download",
    "version",
    "timegate",
    "timemap",
    "health",
    "metrics",
)
"""The first parts of paths that are counted apart; the number of labels must not be the clients' choice."""

METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Metrics:
    """The counts of one server; `open` requests are being answered."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "azkz_requests", "Answers sent", ("kind", "method", "status", "cached"), registry=self._registry
        )
        self._seconds = Histogram(
            "azkz_request_seconds", "Time to answer", ("kind",), buckets=SECONDS, registry=self._registry
        )
        self._counted: dict[tuple[str, str, int, bool], tuple[Counter, Histogram]] = {}
        self.open = 0
        self._open = Gauge("azkz_requests_open", "Requests under way", registry=self._registry)
        self._connections = Gauge(
            "azkz_connections_open", "Connections that are open", registry=self._registry
        )
        self._refused = Gauge(
            "azkz_connections_refused",
            "Connections that were ended before a request, or for a faulty one",
            ("status",),
            registry=self._registry,
        )
        self._busy = Gauge("azkz_workers_busy", "Workers that answer", ("pool",), registry=self._registry)
        self._queued = Gauge(
            "azkz_queued", "Questions that wait for a worker", ("pool",), registry=self._registry
        )
        self._killed = Gauge(
            "azkz_workers_killed",
            "Workers that ended before their answer",
            ("pool",),
            registry=self._registry,
        )
        self._quads = Gauge(
            "azkz_quads", "Quads that are served, the union of all graphs among them", registry=self._registry
        )

    def answered(self, method: str, path: bytes, status: int, seconds: float, *, cached: bool) -> None:
        """Count an answer to a request for the path."""
        first = path[1:].partition(b"/")[0].partition(b".")[0].decode("latin-1")
        kind = first if first in KINDS else "other"
        label = kind, method if method in METHODS else "other", status, cached
        counted = self._counted.get(label)
        if counted is None:
            counted = self._requests.labels(*map(str, label)), self._seconds.labels(kind)
            self._counted[label] = counted
        counted[0].inc()
        counted[1].observe(seconds)

    def reply(self, generation: Generation | None, connections: OpenConnections) -> Reply:
        """Return all counts."""
        self._open.set(self.open)
        self._connections.set(connections.number)
        for status, number in connections.refused.items():
            self._refused.labels(str(status)).set(number)
        for name, pool in generation.pools.items() if generation else ():
            self._busy.labels(name).set(pool.busy)
            self._queued.labels(name).set(pool.queued)
            self._killed.labels(name).set(pool.killed)
        if generation is not None:
            self._quads.set(generation.about["quads"])
        return Reply(200, TYPE, generate_latest(self._registry), {"Cache-Control": "no-store"})
