"""Rules: their CONSTRUCT queries and documentation, read once for many datasets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from azkz_graph.dataset.source_file import source_paths
from azkz_graph.sparql.query_file import read_query_file
from azkz_graph.vocabulary import GRAPH, RULE


@dataclass(frozen=True)
class Rule:
    """A CONSTRUCT query whose template describes conclusions; `graph` is the named graph that they go into.

    `graph` is the named graph that they go into.
    """

    iri: NamedNode
    graph: NamedNode
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    text: str


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Read the rules in a folder, in the order of their names.

    Raises OSError or UnicodeDecodeError as files do.
    """
    return tuple(read_rule(path) for path in source_paths(folder, "*.rq"))


def read_rule(path: Path) -> Rule:
    """Read the rule in a file, which is named after it."""
    query = read_query_file(path)
    iri, graph = NamedNode(RULE + query.name), NamedNode(GRAPH + "derived/" + query.name)
    return Rule(iri, graph, query.titles, query.descriptions, query.text)
