"""A server with the page for asking and an endpoint that it asks, which does all that an endpoint may do to it."""

import http.server
import re
import select
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

from azkz_graph.ask.answers import answer
from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES, page
from azkz_graph.server.workers.reply import Reply, problem
from azkz_graph.site.build.assets import assets
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.pages.overview_pages import COMPLETION, Overviews
from azkz_graph.site.pages.rendering import Renderer

ENDPOINT = "sparql"
REPLIES: Mapping[str, Reply] = {
    "# busy": problem(503, "too many questions are waiting", {"Retry-After": "7"}),
    "# resting": problem(503, "the data are being changed", {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}),
    "# hasty": problem(429, "this client asks too often", {"Retry-After": "1"}),
    "# big": problem(413, "the answer has more than 10 rows; ask for less, with LIMIT"),
    "# bug": problem(500, "the server failed at this; its log says where"),
    "# foreign": Reply(502, "text/html", b"<script>alert(1)</script>"),
    "# changed": Reply(200, "text/html", b"<h1>Log in</h1>"),
    "# hostile": problem(400, "<img src=x onerror=alert(1)>", line=900, column=900),
}
"""What is answered to queries that end in these words, whatever they ask."""

SLOW = "# slow"
"""The end of a query that is never answered."""


@dataclass
class Seen:
    """What the server has seen: the paths that were fetched, the fields of each question, and who went away."""

    paths: list[str] = field(default_factory=list)
    questions: list[dict[str, list[str]]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)


def files(publication: Publication, renderer: Renderer) -> dict[str, bytes]:
    """The page in every language, and what it loads, by path."""
    overviews = Overviews(publication, renderer, Documents(publication), endpoint=ENDPOINT)
    found = {f"/{path}": make() for path, make in assets(publication).items()}
    found[f"/assets/{COMPLETION}"] = overviews.completion()
    for language in LANGUAGES:
        found[f"/{page('ask', language)}"] = overviews.page("ask", language)
    return {**found, f"/{ENDPOINT}": found["/ask.html"]}


def reply(store: Store, query: str, accept: str) -> Reply:
    """The answer to a query."""
    for words, given in REPLIES.items():
        if query.endswith(words):
            return given
    try:
        found = answer(store, query)
    except UsageError as error:
        place = re.match(r"query:(\d+):(\d+): (.*)", str(error), re.DOTALL)
        if place is None:
            return problem(400, str(error))
        return problem(400, place[3], line=int(place[1]), column=int(place[2]))
    wanted = "application/n-triples" if isinstance(found, QueryTriples) else "application/sparql-results+json"
    if accept != wanted:
        return problem(406, f"accept {wanted}")
    if isinstance(found, QueryTriples):
        return Reply(200, wanted, serialize(found, format=RdfFormat.N_TRIPLES) or b"")
    return Reply(200, wanted, found.serialize(format=QueryResultsFormat.JSON) or b"")


@contextmanager
def asked_server(store: Store, files: Mapping[str, bytes]) -> Iterator[tuple[str, Seen]]:
    """The address of the server, and what it sees."""
    seen = Seen()

    class Handler(http.server.BaseHTTPRequestHandler):
        """Gives the files, and answers questions in the POST form of the protocol."""

        def do_GET(self) -> None:
            """A file; the page at the endpoint."""
            path = urlsplit(self.path).path
            seen.paths.append(path)
            suffix = path.rpartition(".")[2]
            type = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}.get(
                suffix, "text/html"
            )
            known = path in files
            self.send(Reply(200 if known else 404, f"{type}; charset=utf-8", files.get(path, b"")))

        def do_POST(self) -> None:
            """An answer."""
            assert self.path == f"/{ENDPOINT}"
            assert self.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = parse_qs(text, keep_blank_values=True, strict_parsing=True)
            seen.questions.append(fields)
            (query,) = fields["query"]
            if query.endswith(SLOW):
                self.wait_until_left()
            else:
                self.send(reply(store, query, self.headers["Accept"]))

        def wait_until_left(self) -> None:
            """Say nothing until the client goes away."""
            ready, _, _ = select.select([self.connection], [], [], 60)
            if ready and self.connection.recv(1, socket.MSG_PEEK) == b"":
                seen.left.set()

        def send(self, reply: Reply) -> None:
            """Send the reply."""
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.content)))
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", seen
        server.shutdown()
