"""Tools that clients are offered, each with its schemas, its words and its function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from azkz_graph.about.citation_styles import STYLES
from azkz_graph.mcp import citations, fact_grounds, found_things, query_rows, saved_queries, thing_sheets
from azkz_graph.mcp.argument_schemas import (
    LANGUAGE,
    LONGEST_RELATION,
    NAME,
    OFFSET,
    Schema,
    number,
    parameters_schema,
    text,
)
from azkz_graph.mcp.library import Library
from azkz_graph.mcp.tool_answers import (
    Answer,
    CitationText,
    FoundQueries,
    FoundThings,
    Grounds,
    Rows,
    Sheet,
)


@dataclass(frozen=True)
class Tool:
    """What a client may call; `call` takes the arguments by name, `answers` is what it returns."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Schema]
    required: tuple[str, ...]
    call: Callable[..., Answer]
    answers: type[Answer]

    @property
    def input_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the arguments."""
        return {
            "type": "object",
            "properties": dict(self.parameters),
            "required": list(self.required),
            "additionalProperties": False,
        }


def tools(library: Library) -> dict[str, Tool]:
    """Return the tools by name."""
    every = (
        find_queries_tool(library),
        ask_tool(library),
        find_tool(library),
        show_tool(library),
        why_tool(library),
        cite_tool(library),
    )
    return {tool.name: tool for tool in every}


def find_queries_tool(library: Library) -> Tool:
    """Build the tool that lists and searches the saved queries."""
    tags = sorted({str(tag) for query in library.queries.values() for tag in query.tags})
    return Tool(
        "find_queries",
        "Find saved queries",
        "List the questions that the data can be asked, or search them by words in any of five languages. Each has a "
        "name for ask, its parameters, and what to mind when reading its answer. Without words or tag it lists all "
        "of them in short. Begin here when a question is about more than one thing.",
        {
            "words": text("Words that the question is about, such as: trade turnover."),
            "tag": {"type": "string", "enum": tags, "description": "Only queries on this subject."},
        },
        (),
        lambda **given: saved_queries.find_queries(library, **given),
        FoundQueries,
    )


def ask_tool(library: Library) -> Tool:
    """Build the tool that asks a saved query."""
    return Tool(
        "ask",
        "Ask a saved query",
        "Answer a saved query: rows, each with the facts that bear it out as far as that can be told, their passages "
        "in the article, and the views that it holds. A column listed under untraced rests on more than these facts: "
        "ask show or why. No row means that the data do not state it, not that it is not so.",
        {
            "query": {
                "type": "string",
                "enum": list(library.queries),
                "description": "The query's name; find_queries tells what each answers.",
            },
            "parameters": parameters_schema(library.queries.values()),
            "limit": number("How many rows to give at most.", 20, 100),
            "offset": OFFSET,
            "language": LANGUAGE,
        },
        ("query",),
        lambda **given: query_rows.ask(library, **given),
        Rows,
    )


def find_tool(library: Library) -> Tool:
    """Build the tool that finds things by name."""
    return Tool(
        "find",
        "Find things by name",
        "Find the IRIs of states, people, places, organizations, events, claims, passages, terms by a name or a part "
        "of it, in any of five languages. Names and descriptions are the editors', not the article's. That a thing is "
        "called a claim means that its name is what somebody holds, not a fact.",
        {"name": NAME, "limit": number("How many things to list at most.", 10, 50), "language": LANGUAGE},
        ("name",),
        lambda **given: found_things.find(library, **given),
        FoundThings,
    )


def show_tool(library: Library) -> Tool:
    """Build the tool that shows a thing."""
    return Tool(
        "show",
        "Show what is known of a thing",
        "All that the data hold on one thing: statements with their basis (stated by the article, derived by a rule, "
        "background of the editors), passages, hedges and notes; apart from them the views by and about it, which are "
        "nobody's facts. With relation, only what is said by it: show Kazakhstan, relation: member of.",
        {
            "name": NAME,
            "relation": text(
                "Only statements of this relation, by its name or IRI, such as: borders on.",
                maxLength=LONGEST_RELATION,
            ),
            "limit": number("How many statements to give at most.", 25, 100),
            "offset": OFFSET,
            "language": LANGUAGE,
        },
        ("name",),
        lambda **given: thing_sheets.show(library, **given),
        Sheet,
    )


def why_tool(library: Library) -> Tool:
    """Build the tool that explains a fact."""
    return Tool(
        "why",
        "Tell what a fact rests on",
        "What one fact rests on: the passages of the article that state it with their footnotes, or the rule that "
        "derived it and the facts that it used, with editorial notes and a citation. Give the fact's IRI, or subject, "
        "predicate and object. Where it is no fact it says so, and who claims it, if anybody does. Use it to check a "
        "statement before passing it on.",
        {
            "fact": text("The IRI or id of the fact, such as fact:6o232wgjptfoz752; then nothing else."),
            "subject": text("A thing, by name, slug or IRI."),
            "predicate": text(
                "The relation, by name or IRI, such as: represented in.", maxLength=LONGEST_RELATION
            ),
            "object": text("A thing, by name, slug or IRI, or a value such as 1992-08-27."),
            "language": LANGUAGE,
        },
        (),
        lambda **given: fact_grounds.why(library, **given),
        Grounds,
    )


def cite_tool(library: Library) -> Tool:
    """Build the tool that cites a thing, a fact or the dataset."""
    return Tool(
        "cite",
        "Cite the data",
        "How to cite the dataset, a thing or a single fact, with version and IRI.",
        {
            "name": {
                **NAME,
                "default": "dataset",
                "description": "dataset, or a thing or fact by name, slug or IRI.",
            },
            "style": {
                "type": "string",
                "enum": list(STYLES),
                "default": "text",
                "description": "Plain text, BibTeX, RIS or CSL-JSON.",
            },
        },
        (),
        lambda **given: citations.cite(library, **given),
        CitationText,
    )
