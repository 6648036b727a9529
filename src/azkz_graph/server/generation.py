"""The socket of a nursery in; the pools that answer from its data out."""

import socket
from collections.abc import Mapping
from typing import Any, Final

from azkz_graph.server.limits import Limits
from azkz_graph.server.nursery import NURSERY
from azkz_graph.server.pool import Job, Pool
from azkz_graph.server.reply import Reply

READERS: Final = 2
"""The workers that make pages and documents: what they do takes the processor, and no one can make it long."""


class Generation:
    """The workers for one state of the data; `about` is what the nursery said of these."""

    def __init__(self, control: socket.socket, limits: Limits, about: Mapping[str, Any]) -> None:
        self.about = about
        self._control = control
        self.pools = {
            "queries": Pool(control, limits, limits.workers),
            "documents": Pool(self._further(), limits, READERS, trusted=True, renew=self._further),
        }

    async def run(self, job: Job, client: str) -> Reply:
        """What the job answers to the client."""
        return await self.pools[job.pool].run(job, client)

    def close(self) -> None:
        """Let all end, once what is under way is answered."""
        for pool in self.pools.values():
            pool.close()

    def _further(self) -> socket.socket:
        """The socket of the nursery that makes pages."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [NURSERY], [theirs.fileno()])
        return ours
