"""Examination of a site's answers, by several threads at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue
from typing import Final

from azkz_graph.deref.document_faults import Fault
from azkz_graph.deref.iri_question import NOBODY, Finding, Question
from azkz_graph.deref.reader_process import Reader
from azkz_graph.deref.redirect_faults import (
    find_missing_faults,
    gone_faults,
    redirection_faults,
    status_faults,
    type_faults,
)
from azkz_graph.http.network_failure import ExchangeError
from azkz_graph.http.received_reply import Reply
from azkz_graph.http.redirect_chain import RedirectClient
from azkz_graph.routes.document_paths import path_of

PATIENCE: Final = 20
"""How many questions in a row may remain without an answer before no more are asked."""

UNWEIGHED: Final = Fault(
    "is answered as if the weights (q=) in Accept and Accept-Language did not count",
    "have the host weigh, as the rules in hosting/ do, or tell readers to ask for one format and language alone",
)


class Site:
    """The site at the URL `base`, whose IRIs may lead to documents on `hosts`; `jobs` threads ask it."""

    def __init__(self, base: str, client: RedirectClient, hosts: frozenset[str], jobs: int) -> None:
        self._base, self._client, self._hosts, self._jobs = base, client, hosts, jobs
        self._idle: SimpleQueue[Reader] = SimpleQueue()
        self._silent = 0

    @contextmanager
    def readers(self) -> Iterator[None]:
        """Provide processes to read documents with, one for each thread, until the block ends."""
        readers = [Reader(self._client.limits.seconds) for _ in range(self._jobs)]
        for reader in readers:
            self._idle.put(reader)
        try:
            yield
        finally:
            for reader in readers:
                reader.close()

    def findings(self, question: Question) -> list[Finding] | None:
        """Return what is wrong with the answer.

        None if it was not asked because the site stopped answering.
        """
        if self._silent >= PATIENCE:
            return None
        try:
            hops = self._client.get(self._base + path_of(question.iri), question.headers, self._hosts)
        except ExchangeError as error:
            self._silent = self._silent + 1 if error.silent else 0
            return [Finding(question, error.what, error.mend)]
        self._silent = 0
        return [Finding(question, *fault) for fault in self._faults(question, hops)]

    def _faults(self, question: Question, hops: Sequence[Reply]) -> list[Fault]:
        if question.iri == NOBODY:
            return list(find_missing_faults(hops))
        if question.weighed:
            return [UNWEIGHED] if any(self._faults(replace(question, weighed=False), hops)) else []
        if wrong := list(gone_faults(hops) if question.is_gone else status_faults(hops, question.document)):
            return wrong
        wrong = list(type_faults(hops[-1], question.suffix))
        return [
            *redirection_faults(hops, question.suffix),
            *(wrong or self._body_faults(question, hops)),
        ]

    def _body_faults(self, question: Question, hops: Sequence[Reply]) -> Iterator[Fault]:
        reader = self._idle.get()
        try:
            found = reader.fault(
                hops[-1].content, question.iri, question.suffix, question.language, hops[-1].url
            )
        finally:
            self._idle.put(reader)
        if found is not None:
            yield found
