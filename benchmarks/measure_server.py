"""How fast the server answers beside others, how soon, and in how much memory, into the tables of benchmarks/README.md.

All servers run at once on loopback and are asked in turns, round after round. Before that, all must answer alike: one
that answers a row otherwise is left out of it. A program that is not installed is named.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from agreement import differing
from asked import THINGS, Asked, everything
from measure import AZKZ, machine, rewritten, run, table
from memory import resident
from servers import OURS, Kind, Running, drain, kinds, running
from targets import Key, reached
from wrk import SPARE, Sample, load, middle

CONNECTIONS = (1, 16, 128)
STARTS = 5
PAGE = f"/doc/{THINGS[0]}.html"

Samples = dict[Key, list[Sample]]


def cached(server: Running) -> tuple[float, float]:
    """How many answers our server has sent, and how many of them it had kept from before, by its own count."""
    _, _, content = server.get("/metrics", "*/*")
    counts = [line for line in content.decode().splitlines() if line.startswith("azkz_requests_total{")]
    counts = [line for line in counts if 'kind="metrics"' not in line]
    return (
        sum(float(line.split()[-1]) for line in counts),
        sum(float(line.split()[-1]) for line in counts if 'cached="True"' in line),
    )


def measured(
    servers: Sequence[Running],
    asked: Sequence[Asked],
    left_out: Iterable[tuple[str, str]],
    seconds: float,
    rounds: int,
) -> tuple[Samples, dict[str, float]]:
    """The samples by row, connections and server; and the part of our answers to each row that were kept."""
    samples: Samples = {}
    kept: dict[str, tuple[float, float]] = {}
    number, without = 0, set(left_out)
    for _ in range(rounds):
        for each in asked:
            for connections in CONNECTIONS:
                for server in servers:
                    name = server.kind.name
                    paths = each.paths_at(server.kind)
                    if not paths or (each.name, name) in without:
                        continue
                    before = cached(server) if name == OURS else (0.0, 0.0)
                    sample = load(server.url, paths, each.accept, connections, seconds, number)
                    number += sample.requests + SPARE
                    samples.setdefault((each.name, connections, name), []).append(sample)
                    if name == OURS:
                        all_now, kept_now = cached(server)
                        all_, of_them = kept.get(each.name, (0.0, 0.0))
                        kept[each.name] = all_ + all_now - before[0], of_them + kept_now - before[1]
                    drain(server)
    return samples, {name: of_them / all_ for name, (all_, of_them) in kept.items()}


def rate_rows(
    names: Sequence[str],
    asked: Sequence[Asked],
    middles: Mapping[Key, Sample],
    left_out: Iterable[tuple[str, str]],
    kept: Mapping[str, float],
) -> list[list[str]]:
    """A line a row and number of connections: where our answers come from, then a cell a server."""
    otherwise = set(left_out)
    return [
        [
            each.name,
            f"{connections}",
            f"{kept[each.name]:.0%}",
            *(
                "answers otherwise"
                if (each.name, name) in otherwise
                else cell(middles.get((each.name, connections, name)))
                for name in names
            ),
        ]
        for each in asked
        for connections in CONNECTIONS
    ]


def cell(sample: Sample | None) -> str:
    """Answers a second, then median and 99th percentile in milliseconds.

    >>> cell(Sample(4000, 3999.7, 0.25, 1.5)), cell(Sample(0, 0, 0, 0)), cell(None)
    ('4,000 (0.25, 1.5)', 'none in time', '')
    """
    if sample is None:
        return ""
    if not sample.requests:
        return "none in time"
    return f"{sample.rate:,.0f} ({figure(sample.median)}, {figure(sample.p99)})"


def figure(number: float) -> str:
    """A number with two digits that tell something."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def starts(found: Sequence[Kind]) -> dict[tuple[str, str], float]:
    """The seconds from start to first answer, to a query and, of ours, to a page: medians of starts in turns."""
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(STARTS):
        for kind in found:
            for what, path in (("query", None), ("page", PAGE)):
                if path and kind.name != OURS:
                    continue
                start = time.perf_counter()
                with running(kind, path):
                    times.setdefault((kind.name, what), []).append(time.perf_counter() - start)
    return {key: median(taken) for key, taken in times.items()}


def main() -> None:
    """Measure, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1, help="of one run of load, by default 1")
    parser.add_argument("--rounds", type=int, default=3, help="of all runs, by default 3")
    parser.add_argument("--dry", action="store_true", help="print the tables alone")
    options = parser.parse_args()
    os.environ["PATH"] = f"{Path(AZKZ).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:
        tables = compared(Path(folder), options.seconds, options.rounds)
    if options.dry:
        print("\n\n".join(tables.values()))
    else:
        rewritten(tables)


def compared(folder: Path, seconds: float, rounds: int) -> dict[str, str]:
    """The tables by name."""
    run([AZKZ, "build", "--out", str(folder / "dist")])
    found, missing = kinds(folder / "dist" / "azkz.ttl", folder)
    asked, names = everything(), [kind.name for kind in found]
    times = starts(found)
    with ExitStack() as stack:
        servers = [stack.enter_context(running(kind)) for kind in found]
        time.sleep(1)
        idle = {server.kind.name: resident(server.process) for server in servers}
        left_out = differing(servers, asked)
        samples, kept = measured(servers, asked, left_out, seconds, rounds)
        loaded = {server.kind.name: resident(server.process) for server in servers}
    middles = {key: middle(each) for key, each in samples.items()}
    absent = "".join(f"\n\nNot installed: {name}." for name in missing)
    return {
        "server": table(
            ["asked for", "connections", "kept answers", *names],
            rate_rows(names, asked, middles, left_out, kept),
        )
        + absent,
        "server start": table(
            ["server", "s to a first answer", "s to a first page", "MB idle", "MB after the load"],
            [
                [
                    name,
                    f"{times[name, 'query']:.2f}",
                    f"{times[name, 'page']:.2f}" if name == OURS else "",
                    f"{idle[name]:.0f}",
                    f"{loaded[name]:.0f}",
                ]
                for name in names
            ],
        ),
        "server targets": table(
            ["to reach", "at worst", "reached"],
            reached(middles, [times[OURS, "query"], times[OURS, "page"]], [idle[OURS], loaded[OURS]]),
        ),
        "server machine": machine(),
    }


if __name__ == "__main__":
    main()
