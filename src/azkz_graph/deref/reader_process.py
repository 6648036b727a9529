"""Reader of documents from unknown hosts, in a process of its own.

Hostile documents can make parsers run without end or crash. Here that ends only this process.
"""

import os
import resource
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from azkz_graph.deref.document_faults import Fault, fault

MEMORY: Final = 1024 * 1024 * 1024
"""How many bytes the process may use: a document can take many times its own size."""

CRASHED: Final = "is answered with a document that crashes its reader"
MEND: Final = "look at what the server sends; it may be an attack"


class Reader:
    """Reads one document at a time, for no longer than `seconds`, and in so many bytes of `memory`."""

    def __init__(self, seconds: float = 30, memory: int = MEMORY) -> None:
        self.seconds, self.memory = seconds, memory
        self._connection: Connection | None = None

    def fault(self, body: bytes, iri: str, suffix: str, language: str, url: str) -> Fault | None:
        """Return what is wrong with the body, as `azkz_graph.deref.document_faults.fault` does."""
        connection = self._connection = self._connection or self._started()
        try:
            connection.send((body, iri, suffix, language, url))
            if connection.poll(self.seconds):
                found: Fault | None = connection.recv()
                return found
            what = f"is answered with a document that cannot be read within {self.seconds:g} s"
        except (EOFError, OSError):
            what = CRASHED
        self.close()
        return Fault(what, MEND)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._connection = None

    def _started(self) -> Connection:
        # A forked process would hold the locks that other threads held at that moment.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self.memory), daemon=True)
        self._process.start()
        theirs.close()
        # The time to begin is not the document's.
        ours.recv()
        return ours


def serve(connection: Connection, memory: int) -> None:
    """Answer what comes through the connection, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(
        resource.RLIMIT_AS, (memory if most == resource.RLIM_INFINITY else min(memory, most), most)
    )
    # What a parser says at its end is no line of a report.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    connection.send(None)
    while True:
        try:
            document = connection.recv()
        except EOFError:
            return
        try:
            found = fault(*document)
        except MemoryError:
            found = Fault(CRASHED, MEND)
        connection.send(found)
