"""A request of the reconciliation API in; the job that answers it out."""

from azkz_graph.server.pool import Job
from azkz_graph.server.request import Request


def reconciliation_job(request: Request) -> Job:
    """What is to be done."""
    return Job("queries", "reconcile", {})
