"""Whole-process timings, side by side in one run, into the tables of benchmarks/README.md.

Every command of a table runs once to warm the file cache, then all take turns, round after round, so that a machine
that slows down slows all of them alike. A table shows the median of the time that passed, the least time of the
processor, which other work on the machine changes less, and the ratio of that to the first row's.
"""

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ROOT = HERE.parent
AZKZ = str(Path(sys.executable).with_name("azkz"))
QUERIES = ("twin-towns", "diplomatic-missions", "shared-organizations", "memberships")
"""Saved queries of few and of many joins, all of which every program answers alike."""
ROUNDS = 11

RDFLIB = """
import sys, rdflib
graph = rdflib.Graph().parse(sys.argv[1])
sys.stdout.buffer.write(graph.query(open(sys.argv[2]).read()).serialize(format="csv"))
"""
PYOXIGRAPH = """
import sys, pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.TURTLE)
sys.stdout.buffer.write(store.query(open(sys.argv[2]).read()).serialize(format=ox.QueryResultsFormat.CSV))
"""

Command = Sequence[str]


def query_commands(turtle: Path, name: str) -> dict[str, Command | None]:
    """The same question asked by each program; None where the program is not installed."""
    python, data, text = sys.executable, str(turtle), str(ROOT / "queries" / f"{name}.rq")
    return {
        f"`azkz query {name}`": [AZKZ, "query", name],
        "the same, nothing prepared": ["env", "XDG_CACHE_HOME=/dev/null/none", AZKZ, "query", name],
        "pyoxigraph script": [python, "-c", PYOXIGRAPH, data, text],
        "`roqet` (Debian rasqal-utils)": installed("roqet", "-q", "-r", "csv", "-D", data, text),
        "rdflib script": [python, "-c", RDFLIB, data, text],
        "Comunica (npm @comunica/query-sparql-file)": installed(
            "comunica-sparql-file", data, "-f", text, "-t", "text/csv"
        ),
    }


def installed(program: str, *arguments: str) -> Command | None:
    """The command, if the program is on the path."""
    return [program, *arguments] if shutil.which(program) else None


def help_commands() -> dict[str, Command | None]:
    """The time to the first word of help, beside that of the library that prints it."""
    return {
        "`azkz --help`": [AZKZ, "--help"],
        "`python -c 'import click'`": [sys.executable, "-c", "import click"],
    }


def stage_commands(out: Path) -> dict[str, Command | None]:
    """The commands that make a release."""
    return {"`azkz check`": [AZKZ, "check"], "`azkz build`": [AZKZ, "build", "--out", str(out / "dist")]}


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as an installer does, and not in each run."""


@dataclass(frozen=True)
class Cost:
    """Seconds of one run, from start to end of the process, and seconds of the processor."""

    seconds: float
    processor: float


def run(command: Command) -> Cost:
    """Run a command, and return what it took.

    Raises:
        CalledProcessError: the command failed, so its time means nothing.
    """
    start, before = time.perf_counter(), processor_of_children()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT
    )
    return Cost(time.perf_counter() - start, processor_of_children() - before)


def processor_of_children() -> float:
    """Return the seconds of the processor that all processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compared(commands: Mapping[str, Command | None], rounds: int) -> list[list[str]]:
    """A row a command: name, milliseconds that passed and of the processor, ratio of the latter to the first."""
    present = {name: command for name, command in commands.items() if command}
    for command in present.values():
        run(command)
    costs: dict[str, list[Cost]] = {name: [] for name in present}
    for _ in range(rounds):
        for name, command in present.items():
            costs[name].append(run(command))
    least = {name: min(cost.processor for cost in each) for name, each in costs.items()}
    first = next(iter(least.values()))
    rows = [
        [
            name,
            f"{1000 * median(cost.seconds for cost in each):.0f}",
            f"{1000 * least[name]:.0f}",
            f"{least[name] / first:.2f}",
        ]
        for name, each in costs.items()
    ]
    return rows + [[name, "not installed", "", ""] for name in commands if name not in present]


STAGES = """
import time
start = time.perf_counter()
from pathlib import Path
from azkz_graph.check.dataset_check import check
from azkz_graph.dataset.dataset import read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import open_project
from azkz_graph.export.release_folder import build
import pyshacl
def told(name):
    global start
    print(name, time.perf_counter() - start, sep="\\t")
    start = time.perf_counter()
told("import")
dataset = read(open_project())
told("read")
dataset = derive(dataset)
told("derive")
check(dataset)
told("check")
build(dataset, Path({out!r}))
told("write the release")
"""


def stages(out: Path, rounds: int) -> list[list[str]]:
    """A row a stage of a build: name, median of its milliseconds."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        program = STAGES.format(out=str(out / "stages"))
        told = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
        )
        for line in told.stdout.splitlines():
            name, _, seconds = line.partition("\t")
            times.setdefault(name, []).append(float(seconds))
    return [[name, f"{1000 * median(taken):.0f}"] for name, taken in times.items()]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table of Markdown."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure everything and write the tables."""
    timing = ["command", "median ms", "processor ms", "ratio"]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run([AZKZ, "build", "--out", str(out / "dist")])
        turtle = out / "dist" / "azkz.ttl"
        measured: dict[str, Callable[[], str]] = {
            "query": lambda: table(
                timing, [row for name in QUERIES for row in compared(query_commands(turtle, name), ROUNDS)]
            ),
            "help": lambda: table(timing, compared(help_commands(), ROUNDS)),
            "build": lambda: table(timing, compared(stage_commands(out), 7)),
            "stages": lambda: table(["stage", "median ms"], stages(out, 7)),
            "machine": machine,
        }
        rewritten({name: measure() for name, measure in measured.items()})


def rewritten(tables: Mapping[str, str]) -> None:
    """Put each table between its marks in README.md."""
    page = (HERE / "README.md").read_text(encoding="utf-8")
    for name, text in tables.items():
        start, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
        page = page[: page.index(start) + len(start)] + f"{text}\n" + page[page.index(end) :]
        print(text)
    (HERE / "README.md").write_text(page, encoding="utf-8")


def machine() -> str:
    """The day and the kind of machine of a run."""
    return f"Measured on {date.today()}, {platform.system()} {platform.machine()}, Python {platform.python_version()}."


if __name__ == "__main__":
    main()
