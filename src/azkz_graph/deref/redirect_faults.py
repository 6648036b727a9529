"""Faults of answers from redirection to redirection, except those of the body.

Sources: https://www.w3.org/TR/cooluris/#r303gendocument, and RFC 9110, sections 12.5.5 (Vary) and 15.4.4 (303).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from azkz_graph.deref.document_faults import Fault
from azkz_graph.http.received_reply import Reply
from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.text.safe_text import brief

MISSING: Final = (404, 410)
"""What is answered where there is no document."""

GONE: Final = 410
"""What is answered with the documents of what was withdrawn."""

ACCEPTABLE: Final = {"json": "application/json"}
"""The media type that a document may be sent with as well, for hosts that know none but it."""


def status_faults(hops: Sequence[Reply], document: str) -> Iterator[Fault]:
    """Yield what is wrong if the answer is no document; `document` is its place in the site."""
    last = hops[-1]
    if last.status != 200:
        led = f" at {brief(last.url)}" if len(hops) > 1 else ""
        mend = f"publish {document}, or lead to it" if last.status in MISSING else "see the server's log"
        yield Fault(f"is answered with status {last.status}{led}", mend)


def gone_faults(hops: Sequence[Reply]) -> Iterator[Fault]:
    """Yield what is wrong if the answer does not say that what is asked for was withdrawn."""
    last = hops[-1]
    if last.status != GONE:
        led = f" at {brief(last.url)}" if len(hops) > 1 else ""
        said = f"is answered with status {last.status}{led}, though it was withdrawn"
        yield Fault(said, "answer with status 410 and the page, as the rules in hosting/ do")


def find_missing_faults(hops: Sequence[Reply]) -> Iterator[Fault]:
    """Yield what is wrong if the site does not say that there is no such thing."""
    if hops[-1].status not in MISSING:
        said = f"is answered with status {hops[-1].status}, though there is no such thing"
        yield Fault(said, "answer with status 404 where there is no document")


def redirection_faults(hops: Sequence[Reply], suffix: str) -> Iterator[Fault]:
    """Yield what is wrong if no 303 led to the document, or did not say what that depended on.

    What was withdrawn may be answered at once, without leading anywhere.
    """
    if hops[0].status == GONE:
        return
    chosen = [hop for hop in hops if hop.status == 303]
    if not chosen:
        first = hops[0].status
        yield Fault(f"is answered with status {first}, not 303", "lead to the document with status 303")
        return
    said = ",".join(hop.headers.get("Vary", "") for hop in chosen).lower()
    names = {name.strip() for name in said.split(",")}
    needed = ["Accept", "Accept-Language"] if suffix == "html" else ["Accept"]
    missing = [name for name in needed if name.lower() not in names and "*" not in names]
    if missing:
        yield Fault(
            f"is redirected without Vary: {', '.join(missing)}",
            "send Vary: Accept, Accept-Language with the 303",
        )


def type_faults(hop: Reply, suffix: str) -> Iterator[Fault]:
    """Yield what is wrong with the media type, the charset of its text, or its encoding."""
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
