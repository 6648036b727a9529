"""Limits on what a request may cost."""

from dataclasses import dataclass, replace
from typing import Final

MEBIBYTE = 1024 * 1024

READING_MEMORY: Final = 2048 * MEBIBYTE
"""The memory of a worker that makes pages and files, among them the whole release: no question of strangers."""


@dataclass(frozen=True)
class Limits:
    """The bounds of one question, and of all that are under way.

    `seconds` of evaluation, `rows` and `content` bytes of an answer, `memory` bytes beyond those that the data take,
    `body` bytes of a request, `workers` that answer at once, `queue` questions that wait for one, `connections` open at
    once, and `reading` seconds for the head of a request, and again for its body.

    Of one client: `per_client` connections open at once, and as many questions under way, and `rate` questions a
    second; zero is no bound.
    """

    seconds: float = 10
    rows: int = 1_000_000
    content: int = 64 * MEBIBYTE
    memory: int = 192 * MEBIBYTE
    body: int = MEBIBYTE
    workers: int = 6
    queue: int = 256
    connections: int = 1024
    reading: float = 10
    per_client: int = 64
    rate: float = 50

    @property
    def patience(self) -> float:
        """Return the seconds to wait for a worker: as long as for an answer, and long enough for the first to begin."""
        return max(10, self.seconds)


def limit_reading(limits: Limits) -> Limits:
    """Return the limits of workers that make pages and files."""
    return replace(limits, memory=READING_MEMORY, content=READING_MEMORY)
