"""Search for saved queries, with the parameters that they take."""

from collections.abc import Iterator, Sequence

from azkz_graph.ask.parameters import declarations, find_type, type_of
from azkz_graph.ask.query_catalogue import MOST_FOUND, count_words, search_queries
from azkz_graph.graph.name_lookup import fold_name
from azkz_graph.mcp.library import Library
from azkz_graph.mcp.tool_answers import FoundQueries, QueryParameter, SavedQuery
from azkz_graph.mcp.tool_lookup import quote
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.counts import counted
from azkz_graph.text.near_names import near_names


def find_queries(library: Library, words: str = "", tag: str = "") -> FoundQueries:
    """Return the tag's saved queries that have any of the words, at most MOST_FOUND, best matches first.

    Without words these are all of the tag, in short if they are many.
    """
    tagged = [query for query in library.queries.values() if not tag or tag in query.tags]
    found = [query for query in tagged if any(count_words(query, words)) or not words]
    if not found:
        says = f"Not stated: no saved query has the words {quote(words)}; leave them out to see all."
        return FoundQueries(False, says, close=tuple(near_names(fold_name(words), library.queries)))
    listed = search_queries(found, words) if words else found
    says = f"{len(listed)} of {many(found)} on it" if words else many(listed)
    full = len(listed) <= MOST_FOUND
    queries = tuple(describe_query(each, full) for each in listed)
    return FoundQueries(True, f"{says}; ask answers one by its name.", queries)


def many(queries: Sequence[QueryFile]) -> str:
    """Say how many saved queries these are."""
    return counted(len(queries), "saved query", "saved queries")


def describe_query(query: QueryFile, full: bool) -> SavedQuery:
    """Return what the query answers and takes; with what to note, too, if `full`."""
    return SavedQuery(
        query.name,
        query.summary,
        tuple(map(str, query.tags)),
        tuple(parameters(query)),
        query.description if full else None,
        query.row if full else None,
    )


def parameters(query: QueryFile) -> Iterator[QueryParameter]:
    """Return the parameters of the query."""
    for name, default in query.parameters.items():
        about = declarations(query).get(name)
        said = str(about.get("description", name)) if isinstance(about, dict) else name
        yield QueryParameter(name, find_type(query, name) or type_of(default), said, default)
