"""Queries that rdflib reads once, for it takes longer to read one than to answer it on a small graph."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Identifier


@pytest.fixture
def prepared_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pySHACL's queries, which are those of the shapes at each validation, read once for all of them."""
    monkeypatch.setattr(SPARQLProcessor, "query", query)


def query(
    processor: SPARQLProcessor,
    text: str,
    initBindings: Mapping[str, Identifier],  # noqa: N803
    initNs: Mapping[str, Any],  # noqa: N803
) -> Mapping[str, Any]:
    """Answer the query as rdflib does."""
    return evalQuery(processor.graph, prepare(text, tuple(initNs.items())), initBindings)


@cache
def prepare(text: str, prefixes: tuple[tuple[str, Any], ...]) -> Query:
    return translateQuery(parseQuery(text), None, dict(prefixes))
