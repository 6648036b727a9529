"""Documentation of saved queries, as outlines."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from azkz_graph.ask.parameters import declarations, header
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.text_outline import Outline

UNTAGGED = "other"


def list_queries(folder: Path) -> Outline:
    """List every saved query with its question, under its first tag."""
    tagged: dict[str, list[Outline]] = {}
    for name in query_names(folder):
        query = find_query(folder, name)
        tags = header(query).get("tags")
        tag = str(tags[0]) if isinstance(tags, list) and tags else UNTAGGED
        tagged.setdefault(tag, []).append(Outline(query.summary, key=name))
    sections = tuple(Outline(tag, items=tuple(queries)) for tag, queries in sorted(tagged.items()))
    return Outline(
        "Saved queries: azkz query NAME answers one, azkz query NAME --explain tells more", items=sections
    )


def list_matches(words: str, queries: Sequence[QueryFile]) -> Outline:
    """List the saved queries that have the words, which are the name of none, each with its question."""
    items = tuple(Outline(query.summary, key=query.name) for query in queries)
    told = f"No saved query is called {words!r}; azkz query NAME answers one of those that speak of it:"
    return Outline(told, items=items)


def documentation(query: QueryFile) -> Outline:
    """Return what the query's header says: the question, what a row means, the parameters."""
    said = header(query)
    tags = said.get("tags")
    items = (
        *([Outline(query.description, key="text")] if query.description else []),
        *([Outline(str(said["row"]), key="a row")] if said.get("row") else []),
        *([Outline(", ".join(map(str, tags)), key="tags")] if isinstance(tags, list) and tags else []),
        Outline(str(query.path), key="file"),
        *parameters(query),
    )
    return Outline(query.summary, items=items)


def parameters(query: QueryFile) -> Iterator[Outline]:
    """Return a line for each parameter: its option, type, description, and default unless the description has it.

    >>> header = "#+ parameters:\\n#+   a: {type: text, description: 'The a, b by default'}\\n"
    >>> query = QueryFile(Path("a.rq"), header + "ASK { VALUES ?a { 'b' } VALUES ?c { 1 } }")
    >>> [(line.key, line.text) for line in parameters(query)]
    [('--a', 'text; The a, b by default'), ('--c', 'c (default: 1)')]
    """
    declared = declarations(query)
    for name, default in query.parameters.items():
        about = declared.get(name)
        about = about if isinstance(about, dict) else {}
        default = "everything" if default == "UNDEF" else default
        kind = f"{about['type']}; " if about.get("type") else ""
        description = str(about.get("description", name))
        told = "" if "by default" in description else f" (default: {default})"
        yield Outline(f"{kind}{description}{told}", key=f"--{name.replace('_', '-')}")
