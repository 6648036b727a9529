"""Answers in; one line of JSON each on a stream out, written by a thread of its own."""

import json
import queue
import threading
import time
from collections.abc import MutableMapping
from typing import Any, Final, TextIO

from azkz_graph.server.delivery import Delivery

MOST: Final = 50_000
"""The lines that may wait to be written; what comes while nobody reads them is dropped, and counted."""

SHOWN: Final = 500
"""The characters of a header or an address that are logged."""

Entry = tuple[float, MutableMapping[str, Any], int, int, float, bool]
"""What a line is made of, by the thread that writes it."""


class AccessLog:
    """The log; without a stream nothing is logged."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._lines: queue.Queue[Entry | None] = queue.Queue(MOST)
        self._dropped = 0
        self._thread = threading.Thread(target=self._write, daemon=True)
        if stream is not None:
            self._thread.start()

    def add(self, scope: MutableMapping[str, Any], answer: Delivery, seconds: float, *, cached: bool) -> None:
        """Log an answer."""
        if self._stream is None:
            return
        try:
            self._lines.put_nowait((time.time(), scope, answer.status, len(answer.content), seconds, cached))
        except queue.Full:
            self._dropped += 1

    def close(self) -> None:
        """Write what is still to be written."""
        if self._stream is not None:
            self._lines.put(None)
            self._thread.join(timeout=5)

    def _write(self) -> None:
        assert self._stream is not None
        try:
            while (entry := self._lines.get()) is not None:
                line = logged(*entry)
                if self._dropped:
                    line["dropped"], self._dropped = self._dropped, 0
                self._stream.write(json.dumps(line) + "\n")
                if self._lines.empty():
                    self._stream.flush()
            self._stream.flush()
        except (OSError, ValueError):
            # Nobody reads any more; the server goes on without.
            self._stream = None


def logged(
    at: float, scope: MutableMapping[str, Any], status: int, size: int, seconds: float, cached: bool
) -> dict[str, Any]:
    """The line of an answer; what a client sent is in JSON strings, so that it can begin no line of its own."""
    headers = dict(scope["headers"])
    return {
        "time": round(at, 3),
        "client": scope["client"][0] if scope["client"] else None,
        "method": scope["method"],
        "path": shown(scope["raw_path"]),
        "query": shown(scope["query_string"]),
        "status": status,
        "bytes": size,
        "ms": round(seconds * 1000, 2),
        "cached": cached,
        "accept": shown(headers.get(b"accept", b"")),
        "agent": shown(headers.get(b"user-agent", b"")),
        "referrer": shown(headers.get(b"referer", b"")),
    }


def shown(value: bytes) -> str:
    """As much of what a client sent as is logged."""
    return value[:SHOWN].decode("latin-1")
