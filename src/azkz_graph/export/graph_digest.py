"""Digest of a graph that no format and no order changes."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, Triple


def graph_digest(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 of the triples in canonical form: one line each, sorted, blank nodes named by what they say.

    Triples that contain triples are none that RDFC-1.0 knows. Source: https://www.w3.org/TR/rdf-canon/.

    >>> graph_digest([])
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    lines: set[str] = set()
    unnamed = []
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            unnamed.append(Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()))
        else:
            lines.add(f"{triple.subject} {triple.predicate} {triple.object} .\n")
    # Only the triples with blank nodes decide how these are named.
    dataset = Dataset(unnamed)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines.update(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in dataset)
    found = hashlib.sha256()
    for line in sorted(lines):
        found.update(line.encode())
    return found.hexdigest()
