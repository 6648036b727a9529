"""Check of a published site: which IRIs do not lead to what they should."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from azkz_graph.deref.examined_site import Site
from azkz_graph.deref.iri_question import Finding, Question
from azkz_graph.http.network_failure import ExchangeError
from azkz_graph.http.redirect_chain import Limits, RedirectClient
from azkz_graph.problem import UsageError


@dataclass(frozen=True)
class Outcome:
    """The sorted findings, the number of questions, and of those not asked because nobody answered any more."""

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
    """Ask the site that is published at `url`, `jobs` questions at once; `progress` counts them.

    Raises:
        UsageError: there is no site at `url`.
    """
    base = base_url(url)
    client = RedirectClient(jobs, limits)
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
    return Outcome(tuple(sorted(leave_out_repeated(findings))), len(asked) - unasked, unasked)


def leave_out_repeated(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, without those by weight where a request for that document alone was not answered well."""
    plain = {finding.question for finding in findings if not finding.question.weighed}
    for finding in findings:
        if not (finding.question.weighed and replace(finding.question, weighed=False) in plain):
            yield finding


def base_url(url: str) -> str:
    """Return the URL with a slash at its end.

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
    if "@" in url:
        # What stands before it may be a password.
        raise UsageError("the URL of a site has no name or password; write it as https://example.org/path/")
    raise UsageError(f"{url!a} is not the URL of a site; write it as https://example.org/path/")


def hosts(base: str, client: RedirectClient) -> frozenset[str]:
    """Return the hosts, with their ports, that the base leads to; IRIs may lead to no other.

    Raises:
        UsageError: the base does not answer.
    """
    try:
        *_, last = hops = client.get(base, {"Accept": "text/html"})
    except ExchangeError as error:
        raise UsageError(f"{base} {error.what}; {error.mend}") from None
    if last.status != 200:
        raise UsageError(f"{last.url} answers with status {last.status}; name the folder that holds the site")
    return frozenset(urlsplit(hop.url).netloc.lower() for hop in hops)
