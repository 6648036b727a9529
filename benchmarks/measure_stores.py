"""How long two triple stores take for every saved query, and how that grows with a corpus, into benchmarks/README.md.

Each build fills an Oxigraph and a Virtuoso, which then run at once and are asked in turns, build after build. A query
that is not answered in time is not asked again, and its server is restarted.
"""

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

from asked import text
from filled_stores import FILLERS, LONGEST, Filled
from measure import AZKZ, ROOT, machine, rewritten, table
from measure_corpus import build, quads
from servers import Kind, running
from synthetic.corpus import write_corpus
from timed_answers import Taken, taken

from azkz_graph.ask.query_catalogue import query_names

SIZES = (100, 1_000)
ROUNDS = 5
ENOUGH = 10
"""A query whose answers have taken so many seconds together is not asked again."""

STEEP, LONG = 3, 0.1
"""A query is steep if its time grows so many times faster than its rows, to more than so many seconds."""


@dataclass(frozen=True)
class Size:
    """What one build was measured at: its articles and quads, the stores, and each answer by query and store."""

    articles: int
    quads: int
    filled: Mapping[str, Filled]
    answers: Mapping[tuple[str, str], Sequence[Taken]]

    def rows(self, query: str) -> int:
        """The rows of the answer that is whole."""
        return max(
            (each.rows for (name, _), all_ in self.answers.items() if name == query for each in all_),
            default=0,
        )

    def middle(self, query: str, store: str) -> float | None:
        """The median of the seconds, if there is an answer."""
        answers = self.answers.get((query, store), ())
        whole = [each.seconds for each in answers if not each.fault]
        return median(whole) if whole and len(whole) == len(answers) else None


def measured(built: Path, folder: Path, queries: Sequence[str], rounds: int) -> Size:
    """Fill the stores from a build and ask them everything."""
    filled = {
        name: fill(built, folder / name) for name, (program, fill) in FILLERS.items() if shutil.which(program)
    }
    with ExitStack() as stack:
        servers = [stack.enter_context(Restarting(each.kind)) for each in filled.values()]
        answers = in_turns(servers, queries, rounds)
    articles = json.loads((built / "manifest.json").read_bytes())["articles"]
    return Size(articles, quads(built), filled, answers)


class Restarting:
    """A server within a block, where it can be ended and restarted."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self.server = self._stack.enter_context(running(self.kind))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def restart(self) -> None:
        """End it, with all that it is doing, and start it."""
        self._stack.close()
        self.server = self._stack.enter_context(running(self.kind))


def in_turns(
    servers: Sequence[Restarting], queries: Sequence[str], rounds: int
) -> dict[tuple[str, str], list[Taken]]:
    """Ask each query of each server so many times, or until that has taken long enough."""
    answers: dict[tuple[str, str], list[Taken]] = {}
    for _ in range(rounds):
        for query in queries:
            for each in servers:
                so_far = answers.setdefault((query, each.kind.name), [])
                if any(one.fault for one in so_far) or sum(one.seconds for one in so_far) > ENOUGH:
                    continue
                so_far.append(taken(each.server, text(query), LONGEST))
                print(query, each.kind.name, so_far[-1], flush=True)
                if so_far[-1].fault:
                    # It may have ended, or go on with what nobody waits for, in memory that it does not give back.
                    each.restart()
    return answers


def query_rows(sizes: Sequence[Size]) -> list[list[str]]:
    """A line for each query: its rows at the greatest size, and for each store its times there; then how all grew."""
    smallest, greatest = sizes[0], sizes[-1]
    lines = []
    for query in dict.fromkeys(query for query, _ in greatest.answers):
        rows = more_rows(query, smallest, greatest)
        times = [cell for store in greatest.filled for cell in timing(greatest.answers[query, store])]
        grown = [growth(query, store, smallest, greatest) for store in greatest.filled]
        lines.append([query, f"{greatest.rows(query):,}", *times, figure(rows), *grown])
    return lines


def timing(answers: Sequence[Taken]) -> list[str]:
    """Median and worst of the milliseconds; or what went wrong.

    >>> timing([Taken(0.002), Taken(1.5), Taken(0.0034)]), timing([Taken(60, fault="over time")])
    (['3.4', '1,500'], ['over time', ''])
    """
    if faults := [each.fault for each in answers if each.fault]:
        return [faults[0], ""]
    seconds = [each.seconds for each in answers]
    return [figure(1000 * median(seconds)), figure(1000 * max(seconds))]


def growth(query: str, store: str, smallest: Size, greatest: Size) -> str:
    """How many times longer the query takes at the greatest size, in bold if that is steep."""
    first, last = smallest.middle(query, store), greatest.middle(query, store)
    if first is None or last is None:
        return ""
    text = figure(last / first)
    is_steep = last > LONG and last / first > STEEP * more_rows(query, smallest, greatest)
    return f"**{text}**" if is_steep else text


def more_rows(query: str, smallest: Size, greatest: Size) -> float:
    """How many times more rows the answer has at the greatest size; none counts as one."""
    return max(greatest.rows(query), 1) / max(smallest.rows(query), 1)


def figure(number: float) -> str:
    """A number with two digits that tell something."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def load_rows(sizes: Sequence[Size]) -> list[list[str]]:
    """A line for each build and store: what filling took, and the room on disk."""
    return [
        [f"{size.articles:,}", f"{size.quads:,}", name, f"{each.seconds:,.0f}", f"{each.size / 1e6:,.0f}"]
        for size in sizes
        for name, each in size.filled.items()
    ]


def tables(sizes: Sequence[Size]) -> dict[str, str]:
    """The tables by name."""
    stores = list(sizes[-1].filled)
    times = [head for store in stores for head in (f"{store} median ms", "worst ms")]
    return {
        "stores filled": table(["articles", "quads", "store", "s to fill", "MB on disk"], load_rows(sizes)),
        "stores": table(
            ["query", "rows", *times, "times the rows", *(f"times the {store} ms" for store in stores)],
            query_rows(sizes),
        ),
        "stores machine": machine(),
    }


def made(folder: Path, articles: int) -> Path:
    """The build of a made-up corpus."""
    write_corpus(folder / f"{articles}" / "SRC", articles, seed=7)
    build(folder / f"{articles}" / "SRC")
    return folder / f"{articles}" / "built"


def main() -> None:
    """Measure, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--builds", type=Path, nargs="+", help="folders of builds, the smallest first")
    parser.add_argument("--queries", nargs="+", help="by default all that are saved")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--dry", action="store_true", help="print the tables alone")
    options = parser.parse_args()
    os.environ["PATH"] = f"{Path(AZKZ).parent}{os.pathsep}{os.environ['PATH']}"
    queries = options.queries or query_names(ROOT / "queries")
    sizes = []
    with tempfile.TemporaryDirectory() as folder:
        for built in options.builds or [made(Path(folder), articles) for articles in SIZES]:
            with tempfile.TemporaryDirectory() as place:
                sizes.append(measured(built, Path(place), queries, options.rounds))
    found = tables(sizes)
    if options.dry:
        print("\n\n".join(found.values()))
    else:
        rewritten(found)


if __name__ == "__main__":
    main()
