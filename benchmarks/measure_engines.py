"""Processor time of every saved query in rdflib and in pyoxigraph, in one process, into benchmarks/README.md.

Both engines hold the released Turtle file, parsed beforehand, and take turns. Each query is asked with its defaults.
"""

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
import rdflib
from measure import AZKZ, ROOT, machine, rewritten, run, table

ROUNDS = 5
SHOWN = 12
"""How many of the slowest in rdflib have a line of their own."""

Ask = Callable[[str], Iterable[object]]


def fastest(asks: tuple[Ask, Ask], text: str) -> tuple[float, float]:
    """The least milliseconds of the processor that each engine takes for all rows of a query, its parsing included."""
    times = [tuple(1000 * taken(ask, text) for ask in asks) for _ in range(ROUNDS)]
    one, other = (min(column) for column in zip(*times, strict=True))
    return one, other


def taken(ask: Ask, text: str) -> float:
    """Seconds of the processor for one answer."""
    start = time.process_time()
    for _ in ask(text):
        pass
    return time.process_time() - start


def engines(turtle: Path) -> tuple[Ask, Ask]:
    """Ask rdflib and pyoxigraph, each with the file in memory."""
    store = pyoxigraph.Store()
    store.bulk_load(path=turtle, format=pyoxigraph.RdfFormat.TURTLE)
    # No saved query is an ASK, whose answer has no rows.
    return rdflib.Graph().parse(turtle).query, store.query  # type: ignore[return-value]


def main() -> None:
    """Measure, and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        run([AZKZ, "build", "--out", folder])
        asks = engines(Path(folder) / "azkz.ttl")
    times = {path.stem: fastest(asks, path.read_text("utf-8")) for path in (ROOT / "queries").glob("*.rq")}
    slowest = sorted(times, key=lambda name: times[name], reverse=True)
    lines = [[name, *map(figure, times[name])] for name in slowest[:SHOWN]]
    worst = [max(column) for column in zip(*(times[name] for name in slowest[SHOWN:]), strict=True)]
    others = [f"the slowest of the {len(slowest) - SHOWN} others", *map(figure, worst)]
    rewritten(
        {
            "engines": table(["query", "rdflib ms", "pyoxigraph ms"], [*lines, others]),
            "engines machine": machine(),
        }
    )


def figure(milliseconds: float) -> str:
    """Milliseconds, with a digit after the point if there are few."""
    return f"{milliseconds:.0f}" if milliseconds >= 10 else f"{milliseconds:.1f}"


if __name__ == "__main__":
    main()
