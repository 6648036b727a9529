"""The URL of a published site in; which IRIs do not lead there to what they should, and how to mend it, out."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final
from urllib.parse import urlsplit

from azkz_graph.deref_answer import missing_faults, redirection_faults, status_faults, type_faults
from azkz_graph.deref_question import NOBODY, Finding, Question
from azkz_graph.exchange import Client, Exchange, Limits
from azkz_graph.exchange_error import ExchangeError
from azkz_graph.mention import Fault
from azkz_graph.problem import UsageError
from azkz_graph.reader_process import Reader
from azkz_graph.site.routes import path_of

PATIENCE: Final = 20
"""How many questions in a row may remain without an answer before no more are asked."""


@dataclass(frozen=True)
class Outcome:
    """What was found, sorted; how many questions were asked; and how many were not, for nobody answered any more."""

    findings: tuple[Finding, ...]
    asked: int
    unasked: int


def check_deref(
    url: str,
    asked: Sequence[Question],
    jobs: int = 4,
    limits: Limits | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Outcome:
    """Ask the site that is published at `url`, `jobs` questions at once; `progress` hears how many are done.

    Raises:
        UsageError: there is no site at `url`.
    """
    base = base_url(url)
    client = Client(jobs, limits)
    site = Site(base, client, hosts(base, client), jobs)
    findings: list[Finding] = []
    unasked = 0
    pool = ThreadPoolExecutor(jobs)
    with site.readers():
        try:
            for done, found in enumerate(pool.map(site.findings, asked), start=1):
                if found is None:
                    unasked += 1
                else:
                    findings += found
                progress(done)
        finally:
            # Whoever interrupts does not wait for what is still asked.
            pool.shutdown(wait=False, cancel_futures=True)
    return Outcome(tuple(sorted(findings)), len(asked) - unasked, unasked)


def base_url(url: str) -> str:
    """The URL with a slash at its end.

    Raises:
        UsageError: it is no URL of a folder.
    """
    try:
        parts = urlsplit(url)
        if (
            parts.scheme in ("http", "https")
            and parts.hostname
            and not (parts.query or parts.fragment or "@" in url)
        ):
            return url.rstrip("/") + "/"
    except ValueError:
        pass
    raise UsageError(f"{url!a} is no URL of a site; write it as https://example.org/path/")


def hosts(base: str, client: Client) -> frozenset[str]:
    """The hosts, with their ports, that the base leads to; IRIs may lead to no other.

    Raises:
        UsageError: the base does not answer.
    """
    try:
        exchange = client.get(base, {"Accept": "text/html"})
    except ExchangeError as error:
        raise UsageError(f"{base} {error.what}; {error.mend}") from None
    if exchange.last.status != 200:
        raise UsageError(
            f"{exchange.last.url} answers with status {exchange.last.status}; name the folder that holds the site"
        )
    return frozenset(urlsplit(hop.url).netloc.lower() for hop in exchange.hops)


class Site:
    """A site that is asked by several threads at once."""

    def __init__(self, base: str, client: Client, hosts: frozenset[str], jobs: int) -> None:
        self._base, self._client, self._hosts, self._jobs = base, client, hosts, jobs
        self._idle: SimpleQueue[Reader] = SimpleQueue()
        self._silent = 0

    @contextmanager
    def readers(self) -> Iterator[None]:
        """There are processes to read documents with, one for each thread, until the block ends."""
        readers = [Reader(self._client.limits.seconds) for _ in range(self._jobs)]
        for reader in readers:
            self._idle.put(reader)
        try:
            yield
        finally:
            for reader in readers:
                reader.close()

    def findings(self, question: Question) -> list[Finding] | None:
        """What is wrong with the answer; None if it was not asked, since nobody answered the last questions."""
        if self._silent >= PATIENCE:
            return None
        try:
            exchange = self._client.get(self._base + path_of(question.iri), question.headers, self._hosts)
        except ExchangeError as error:
            self._silent = self._silent + 1 if error.silent else 0
            return [Finding(question, error.what, error.mend)]
        self._silent = 0
        return [Finding(question, *fault) for fault in self._faults(question, exchange)]

    def _faults(self, question: Question, exchange: Exchange) -> list[Fault]:
        if question.iri == NOBODY:
            return list(missing_faults(exchange))
        if wrong := list(status_faults(exchange, question.document)):
            return wrong
        wrong = list(type_faults(exchange.last, question.suffix))
        return [
            *redirection_faults(exchange, question.suffix),
            *(wrong or self._body_faults(question, exchange)),
        ]

    def _body_faults(self, question: Question, exchange: Exchange) -> Iterator[Fault]:
        reader = self._idle.get()
        try:
            found = reader.fault(
                exchange.body, question.iri, question.suffix, question.language, exchange.last.url
            )
        finally:
            self._idle.put(reader)
        if found is not None:
            yield found
