"""Sentences on answers that are not what was asked for."""

from collections.abc import Mapping
from html import unescape
from typing import Final

from azkz_graph.http.received_reply import Reply, display_url
from azkz_graph.problem import UsageError
from azkz_graph.text.safe_text import LONGEST, brief

MEANINGS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("does not understand the request", "read the server's message, and its manual"),
    401: ("asks who you are", "give --user NAME with its password, or a token, see azkz load --help"),
    403: ("forbids it", "give the rights to this user, or another user by --user"),
    404: ("is not there", "correct the address, or give one that the store's manual names"),
    405: ("does not allow it", "give the address at which the store takes data"),
    406: ("has no format that is read here", "give the address of a SPARQL 1.1 endpoint"),
    413: ("does not take so much at once", "raise the limit in the server or its proxy"),
    415: ("does not take N-Triples", "give the address of a SPARQL 1.1 Update endpoint by --update"),
    429: ("is asked too often", "run the command again later"),
    503: ("is not ready", "run the command again later"),
}
"""What a status means, and what helps. Source: RFC 9110 section 15."""

HIDDEN: Final = ("head", "style", "script")
"""The elements of a page whose words are not for readers."""


def refusal(reply: Reply, known: bool = False) -> UsageError:
    """Say what is wrong with an answer.

    `known` says that a secret was sent along.
    """
    url = display_url(reply.told(reply.url))
    if reply.location:
        to = brief(reply.told(reply.location))
        return UsageError(f"{url} redirects to {to}, and data are sent only where you say; give that address")
    if reply.status == 401 and known:
        return UsageError(
            f"{url} knows no such user or secret (401); correct --user, the password or the token"
        )
    if reply.status < 400 and reply.is_page:
        return UsageError(
            f"{url} answers with a page of HTML, which no triple store does; give the address of its endpoint"
        )
    if reply.status < 400:
        kind = brief(reply.told(reply.headers.get("Content-Type", "")).partition(";")[0].lower()) or "nothing"
        return UsageError(f"{url} answers with {kind}; give the address of a SPARQL 1.1 endpoint")
    what, mend = MEANINGS.get(reply.status, ("fails", "see the server's log"))
    return UsageError(f"{url} {what} ({reply.status}{read_explanation(reply)}); {mend}")


def read_explanation(reply: Reply) -> str:
    """Return what the server itself says, in a page only if the status says little."""
    if reply.status in MEANINGS and reply.is_page:
        return ""
    text = reply.content[: 8 * LONGEST].decode("utf-8", "replace")
    words = brief(page_words(text) if reply.is_page else text)
    return f": {words}" if words else ""


def page_words(page: str) -> str:
    """Return what a reader sees of a page, or of its beginning.

    >>> page_words("<head><title>A</title></head><p>not &lt;found<script>x < y</script>!").split()
    ['not', '<found', '!']
    """
    first, *pieces = page.split("<")
    seen, hidden = [first], ""
    for piece in pieces:
        tag, _, words = piece.partition(">")
        name = tag.split(maxsplit=1)[0].lower() if tag.strip() else ""
        if name == f"/{hidden}":
            hidden = ""
        elif not hidden and name in HIDDEN:
            hidden = name
        if not hidden:
            seen.append(words)
    return unescape(" ".join(seen))
