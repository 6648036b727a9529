"""The access log: one line of JSON for each answer, written by a thread of its own."""

import errno
import json
import os
import queue
import threading
import time
from collections.abc import MutableMapping
from typing import Any, Final

from azkz_graph.server.http.log_file import LogFile
from azkz_graph.server.http.response_delivery import Delivery
from azkz_graph.server.workers.limits import MEBIBYTE

MOST: Final = 8 * MEBIBYTE
"""The bytes that may wait to be written; what comes while nobody reads them is dropped, and counted."""

SHOWN: Final = 500
"""The bytes of a header or an address that are logged."""

OVERHEAD: Final = 100
"""About the memory that a waiting line takes beside its characters."""

BATCH: Final = 64 * 1024
"""The bytes from which lines are written together, and not with those that follow."""

AGAIN: Final = 0.5
"""The seconds after which writing is tried again where there was no space."""


class AccessLog:
    """The log, in a file; without a file nothing is logged."""

    def __init__(self, file: LogFile | None) -> None:
        self._file = file
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        # Each of the two is counted by one thread alone, so that neither needs a lock.
        self._added = self._written = 0
        self._dropped = 0
        self._thread = threading.Thread(target=self._write, daemon=True)
        if file is not None:
            self._thread.start()

    def add(self, scope: MutableMapping[str, Any], answer: Delivery, seconds: float, *, cached: bool) -> None:
        """Log an answer."""
        if self._file is None:
            return
        if self._added - self._written > MOST:
            self._dropped += 1
            return
        line = format_line(scope, answer, seconds, cached=cached)
        if self._dropped:
            line["dropped"], self._dropped = self._dropped, 0
        told = json.dumps(line).encode() + b"\n"
        self._added += len(told) + OVERHEAD
        self._lines.put(told)

    def close(self) -> None:
        """Write what waits, if somebody reads it."""
        if self._file is not None:
            self._lines.put(None)
            self._thread.join(timeout=5)

    def _write(self) -> None:
        assert self._file is not None
        try:
            while lines := self._waiting():
                with memoryview(b"".join(lines)) as rest:
                    done = 0
                    while done < len(rest):
                        done += write_available(self._file.descriptor(), rest[done:])
                self._written += done + OVERHEAD * len(lines)
        except OSError:
            # Nobody reads any more; the server goes on without.
            self._file = None

    def _waiting(self) -> list[bytes]:
        """Return the lines that wait, or the first of very many; none at the end."""
        found: list[bytes] = []
        size = 0
        while size < BATCH and not (found and self._lines.empty()):
            line = self._lines.get()
            if line is None:
                if found:
                    self._lines.put(None)
                break
            found.append(line)
            size += len(line)
        return found


def write_available(file: int, data: memoryview) -> int:
    """Write what the system has space for, and return how many bytes that is; 0 after a while without space.

    Raises:
        OSError: nobody reads the file any more.
    """
    try:
        return os.write(file, data)
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.EBADF):
            raise
    time.sleep(AGAIN)
    return 0


def format_line(
    scope: MutableMapping[str, Any], answer: Delivery, seconds: float, *, cached: bool
) -> dict[str, Any]:
    """Return the line of an answer; what a client sent is in JSON strings, so that it can begin no new line.

    What a client sent is in JSON strings, so that it can begin no new line.
    """
    headers = dict(scope["headers"])
    return {
        "time": round(time.time(), 3),
        "client": scope["client"][0][:SHOWN] if scope["client"] else None,
        "method": scope["method"],
        "path": shorten_value(scope["raw_path"]),
        "query": shorten_value(scope["query_string"]),
        "status": answer.status,
        "bytes": len(answer.content),
        "ms": round(seconds * 1000, 2),
        "cached": cached,
        "accept": shorten_value(headers.get(b"accept", b"")),
        "agent": shorten_value(headers.get(b"user-agent", b"")),
        "referrer": shorten_value(headers.get(b"referer", b"")),
    }


def shorten_value(value: bytes) -> str:
    """Return as much of what a client sent as is logged."""
    return value[:SHOWN].decode("latin-1")
