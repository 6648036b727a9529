"""Pools of workers for one state of the data."""

import socket
from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.server.workers.fork_server import NURSERY, has_ended
from azkz_graph.server.workers.limits import Limits, limit_reading
from azkz_graph.server.workers.reply import Reply
from azkz_graph.server.workers.worker_pool import Job, Pool

READERS: Final = 2
"""The workers that make pages and documents: what they do takes the processor, and no one can make it long.

As many more make pages that answer with values which strangers choose, and again as many read archives of releases.
"""


class Generation:
    """The workers for one state of the data; `about` is what the nursery said of these."""

    def __init__(self, control: socket.socket, limits: Limits, about: Mapping[str, Any]) -> None:
        self.about = about
        self._control = control
        self._pages: socket.socket | None = None
        self.pools = {
            "queries": Pool(control, limits, limits.workers),
            "documents": Pool(
                self._further(), limit_reading(limits), READERS, trusted=True, renew=self._further
            ),
            "versions": Pool(
                self._further(), limit_reading(limits), READERS, trusted=True, renew=self._further
            ),
            "forms": Pool(self._further(), limits, READERS, renew=self._further),
        }

    async def run(self, job: Job, client: str) -> Reply:
        """Return what the job answers to the client."""
        return await self.pools[job.pool].run(job, client)

    def close(self) -> None:
        """End all, once the work in progress is answered."""
        for pool in self.pools.values():
            pool.close()
        if self._pages is not None:
            self._pages.close()

    def _further(self) -> socket.socket:
        """Return a socket of the nursery that makes pages, which its pools share.

        A new one if that has ended.
        """
        if self._pages is None or has_ended(self._pages):
            if self._pages is not None:
                self._pages.close()
            self._pages, theirs = socket.socketpair()
            with theirs:
                socket.send_fds(self._control, [NURSERY], [theirs.fileno()])
        return self._pages.dup()
