"""Small pages at the IRIs' own places, for hosts without rules."""

from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Final

from azkz_graph.routes.document_paths import (
    LANGUAGE_NAMES,
    LANGUAGES,
    MEDIA_TYPES,
    document,
    page,
    relative,
    safe_path,
)
from azkz_graph.routes.signposts import ANYBODY, Publisher
from azkz_graph.site.language.page_words import direction

# Whoever comes here is led on at once, so that it is in one language alone.
STUB: Final = """\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta http-equiv="refresh" content="0; url={target}">
<meta name="viewport" content="width=device-width">
<title>{iri}</title>
<link rel="canonical" href="{canonical}">
{alternates}
{signposts}
</head>
<body>
<h1>{iri}</h1>
<p>What is known of it:</p>
<ul>
{links}
</ul>
</body>
</html>
"""


def stub(
    iri: str, formats: Sequence[str], base: str, publisher: Publisher = ANYBODY
) -> tuple[PurePosixPath, bytes] | None:
    """Return the page for an IRI that has documents in `formats`, and its path in the site at `base`.

    None if its place is taken by the document itself.

    Raises:
        UsageError: the IRI is no path of a file.
    """
    place, target = f"{safe_path(iri)}/index.html", document(iri)
    if target is None or place == page(target, LANGUAGES[0]):
        return None
    links = [*page_links(target, place), *format_links(target, place, formats)]
    content = STUB.format(
        target=escape(relative(page(target, LANGUAGES[0]), place)),
        iri=escape(iri),
        canonical=escape(base + page(target, LANGUAGES[0])),
        alternates="\n".join(f'<link rel="alternate" {attributes}>' for attributes, _ in links),
        signposts="\n".join(signpost.element() for signpost in publisher.of_page(iri)),
        links="\n".join(f"<li><a {attributes}>{text}</a></li>" for attributes, text in links),
    )
    return PurePosixPath(place), content.encode()


def page_links(target: str, place: str) -> list[tuple[str, str]]:
    """Return the attributes and the text of a link to the page in each language."""
    return [
        (
            f'href="{escape(relative(page(target, language), place))}" type="text/html" hreflang="{language}"',
            f'<span lang="{language}" dir="{direction(language)}">{name}</span>',
        )
        for language, name in LANGUAGE_NAMES.items()
    ]


def format_links(target: str, place: str, formats: Sequence[str]) -> list[tuple[str, str]]:
    """Return the same of a link to the document in each format but HTML."""
    return [
        (
            f'href="{escape(relative(f"{target}.{suffix}", place))}" type="{MEDIA_TYPES[suffix]}"',
            f"<code>{MEDIA_TYPES[suffix]}</code>",
        )
        for suffix in formats
        if suffix != "html"
    ]
