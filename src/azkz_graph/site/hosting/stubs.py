"""Small pages at the IRIs' own places, for hosts without rules."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Final

from azkz_graph.routes.document_paths import (
    LANGUAGE_NAMES,
    LANGUAGES,
    MEDIA_TYPES,
    document,
    page,
    page_with_fragment,
    relative,
    safe_path,
)
from azkz_graph.routes.signposts import DOCUMENT, Signpost
from azkz_graph.site.language.page_words import direction

# Whoever comes here is led on at once, so that it is in one language alone, and leaves to the page what programs learn
# from pages, but for its data.
STUB: Final = """\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta http-equiv="refresh" content="0; url={target}">
<title>{iri}</title>
<link rel="canonical" href="{canonical}">
{signposts}</head>
<body>
<h1>{iri}</h1>
<ul>
{links}
</ul>
</body>
</html>
"""


def stub(
    iri: str, formats: Sequence[str], base: str, section: str | None = None
) -> tuple[PurePosixPath, bytes] | None:
    """Return the page for an IRI that has documents in `formats`, and its path in the site at `base`.

    None if its place is taken by the document itself. A `section` of another's page leads there, and to the documents
    beside it: it is the path of that page, with the fragment.

    Raises:
        UsageError: the IRI is no path of a file.
    """
    place, target = f"{safe_path(iri)}/index.html", section or document(iri)
    if target is None or place == page(target, LANGUAGES[0]):
        return None
    stem = target.partition("#")[0]
    signposts = [
        Signpost("cite-as describes", iri),
        *(
            Signpost(DOCUMENT, relative(f"{stem}.{suffix}", place), MEDIA_TYPES[suffix])
            for suffix in formats
            if suffix != "html"
        ),
    ]
    content = STUB.format(
        target=escape(relative(page_with_fragment(target, LANGUAGES[0]), place)),
        iri=escape(iri),
        canonical=escape(base + page(stem, LANGUAGES[0])),
        signposts="".join(f"{signpost.element()}\n" for signpost in signposts),
        links="\n".join(page_links(target, place)),
    )
    return PurePosixPath(place), content.encode()


def page_links(target: str, place: str) -> Iterator[str]:
    """Yield a link to the page in each language, as an item of a list."""
    for language, name in LANGUAGE_NAMES.items():
        link = escape(relative(page_with_fragment(target, language), place))
        yield (
            f'<li><a rel="alternate" href="{link}" hreflang="{language}" lang="{language}" '
            f'dir="{direction(language)}">{name}</a></li>'
        )
