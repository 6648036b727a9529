"""YAML headers of saved queries and rules, as nodes that know their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from azkz_graph.dataset.source_file import error
from azkz_graph.problem import Problem
from azkz_graph.sparql.plain_yaml import refuse_unplain
from azkz_graph.sparql.query_file import QueryFile, header_text

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node


def read_header(query: QueryFile) -> MappingNode | Problem | None:
    """Parse the header to a mapping; return a problem if it is no YAML, None if it is no mapping."""
    import yaml

    try:
        node = compose(header_text(query.text))
        if node is not None:
            # A key that is a list, say, is found only where the values are made.
            yaml.constructor.BaseConstructor().construct_document(node)
    except (yaml.YAMLError, RecursionError) as fault:
        return yaml_problem(query, fault)
    return node if isinstance(node, yaml.MappingNode) else None


def compose(text: str) -> Node | None:
    """Parse a text to YAML nodes; raises YAMLError if it is no YAML, or none that a header may have."""
    import yaml

    refuse_unplain(text)
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        # The loader that is written in Python has the same words for a fault everywhere; the other is quick.
        return yaml.compose(text, Loader=yaml.SafeLoader)


def header_lines(query: QueryFile) -> list[int]:
    """Return the number of each line of the header."""
    return [number for number, line in enumerate(query.text.splitlines(), 1) if line.startswith("#+")]


def yaml_problem(query: QueryFile, fault: Exception) -> Problem:
    """Build the problem that the header is no YAML, at the line where that shows."""
    lines = header_lines(query)
    mark = getattr(fault, "problem_mark", None)
    line = lines[min(mark.line, len(lines) - 1)] if mark and lines else 1
    what = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it is nested too deep"
    return error(query.path, line, "header", f"the header is not YAML: {what}", "correct the line")
