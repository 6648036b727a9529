"""SPARQL 1.1 endpoints, with the engine's own kinds of answers.

Source: https://www.w3.org/TR/sparql11-protocol/#query-operation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from azkz_graph.ask.answers import allowed_prefixes
from azkz_graph.ask.results import Found
from azkz_graph.http.http_client import Client
from azkz_graph.http.received_reply import Reply, display_url
from azkz_graph.problem import UsageError
from azkz_graph.remote.answer_body import GRAPHS, RESULTS, read_graph, read_results
from azkz_graph.remote.refusal import read_explanation, refusal
from azkz_graph.sparql.query_keywords import BYTE_ORDER_MARK, form
from azkz_graph.text.safe_text import printable

ACCEPT_RESULTS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
ACCEPT_GRAPHS: Final = "application/n-triples, text/turtle;q=0.9"
"""What is asked for. Virtuoso answers a CONSTRUCT with rows to a client that would take rows too."""

NO_QUERIES: Final = (405, 415, 501)
"""The statuses of an address at which a store is filled, or something else is."""

LONGEST_GET: Final = 2000
"""The longest URL that every server and proxy takes, in characters."""


@dataclass(frozen=True)
class Endpoint:
    """A URL that answers queries; `warn` is called with what is strange in an answer that is read all the same."""

    url: str
    client: Client
    warn: Callable[[str], None] | None = None

    def answer(self, text: str, *, source: str = "query", supply_prefixes: bool = False) -> Found:
        """Return what the endpoint answers; `source` is what an error of the text calls it.

        `supply_prefixes` lets the text leave out the PREFIX lines of the project's own prefixes.

        Raises:
            UsageError: there is no whole answer within the client's time, or none that can be read.
        """
        text = text.removeprefix(BYTE_ORDER_MARK)
        if supply_prefixes:
            declared = (f"PREFIX {prefix}: <{space}> " for prefix, space in allowed_prefixes(text).items())
            # On the first line, so that the server's errors name the lines of the text.
            text = "".join(declared) + text
        asked = form(text)
        is_graph = asked in ("CONSTRUCT", "DESCRIBE")
        reply = self._reply(text, ACCEPT_GRAPHS if is_graph else ACCEPT_RESULTS)
        if reply.is_success and reply.media_type in (GRAPHS if is_graph else RESULTS):
            if is_graph:
                return read_graph(reply, self.client.size)
            return read_results(reply, asked == "ASK", self.warn)
        if reply.status == 400 and not reply.is_page:
            raise UsageError(
                f"{source}: {display_url(self.url)} refuses the query{read_explanation(reply)}; correct it"
            )
        if reply.status in NO_QUERIES:
            what = f"{printable(self.url)} accepts no queries ({reply.status}{read_explanation(reply)})"
            raise UsageError(f"{what}; give the address of the store's query endpoint")
        refused = refusal(reply, self.client.knows(self.url))
        # Only the server's own failure may be due to the query; all else is said of the address.
        raise UsageError(f"{source}: {refused}") if reply.status >= 500 else refused

    def _reply(self, text: str, accept: str) -> Reply:
        url = with_query(self.url, query=text)
        if len(url) <= LONGEST_GET:
            return self.client.ask("GET", url, {"Accept": accept})
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self.client.ask("POST", self.url, headers, f"query={quote(text, safe='')}".encode())


def with_query(url: str, **parameters: str) -> str:
    """Return the URL with these parameters behind those that it has.

    >>> with_query("http://localhost/sparql?db=a", query="ASK {}")
    'http://localhost/sparql?db=a&query=ASK%20%7B%7D'
    """
    added = "&".join(
        f"{name}={quote(value, safe='')}" if value else name for name, value in parameters.items()
    )
    return f"{url}{'&' if '?' in url else '?'}{added}"
