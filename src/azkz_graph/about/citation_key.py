"""Keys of citations, by which documents and reference managers name them."""

import hashlib
import re
from typing import Final

from azkz_graph.vocabulary import BASE

SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
PATH: Final = re.compile(f"{SLUG}(?:/{SLUG})*")
THING: Final = re.compile(f"id/(?!(?:dataset|ontology)$)({SLUG})")
"""A thing; two slugs are names at the top of the base too."""

LONGEST: Final = 60
"""How many characters of any other path a key repeats."""


def citation_key(iri: str, version: str) -> str:
    """Return the key of what has that IRI below the base, in that version; no two of a version share one.

    A path of slugs stays readable. Of any other the key repeats what BibTeX allows, in small letters since BibTeX does
    not tell them from capitals, and the start of its SHA-256.

    >>> citation_key(f"{BASE}id/baku", "1.0.0"), citation_key(f"{BASE}id/some-article/o9", "1.0.0")
    ('azkz-baku-1.0.0', 'azkz-id.some-article.o9-1.0.0')
    >>> citation_key(f"{BASE}ontology#State", "1.0.0"), citation_key(f"{BASE}query/views?about=%D7%90", "")
    ('azkz-ontology-state_7b9791d2-1.0.0', 'azkz-query-views_02c83525')
    """
    path = iri.removeprefix(BASE)
    if thing := THING.fullmatch(path):
        name = thing[1]
    elif PATH.fullmatch(path):
        name = path.replace("/", ".")
    else:
        digest = hashlib.sha256(iri.encode(errors="surrogatepass")).hexdigest()
        name = f"{plain(path.partition('?')[0])[:LONGEST]}_{digest[:8]}"
    return "-".join(["azkz", name, *([plain(version)] if version else [])])


def plain(text: str) -> str:
    """Return the text in lower case, with a hyphen for all but letters and digits of ASCII, plus signs and points."""
    return re.sub("[^a-z0-9+.]++", "-", text.lower()).strip("-")
