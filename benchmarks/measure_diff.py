"""Time and memory of `azkz diff` for growing versions, and of questions as of a release, into benchmarks/README.md.

A version is the project's release with copies of its things, passages and facts; in the other one of a hundred facts is
corrected. Both are files of N-Quads.
"""

import argparse
import base64
import hashlib
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from measure import AZKZ, ROOT, ROUNDS, Command, compared, rewritten, table

from azkz_graph.versions.release_archive import find_releases
from azkz_graph.vocabulary import FACT, ID

SIZES = (1, 10, 100, 1000)
NAME = re.compile(f"<{re.escape(ID)}([^/>]+)|<{re.escape(FACT)}([a-z2-7]{{16}})".encode())
"""A thing or passage, and a fact."""

CORRECTED = 100
"""One of how many facts is corrected."""


@cache
def fact_name(name: bytes, copy: int) -> bytes:
    """The digest of a fact in another copy."""
    digest = hashlib.sha256(b"%s %d" % (name, copy)).digest()[:10]
    return base64.b32encode(digest).lower()


def copied(lines: bytes, copy: int, corrected: frozenset[bytes]) -> bytes:
    """The lines of a copy; those facts have other names, as if their objects were others."""

    def renamed(match: "re.Match[bytes]") -> bytes:
        thing, fact = match.groups()
        if thing is not None:
            return match[0] + b"-%d" % copy if copy else match[0]
        name = fact_name(fact, copy) if copy else fact
        return b"<%s%s" % (FACT.encode(), fact_name(name, -1) if fact in corrected else name)

    return NAME.sub(renamed, lines)


def write_versions(lines: bytes, size: int, folder: Path) -> Iterator[Path]:
    """Write the two versions, and yield their paths."""
    facts = sorted({match[2] for match in NAME.finditer(lines) if match[2]})
    for name, corrected in (("old", frozenset[bytes]()), ("new", frozenset(facts[::CORRECTED]))):
        path = folder / f"{name}-{size}.nq"
        with path.open("wb") as file:
            for copy in range(size):
                file.write(copied(lines, copy, corrected))
                fact_name.cache_clear()
        yield path


def run(command: Command) -> tuple[float, float, int]:
    """Seconds of the clock, of the processor, and the most memory in MB, of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), command
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 // 1_000_000


def diff_rows(sizes: list[int]) -> Iterator[list[str]]:
    """A row for each size."""
    release = find_releases(ROOT / "releases")[-1]
    lines, facts = release.read("azkz.nq"), int(release.manifest["facts"])
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            old, new = write_versions(lines, size, Path(folder))
            megabytes = old.stat().st_size / 1e6
            taken, processor, memory = run([AZKZ, "diff", str(old), str(new), "--format", "csv"])
        yield [f"{size * facts:,}", f"{megabytes:,.0f}", f"{taken:,.1f}", f"{processor:,.1f}", f"{memory:,}"]


def main() -> None:
    """Measure and write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many copies a version has")
    head = ["facts", "MB of each version", "s", "processor s", "most memory, MB"]
    rows = list(diff_rows(parser.parse_args().sizes))
    asked = {
        "`azkz query memberships`": [AZKZ, "query", "memberships"],
        "`azkz query --as-of 1.0.0 memberships`": [AZKZ, "query", "--as-of", "1.0.0", "memberships"],
    }
    times = table(["command", "median ms", "processor ms", "ratio"], compared(asked, ROUNDS))
    rewritten({"diff": table(head, rows), "as of": times})


if __name__ == "__main__":
    main()
