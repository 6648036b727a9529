"""Which IRIs pages may link to, and which would make a browser do something else."""

import re
from typing import Final

from azkz_graph.vocabulary import PREFIXES

SAFE: Final = re.compile(r"https?://|mailto:", re.IGNORECASE)
"""What the IRIs begin with that may become links."""

HARMFUL: Final = re.compile(
    r"(about|blob|data|file|filesystem|jar|javascript|livescript|mocha|resource|vbscript|view-source):",
    re.IGNORECASE,
)
"""What IRIs begin with that name no thing, but a program, a text, or a file of the reader."""

LINKS: Final = frozenset(
    (
        *(PREFIXES["dct"] + name for name in ("license", "rights")),
        *(PREFIXES["dcat"] + name for name in ("accessURL", "downloadURL", "landingPage")),
        *(PREFIXES["schema"] + name for name in ("license", "url")),
        *("http://xmlns.com/foaf/0.1/" + name for name in ("homepage", "page")),
    )
)
"""The properties whose objects are there to be followed."""


def is_link(iri: str) -> bool:
    """Return whether pages may make the IRI a link.

    >>> [is_link(iri) for iri in ("https://example.org/", "MAILTO:a@example.org", "javascript:alert(1)", "urn:x:y")]
    [True, True, False, False]
    """
    return SAFE.match(iri) is not None


def is_harmful(iri: str) -> bool:
    """Return whether the IRI may stand nowhere, because following it could do harm.

    >>> [is_harmful(iri) for iri in ("JavaScript:alert(1)", "file:///etc/passwd", "urn:isbn:0306406157")]
    [True, True, False]
    """
    return HARMFUL.match(iri) is not None
