"""The answers to a question, from redirection to redirection, in; what is wrong with them, but for the body, out.

Sources: https://www.w3.org/TR/cooluris/#r303gendocument, and RFC 9110, sections 12.5.5 (Vary) and 15.4.4 (303).
"""

import re
from collections.abc import Iterator
from typing import Final

from azkz_graph.deref.document_faults import Fault
from azkz_graph.http.redirect_chain import Exchange, Hop
from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.text.safe_text import brief

MISSING: Final = (404, 410)
"""What is answered where there is no document."""

ACCEPTABLE: Final = {"json": "application/json"}
"""The media type that a document may be sent with as well, for hosts that know none but it."""


def status_faults(exchange: Exchange, document: str) -> Iterator[Fault]:
    """Whether the answer is a document; `document` is its place in the site."""
    last = exchange.last
    if last.status != 200:
        led = f" at {brief(last.url)}" if len(exchange.hops) > 1 else ""
        mend = f"publish {document}, or lead to it" if last.status in MISSING else "see the server's log"
        yield Fault(f"is answered with status {last.status}{led}", mend)


def missing_faults(exchange: Exchange) -> Iterator[Fault]:
    """Whether it is said that there is no such thing."""
    if exchange.last.status not in MISSING:
        said = f"is answered with status {exchange.last.status}, though there is no such thing"
        yield Fault(said, "answer with status 404 where there is no document")


def redirection_faults(exchange: Exchange, suffix: str) -> Iterator[Fault]:
    """Whether a 303 led to the document, and said what that depended on."""
    chosen = [hop for hop in exchange.hops if hop.status == 303]
    if not chosen:
        first = exchange.hops[0].status
        yield Fault(f"is answered with status {first}, not 303", "lead to the document with status 303")
        return
    said = ",".join(hop.headers.get("Vary", "") for hop in chosen).lower()
    names = {name.strip() for name in said.split(",")}
    needed = ["Accept", "Accept-Language"] if suffix == "html" else ["Accept"]
    missing = [name for name in needed if name.lower() not in names and "*" not in names]
    if missing:
        yield Fault(
            f"is led on without Vary: {', '.join(missing)}", "send Vary: Accept, Accept-Language with the 303"
        )


def type_faults(hop: Hop, suffix: str) -> Iterator[Fault]:
    """Whether the media type is that of the document, its characters are UTF-8, and its bytes are as they are."""
    said, _, parameters = hop.headers.get("Content-Type", "").partition(";")
    wanted = MEDIA_TYPES[suffix]
    if said.strip().lower() not in (wanted, ACCEPTABLE.get(suffix)):
        sent = f"as {brief(said.strip())}" if said.strip() else "without a media type"
        named = hop.url.partition("?")[0].endswith(f".{suffix}")
        mend = f"send files that end in .{suffix} as {wanted}" if named else f"lead by Accept to the {wanted}"
        yield Fault(f"is sent {sent}, not as {wanted}", mend)
    charset = re.search(r"charset\s*=\s*\"?([^\s;\"]+)", parameters, re.IGNORECASE)
    if charset is not None and charset[1].lower() not in ("utf-8", "utf8"):
        yield Fault(f"is said to be in {brief(charset[1])}", "send it with charset=utf-8")
    coding = hop.headers.get("Content-Encoding", "identity")
    if coding.lower() != "identity":
        yield Fault(
            f"is sent as {brief(coding)}, which was not asked for", "compress by Accept-Encoding alone"
        )
