"""What a corpus costs by its size, beside parsing alone and on Spark, into the tables of benchmarks/README.md.

Each size is built by `azkz corpus build`, as a user would; the smaller ones once more after the greatest, so that it is
seen if the machine has slowed down meanwhile.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from measure import AZKZ, machine, rewritten, table
from memory import resident
from synthetic.corpus import write_corpus

SIZES = (100, 1_000, 10_000)
PROCESSES = 2
AT_ONCE = 1_000
"""The articles that a parser is given in one piece."""

PAUSE = 2
"""The seconds from one look at the memory to the next."""
CLUSTER = f"local-cluster[{PROCESSES},1,1024]"


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, those of all processors, and the megabytes that all its processes had at most."""

    seconds: float
    processor: float
    peak: float


def cost(command: Sequence[str], statuses: Iterable[int] = (0,), text: Iterable[bytes] = ()) -> Cost:
    """Run a command, with a text as its input.

    Raises:
        RuntimeError: its status is none of those.
    """
    before, start, peak = used(), time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors)
        feeder = threading.Thread(target=feed, args=(process, text))
        feeder.start()
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            # Counting the pages of a process stops it for some milliseconds.
            time.sleep(PAUSE)
        feeder.join()
        if process.returncode not in statuses:
            errors.seek(0)
            raise RuntimeError(errors.read().decode())
    return Cost(time.perf_counter() - start, used() - before, peak)


def feed(process: "subprocess.Popen[bytes]", text: Iterable[bytes]) -> None:
    """Give a process its input."""
    assert process.stdin is not None
    with process.stdin as stream:
        for piece in text:
            stream.write(piece)


def used() -> float:
    """The seconds of processors that all ended children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def build(source: Path, *options: str) -> Cost:
    """Rebuild a corpus."""
    target = source.with_name("built")
    shutil.rmtree(target, ignore_errors=True)
    return cost([AZKZ, "corpus", "build", str(source), str(target), *options], (0, 1))


def parsing(command: Sequence[str], source: Path) -> float:
    """The seconds of processors in which a command parses a corpus, some articles at a time.

    `rapper` has the whole of its input in memory, and no more than 2 GB of it.
    """
    articles = sorted(source.iterdir())
    starts = range(0, len(articles), AT_ONCE)
    return sum(cost(command, (0,), written(articles[start : start + AT_ONCE])).processor for start in starts)


def written(articles: Iterable[Path]) -> Iterable[bytes]:
    """What the authors wrote, one article after the other; Turtle is TriG too."""
    for article in articles:
        for path in sorted(
            [*article.glob("*.ttl"), *article.glob("*.trig"), *article.glob("entities/*.ttl")]
        ):
            yield path.read_bytes() + b"\n"


def parsers() -> dict[str, list[str]]:
    """The programs that only parse; one that is not installed has no command."""
    commands = {
        "oxigraph": ["oxigraph", "convert", "--from-format", "trig", "--to-format", "nq"],
        "rapper": ["rapper", "-q", "-c", "-i", "trig", "-", "https://example.org/"],
    }
    return {name: command if shutil.which(command[0]) else [] for name, command in commands.items()}


def by_size(corpora: dict[int, Path]) -> list[list[str]]:
    """A row for each size, and again for all but the greatest."""
    rows = []
    for articles in (*sorted(corpora), *sorted(corpora)[:-1]):
        source = corpora[articles]
        whole = build(source, "--processes", f"{PROCESSES}")
        print(f"{articles:,}", whole, flush=True)
        alone = {name: parsing(command, source) for name, command in parsers().items() if command}
        rows.append(
            [
                f"{articles:,}",
                f"{quads(source.with_name('built')):,}",
                f"{articles / whole.seconds / PROCESSES:.2f}",
                f"{1000 * whole.processor / articles:.0f}",
                f"{whole.peak:.0f}",
                *(
                    f"{1000 * alone[name] / articles:.1f}" if name in alone else "not installed"
                    for name in parsers()
                ),
            ]
        )
        print(rows[-1], flush=True)
    return rows


def quads(target: Path) -> int:
    """How many quads a build has written."""
    files = json.loads((target / "manifest.json").read_bytes())["files"]
    return sum(file["rows"] for file in files if file["path"].startswith("nquads/"))


def by_engine(corpora: dict[int, Path]) -> list[list[str]]:
    """A row for each size that is not the greatest: the seconds of processes here, and of a cluster of executors."""
    rows = []
    for articles in sorted(corpora)[:-1]:
        here = build(corpora[articles], "--processes", f"{PROCESSES}")
        cluster = build(corpora[articles], "--engine", "spark", "--master", CLUSTER)
        rows.append(
            [
                f"{articles:,}",
                f"{here.seconds:.0f}",
                f"{cluster.seconds:.0f}",
                f"{cluster.seconds / here.seconds:.2f}",
                f"{here.peak:.0f}",
                f"{cluster.peak:.0f}",
            ]
        )
        print(rows[-1], flush=True)
    return rows


SIZE_HEAD = (
    "articles",
    "quads",
    "articles/s and process",
    "ms of processor/article",
    "peak MB",
    "`oxigraph convert` ms/article",
    "`rapper --count` ms/article",
)
ENGINE_HEAD = ("articles", "processes s", "cluster s", "ratio", "peak MB", "peak MB of the cluster")


def main() -> None:
    """Make the corpora, measure, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument(
        "--folder",
        type=Path,
        help="keep the corpora there, and the last build of each; those that are there are rebuilt",
    )
    options = parser.parse_args()
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as folder:
        corpora = {}
        for articles in options.sizes:
            place = Path(folder) / f"{articles}"
            if not place.exists():
                write_corpus(place / "SRC", articles, seed=7)
            corpora[articles] = place / "SRC"
        rewritten(
            {
                "corpus size": table(SIZE_HEAD, by_size(corpora)),
                "corpus engine": table(ENGINE_HEAD, by_engine(corpora)),
                "corpus machine": machine(),
            }
        )


if __name__ == "__main__":
    main()
