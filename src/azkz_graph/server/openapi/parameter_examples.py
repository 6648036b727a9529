"""A store and saved queries in; a value for each parameter that has no default, as the answers show it, out."""

from collections.abc import Mapping

from pyoxigraph import QuerySolutions, Store

from azkz_graph.ask.answers import answer
from azkz_graph.server.openapi.parameter_schema import value_text
from azkz_graph.sparql.query_file import QueryFile


def parameter_examples(store: Store, queries: Mapping[str, QueryFile]) -> dict[str, dict[str, str]]:
    """By query and parameter, what the answer's first row that has anything in that place has there."""
    found = {name: examples(store, query) for name, query in queries.items()}
    return {name: values for name, values in found.items() if values}


def examples(store: Store, query: QueryFile) -> dict[str, str]:
    """The values for one query; none if its answer does not show them."""
    wanted = [name for name, default in query.parameters.items() if default.upper() == "UNDEF"]
    if not wanted:
        return {}
    rows = answer(store, query.text, source=query.name)
    if not isinstance(rows, QuerySolutions):
        return {}
    shown = [name for name in wanted if name in {variable.value for variable in rows.variables}]
    values: dict[str, str] = {}
    for row in rows:
        for name in shown:
            if row[name] is not None:
                values.setdefault(name, value_text(row[name]))
        if len(values) == len(shown):
            break
    return values
