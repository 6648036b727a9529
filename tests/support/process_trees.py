"""The number of a process in; the processes below it, and the memory that they take together, out; on Linux."""

import contextlib
import re
from pathlib import Path

PROC = Path("/proc")


def tree(number: int) -> list[int]:
    """The process and all below it; none if it has ended."""
    found = [number]
    with contextlib.suppress(OSError):
        for task in (PROC / str(number) / "task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                found += tree(int(child))
    return found


def memory(number: int) -> int:
    """The bytes that the tree takes, where those that several processes share are counted once (PSS)."""
    return sum(proportional(each) for each in tree(number))


def proportional(number: int) -> int:
    """The proportional memory of one process, in bytes; nothing if it has ended."""
    try:
        text = (PROC / str(number) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def descriptors(number: int) -> int:
    """How many files the processes of the tree have open."""
    count = 0
    for each in tree(number):
        with contextlib.suppress(OSError):
            count += len(list((PROC / str(each) / "fd").iterdir()))
    return count


def is_running(number: int) -> bool:
    """Whether the process has not ended; one that is not buried yet has."""
    try:
        state = (PROC / str(number) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")
