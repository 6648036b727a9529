"""Answers to SPARQL queries, or one sentence on what is wrong with the query."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from azkz_graph.problem import UsageError
from azkz_graph.sparql.nesting_depth import MOST, is_too_deep
from azkz_graph.sparql.query_keywords import BYTE_ORDER_MARK, keywords
from azkz_graph.sparql.unknown_function import MOST_UNKNOWN, no_value, unknown_function
from azkz_graph.vocabulary import PREFIXES, QUERY

Answer = QuerySolutions | QueryBoolean | QueryTriples
Graphs = tuple[list[NamedNode | BlankNode | DefaultGraph], list[NamedNode | BlankNode]]
"""The graphs that are asked together as the default graph, and those that GRAPH names."""

Value = NamedNode | BlankNode | Literal | Triple | None

UPDATES: Final = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
"""The words that an update begins with. Source: https://www.w3.org/TR/sparql11-query/#rUpdate1."""

ELSEWHERE: Final = (
    ": SERVICE asks another server, which is not allowed; ask that server directly, or load its data"
)


def answer(
    store: Store,
    text: str,
    *,
    source: str = "query",
    supply_prefixes: bool = False,
    dataset: Graphs | None = None,
    base: str = QUERY,
) -> Answer:
    """Answer the SPARQL query `text` from `store`, whose default graph holds everything.

    `source` is what an error calls the text: a file's path, say. `supply_prefixes` lets the text leave out
    the PREFIX lines of the project's own prefixes. `dataset` are the graphs that make up the default graph, and
    the named ones, in place of all. Relative IRIs are resolved against `base`, unless the text has a BASE of its own.
    What calls a function that the engine does not know has no value.

    Sources: https://www.w3.org/TR/sparql11-query/, sections 4.1.1.1 and 17.6.

    Raises:
        UsageError: the text is no query, or one that would ask another server.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    # Reading a query's words takes longer than most queries, and most have none of these.
    if "service" in text.lower() and asks_elsewhere(text):
        raise UsageError(f"{source}{ELSEWHERE}")
    if sum(map(text.count, "({[")) > MOST and is_too_deep(text):
        raise UsageError(f"{source}: brackets nest more than {MOST} deep; nest it less")
    if not text.strip():
        raise UsageError(f"{source}: the query is empty; write one, or name a saved one")
    if compares_tags(text):
        from azkz_graph.sparql.language_case import with_lower_tags

        text = with_lower_tags(text)
    default, named = dataset or (None, None)
    unknown: dict[NamedNode, Callable[..., Value]] = {}
    while True:
        try:
            return store.query(
                text,
                base_iri=base,
                prefixes=allowed_prefixes(text) if supply_prefixes else None,
                default_graph=default,
                named_graphs=named,
                custom_functions=unknown or None,
            )
        except SyntaxError as error:
            raise UsageError(f"{source}{sentence(text, str(error))}") from None
        except RuntimeError as error:
            function = unknown_function(error)
            if function is None:
                raise
            if len(unknown) == MOST_UNKNOWN:
                told = f"more than {MOST_UNKNOWN} functions are not known, such as <{function}>"
                raise UsageError(f"{source}: {told}; call functions of SPARQL") from None
            unknown[NamedNode(function)] = no_value


def compares_tags(text: str) -> bool:
    """Return whether the query may compare the tags of texts, whose case does not matter."""
    return (
        re.search(r"lang\s*+\([^()]*+\)\s*+(?:!?=|(?:not\s++)?+in\b)|=\s*+lang\b", text, re.IGNORECASE)
        is not None
    )


def asks_elsewhere(text: str) -> bool:
    """Return whether the query asks another server; making the patterns for that takes longer than most queries."""
    from azkz_graph.sparql.other_servers import clause_place

    return clause_place(text) is not None


@contextlib.contextmanager
def refuse_connections(text: str, source: str = "query") -> Iterator[None]:
    """Say that other servers are never asked, if the engine fails to reach one for the query.

    Raises:
        UsageError: it failed so.
    """
    try:
        yield
    except OSError:
        if "service" in text.lower():
            raise UsageError(f"{source}{ELSEWHERE}") from None
        raise


def allowed_prefixes(text: str) -> dict[str, str]:
    """Return the prefixes of the project that the text may use."""
    return {prefix: space for prefix, space in PREFIXES.items() if f"{prefix}:" in text}


def names_graphs(text: str) -> bool:
    """Return whether the query looks into named graphs."""
    return not {"GRAPH", "FROM"}.isdisjoint(keywords(text))


def sentence(text: str, message: str) -> str:
    """Return what the engine's `message` says about `text`, to be put behind the text's name.

    >>> sentence("SELECT * {", "error at 1:11: expected one of …")
    ':1:11: the query ends too early; close what is open, or correct the end'
    """
    if next((word for word in keywords(text) if word not in ("PREFIX", "BASE")), "") in UPDATES:
        return (
            " is an update, and only queries are answered; begin it with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if match is None:
        return f" is not a query: {message}; correct it"
    from azkz_graph.sparql.stray_characters import find_stray

    line, column = int(match[1]), int(match[2])
    if stray := find_stray(text, line):
        return f":{stray.line}:{stray.column}: {stray.what}; {stray.mend}"
    before, after = split(text, line, column)
    return f":{line}:{column}: {fault(before, after, match[3])}"


def split(text: str, line: int, column: int) -> tuple[str, str]:
    """Return the text of `line` before the column, and all that follows; both count from 1."""
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    return here[: column - 1], "\n".join([here[column - 1 :], *lines[line:]])


def fault(before: str, after: str, expected: str) -> str:
    """Say what is wrong between two pieces of a query, and how to mend it."""
    if "Prefix not found" in expected:
        return describe_undeclared(before)
    if "unbound" in expected:
        return "a selected variable is neither bound nor grouped; bind it, or add it to GROUP BY"
    rest = " ".join(after.split())
    if not rest:
        return "the query ends too early; close what is open, or correct the end"
    return f"this is not SPARQL from “{rest[:30]}” on; correct it, or what comes before it"


def describe_undeclared(before: str, known: Mapping[str, str] = PREFIXES) -> str:
    """Say that the prefix at the end of a piece of a query is not declared.

    >>> describe_undeclared("?s a azkz:State")
    'the prefix azkz: is not declared; begin with PREFIX azkz: <https://w3id.org/azkz/ontology#>'
    """
    names = re.findall(r"(?<![\w-])([\w-]*+):[\w%\\.-]*+", before)
    prefix = names[-1] if names else ""
    return f"the prefix {prefix}: is not declared; begin with PREFIX {prefix}: <{known.get(prefix, '…')}>"
