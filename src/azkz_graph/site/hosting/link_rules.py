"""What each kind of file says in the header Link, as patterns of paths for the rules of web servers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, ROUTES
from azkz_graph.routes.negotiation_patterns import SEGMENTS
from azkz_graph.routes.signposts import CODE, DATA, VOID, Publisher, Signpost, join_links
from azkz_graph.vocabulary import BASE

PAGE: Final = rf"(?:\.(?:{'|'.join(LANGUAGES[1:])}))?\.html"
"""How the name of a page ends."""


@dataclass(frozen=True)
class LinkRule:
    """The header Link of the files whose paths, relative to the site, match a pattern; `$1` is the pattern's group."""

    pattern: str
    link: str


def link_rules(publisher: Publisher, root: str) -> Iterator[LinkRule]:
    """Yield the rules, of which the first that matches holds; `root` is the path of the site on its host.

    Servers see nothing but the path: that a thing is a place, say, is told by its page alone.
    """
    described = Signpost("describedby", root + VOID, MEDIA_TYPES["ttl"])
    data, code = (f"\\.(?:{'|'.join(suffixes)})" for suffixes in ([*DATA_SUFFIXES], ["rq"]))
    for stem, place, iri in stems():
        suffix = "rq" if place.startswith("query/") else "ttl"
        item = Signpost("alternate describedby item", f"{root}{place}.{suffix}", MEDIA_TYPES[suffix])
        page = f"{root}{place}.html"
        yield LinkRule(stem + PAGE, join_links([item, *publisher.of_page(iri), described]))
        for end, kind in ((data, DATA), (code, CODE)):
            yield LinkRule(stem + end, join_links([described, *publisher.of_document(iri, page, kind)]))
    whole = [described, *publisher.of_document(publisher.dataset, root)]
    yield LinkRule(r"(?:download/.+|\.well-known/void)", join_links(whole))
    item = Signpost("item", f"{root}download/azkz.ttl", MEDIA_TYPES["ttl"])
    yield LinkRule(rf"(?:[\w-]+{PAGE})?", join_links([*publisher.of_overview(), described, item]))


DATA_SUFFIXES: Final = tuple(suffix for suffix in MEDIA_TYPES if suffix not in ("html", "rq"))


def stems() -> Iterator[tuple[str, str, str]]:
    """Yield a pattern of the paths of documents without suffix, with the path and the IRI of which `$1` is a part."""
    for route in ROUTES:
        group, name = ("", "") if route.exact else (f"({SEGMENTS})", "$1")
        yield re.escape(route.documents) + group, route.documents + name, BASE + route.prefix + name
