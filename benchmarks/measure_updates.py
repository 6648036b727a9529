"""What `azkz load --from` sends where one in a hundred facts has changed, beside a load, into benchmarks/README.md.

A proxy that counts stands before each store. Of every request the address and the body count, questions too.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from faulty_server import FaultyServer, faulty_server
from measure import AZKZ, ROOT, machine, rewritten, table
from pyoxigraph import Quad, RdfFormat, serialize
from triple_stores import STORES, TripleStore

from azkz_graph.dataset.project import open_project
from azkz_graph.store.memory_store import derive_project
from azkz_graph.vocabulary import FACT

VALUE = re.compile(r"schema:value ([0-9]+)")
PARTS = ("data", "ontology", "queries")


@dataclass(frozen=True)
class Sent:
    """What one command sent, in bytes, and how long it took."""

    size: int
    seconds: float


def facts(quads: set[Quad]) -> set[str]:
    """The identifiers of facts."""
    return {quad.subject.value for quad in quads if quad.subject.value.startswith(FACT)}  # type: ignore[union-attr]


def change_values(project: Path, number: int) -> None:
    """Correct so many figures of a project, each by one, far from each other."""
    path = project / "data" / "facts.trig"
    text = path.read_text(encoding="utf-8")
    found = list(VALUE.finditer(text))
    for value in reversed(found[:: len(found) // number][:number]):
        text = f"{text[: value.start(1)]}{int(value[1]) + 1}{text[value.end(1) :]}"
    path.write_text(text, encoding="utf-8")


def sent(server: FaultyServer, project: Path, *words: str) -> Sent:
    """Run a command that talks to the proxy."""
    server.asked.clear()
    start = time.perf_counter()
    command = [AZKZ, "--project", str(project), "load", *words, "--timeout", "3600"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "no_proxy": "*"})
    seconds = time.perf_counter() - start
    return Sent(sum(len(asked.target) + len(asked.body) for asked in server.asked), seconds)


def measured(store: TripleStore, old: Path, new: Path) -> list[str]:
    """A row: what a load sends and takes, and what an update does."""
    base = store.query.removesuffix("/query").removesuffix("/sparql").removesuffix("/")
    with faulty_server(lambda asked: None, base) as server:
        url = store.query.replace(base, server.url)
        whole = sent(server, new, url, "--data", str(old))
        update = sent(server, new, url, "--from", str(old))
    return [
        store.name,
        f"{whole.size:,}",
        f"{update.size:,}",
        f"{100 * update.size / whole.size:.1f} %",
        f"{whole.seconds:.1f}",
        f"{update.seconds:.1f}",
    ]


def main() -> None:
    """Measure, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES))
    parser.add_argument("--dry", action="store_true", help="print the tables alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.nq", Path(folder) / "new"
        before = set(derive_project(open_project(ROOT)).quads())
        serialize(before, old, RdfFormat.N_QUADS)
        for part in PARTS:
            shutil.copytree(ROOT / part, new / part)
        number = round(len(facts(before)) / 100)
        change_values(new, number)
        after = set(derive_project(open_project(new)).quads())
        rows = []
        for name in options.stores:
            with STORES[name]() as store:
                rows.append(measured(store, old, new))
    gone = len(facts(before) - facts(after))
    changes = (
        f"Of {len(facts(before)):,} facts {number} were corrected, and with what is derived from them {gone} changed: "
        f"of {len(before):,} quads {len(before - after):,} went and {len(after - before):,} came."
    )
    head = ["store", "bytes of a load", "of an update", "share", "s for a load", "s for an update"]
    found = {"updates": f"{changes}\n\n{table(head, rows)}", "updates machine": machine()}
    if options.dry:
        print("\n\n".join(found.values()))
    else:
        rewritten(found)


if __name__ == "__main__":
    main()
