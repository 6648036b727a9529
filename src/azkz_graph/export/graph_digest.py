"""Digest of a graph that no format and no order changes."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, Triple


def graph_digest(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 of the triples in canonical form: one line each, sorted, blank nodes named by what they say.

    Triples that contain triples are none that RDFC-1.0 knows. Source: https://www.w3.org/TR/rdf-canon/.

    >>> graph_digest([])
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    dataset = Dataset(
        Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()) for triple in triples
    )
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in dataset)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
