"""How fast the site is made, and how much memory that takes, into the tables of benchmarks/README.md.

Whole builds take turns with another generator of pages from RDF; growth is measured on copies of the dataset's
things, in processes of their own so that each tells its own peak of memory.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from measure import AZKZ, HERE, ROOT, rewritten, table

ROUNDS = 5
COPIES = (1, 4, 16)
"""How many times the dataset's things there are in each row of the table of growth."""

GROWTH = """
import resource, sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
from copies import copies
from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.dataset.project import open_project
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.build.parallel_parts import Making, maker
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.vocabulary import BASE, QUERY
dataset = copies(checkable(open_project()), int(sys.argv[1]))
start = time.perf_counter()
publication = Publication(dataset, BASE)
publication.__dict__["queries"] = {{}}
making = maker(publication, Renderer(publication), Documents(publication))
names = making.names()
indexed = time.perf_counter()
files = Making(making, names, Path(sys.argv[2])).digests()
end = time.perf_counter()
pages = sum(path.endswith(".html") for path in files)
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(len(names), pages, indexed - start, end - indexed, peak / 1024)
"""


def site_rows(folder: Path) -> list[list[str]]:
    """A row a way of building: median and range in seconds, pages, pages a second."""
    data, out, other = folder / "project", folder / "site", folder / "other"
    for name in ("data", "ontology", "queries"):
        shutil.copytree(ROOT / name, data / name)
    subprocess.run([AZKZ, "build", "--out", str(folder / "dist")], check=True, capture_output=True, cwd=ROOT)
    azkz = [AZKZ, "--project", str(data), "site", "--out", str(out)]
    other.mkdir()
    turns: Mapping[str, Callable[[], None]] = {
        "`azkz site`, from cold": lambda: rebuild(azkz, out),
        "the same again, nothing changed": lambda: run(azkz),
        "`ontospy gendocs` (PyPI ontospy), one language": lambda: ontospy(
            folder / "dist" / "azkz.ttl", other
        ),
    }
    if not shutil.which("ontospy"):
        turns = {name: turn for name, turn in turns.items() if "ontospy" not in name}
    times: dict[str, list[float]] = {name: [] for name in turns}
    pages: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, turn in turns.items():
            start = time.perf_counter()
            turn()
            times[name].append(time.perf_counter() - start)
            pages[name] = len(list((other if "ontospy" in name else out).rglob("*.html")))
    return [
        [
            name,
            f"{median(taken):.1f}",
            f"{min(taken):.1f}–{max(taken):.1f}",
            f"{pages[name]:,}",
            f"{pages[name] / median(taken):,.0f}",
        ]
        for name, taken in times.items()
    ]


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rebuild(command: list[str], out: Path) -> None:
    """Build where no site is."""
    shutil.rmtree(out, ignore_errors=True)
    run(command)


def ontospy(turtle: Path, out: Path) -> None:
    """Pages of the same Turtle by another program."""
    run(
        [
            "ontospy",
            "gendocs",
            "--type",
            "2",
            "--nobrowser",
            "--preflabel",
            "label",
            "-o",
            str(out),
            str(turtle),
        ]
    )


def growth_rows() -> list[list[str]]:
    """A row a size: things, pages, seconds of reading and of making, pages a second, peak memory of a process."""
    rows = []
    for number in COPIES:
        with tempfile.TemporaryDirectory() as folder:
            program = [sys.executable, "-c", GROWTH.format(here=str(HERE)), str(number), folder]
            told = subprocess.run(
                program, check=True, capture_output=True, text=True, cwd=ROOT
            ).stdout.split()
        things, pages, indexing, making, peak = (float(word) for word in told)
        rows.append(
            [
                f"{number}",
                f"{things:,.0f}",
                f"{pages:,.0f}",
                f"{indexing:.1f}",
                f"{making:.1f}",
                f"{pages / (indexing + making):,.0f}",
                f"{peak:,.0f}",
            ]
        )
        print(rows[-1], file=sys.stderr)
    return rows


def main() -> None:
    """Measure and write the tables."""
    os.environ["PATH"] = f"{Path(AZKZ).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:
        head = ["command", "median s", "range s", "pages", "pages/s"]
        site = table(head, site_rows(Path(folder)))
    head = ["copies", "IRIs", "pages", "reading s", "making s", "pages/s", "peak MiB a process"]
    rewritten({"site": site, "growth": table(head, growth_rows())})


if __name__ == "__main__":
    main()
