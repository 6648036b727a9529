"""Document sets of the published IRIs, known from their names alone.

w3id.org passes requests on without seeing the files. So the rules name every IRI that has other documents than most
of its route.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from azkz_graph.routes.document_paths import path_of, route
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS
from azkz_graph.site.hosting.path_patterns import PATTERNS, RoutePattern

LONGEST = 200
"""How many names are put into one pattern, for patterns have a longest length."""


def usual_sets(published: Mapping[str, Sequence[str]]) -> dict[RoutePattern, str]:
    """Return the set of documents that most IRIs of each route have; a route without IRIs is left out."""
    found: dict[RoutePattern, str] = {}
    for pattern in PATTERNS:
        counts = Counter(
            set_name(formats) for iri, formats in published.items() if route(iri) == pattern.route
        )
        if counts:
            found[pattern] = min(counts, key=lambda name: (-counts[name], name))
    return found


def unusual_sets(
    published: Mapping[str, Sequence[str]], usual: Mapping[RoutePattern, str]
) -> Iterator[tuple[str, str]]:
    """Patterns of the paths of all other IRIs, each with the set that they have."""
    most = {pattern.route: name for pattern, name in usual.items()}
    others: dict[str, list[str]] = {}
    for iri, formats in published.items():
        found = route(iri)
        if found is not None and set_name(formats) != most[found]:
            others.setdefault(set_name(formats), []).append(re.escape(path_of(iri)))
    for name, paths in sorted(others.items()):
        for start in range(0, len(paths), LONGEST):
            yield "|".join(sorted(paths)[start : start + LONGEST]), name


def set_name(formats: Sequence[str]) -> str:
    """Return the name of the set of documents; formats of no set count as those of the set that servers would take.

    >>> set_name(("html", "rq", "ttl", "nt"))
    'triples'
    """
    return next(each.name for each in DOCUMENT_SETS if each.mark in formats)
