"""Problems with the YAML header of a saved query or rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from azkz_graph.check.header_yaml import header_lines, read_header
from azkz_graph.dataset.source_file import error, read_file
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.sparql.chart_plan import CONSTRUCTED, FORMS, NEEDED, ROLES
from azkz_graph.sparql.query_file import KEYS, PARAMETERS, TAGS, TOKEN, TRANSLATED, QueryFile
from azkz_graph.text.near_names import near_names
from azkz_graph.text.safe_text import brief
from azkz_graph.vocabulary import expand

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, SequenceNode

REQUIRED: Final = {"queries": ("summary", "description", "tags", "row"), "rules": ("summary", "description")}
"""The keys that a header must have, by the folder of its file."""

TYPES: Final = ("entity", "term", "text", "language", "year", "date", "integer")
"""The types that a parameter may have."""

COLUMN: Final = re.compile(r"[?$](\w+)|[()]")
"""A variable, or a bracket that an expression begins or ends with."""

NAMED: Final = re.compile(r"\s*AS\b")
"""What stands behind the expression of a variable that is named there."""

KINDS: Final[Mapping[object, tuple[str, str]]] = {
    str: ("str", "a text"),
    list: ("seq", "a list"),
    dict: ("map", "a mapping"),
}
"""How YAML tags the kind of a value, and what people call it."""


def file_header_problems(path: Path) -> Iterator[Problem]:
    """Yield faults of the header of a file in the folder of queries or of rules; none if the file is unreadable."""
    text, _ = read_file(path)
    if text is not None:
        yield from header_problems(QueryFile(path, text), REQUIRED[path.parent.name])


def header_problems(query: QueryFile, required: tuple[str, ...]) -> Iterator[Problem]:
    """Yield faults of the header: unreadable YAML, and keys that are unknown, repeated, missing or of a wrong kind."""
    node = read_header(query)
    if isinstance(node, Problem):
        yield node
        return
    lines = header_lines(query)
    if node is None:
        mend = "begin it with lines of `#+ key: value`"
        yield error(query.path, lines[0] if lines else 1, "header", "the file has no header", mend)
        return
    yield from key_problems(query, node, lines)
    present = {key.value for key, _ in node.value if isinstance(key.value, str)}
    for key in required:
        if key not in present:
            mend = f"add a line `#+ {key}: …`"
            yield error(query.path, lines[0], "header", f"the header lacks {key}", mend)
    yield from translation_problems(query, node, lines)
    yield from parameter_problems(query, node, lines)
    for key, value in node.value:
        if key.value == "tags" and value.tag.endswith(":seq"):
            yield from tag_problems(query, value, lines)
        if key.value == "chart" and value.tag.endswith(":map"):
            yield from chart_problems(query, value, lines)


def key_problems(query: QueryFile, node: MappingNode, lines: list[int]) -> Iterator[Problem]:
    """Yield faults of single keys."""
    seen: set[str] = set()
    for key, value in node.value:
        name, line = str(key.value), lines[key.start_mark.line]
        if name in seen:
            yield error(query.path, line, "header", f"the key {name} is there twice", "remove one of the two")
        elif name not in KEYS:
            yield error(query.path, line, "header", f"the key {name} is unknown", nearest(name, tuple(KEYS)))
        else:
            tag, kind = KINDS[KEYS[name]]
            if value.tag.rpartition(":")[2] != tag:
                yield error(query.path, line, "header", f"the value of {name} is not {kind}", f"give {kind}")
        seen.add(name)


def tag_problems(query: QueryFile, node: SequenceNode, lines: list[int]) -> Iterator[Problem]:
    """Yield the tags for which pages have no name."""
    for tag in node.value:
        if str(tag.value) not in TAGS:
            place = Place(query.path, lines[tag.start_mark.line])
            what = f"the tag {brief(str(tag.value))} is unknown, and pages have no name for it"
            yield Problem(place, Severity.WARNING, "header", what, nearest(str(tag.value), TAGS))


def translation_problems(query: QueryFile, node: MappingNode, lines: list[int]) -> Iterator[Problem]:
    """Yield languages of the pages that the summary is not in, languages of no page, and what is no text.

    What else may be translated is wanted in every language if a header gives it in one.
    """
    line, given = lines[node.start_mark.line], []
    for key, value in node.value:
        if key.value == "translations" and value.tag.endswith(":map"):
            line, given = lines[key.start_mark.line], value.value
    others, found = LANGUAGES[1:], dict[str, set[str]]()
    for language, said in given:
        place = Place(query.path, lines[language.start_mark.line])
        if language.value not in others:
            what = f"the translation in {brief(str(language.value))} is in no language of the pages"
            yield Problem(place, Severity.WARNING, "header", what, nearest(str(language.value), others))
        for key, text in translated_texts(said):
            yield from translated_text_problems(query, lines[text.start_mark.line], language.value, key, text)
            found.setdefault(key, set()).add(language.value)
    for key in dict.fromkeys((TRANSLATED[0], *found)):
        missing = [language for language in others if language not in found.get(key, ())]
        if missing and key in translatable(query):
            named = key.replace(f"{PARAMETERS}.", "parameter ")
            what = f"the {named} is not translated into {', '.join(missing)}"
            mend = "add it under translations if you are sure of it"
            yield Problem(Place(query.path, line), Severity.INFO, "header", what, mend)


def translated_texts(said: Node) -> Iterator[tuple[str, Node]]:
    """Yield each text of a translation with its key; what is said of a parameter has that and the parameter's name."""
    if not said.tag.endswith(":map"):
        yield TRANSLATED[0], said
        return
    for name, text in said.value:
        if name.value == PARAMETERS and text.tag.endswith(":map"):
            yield from ((f"{PARAMETERS}.{each.value}", about) for each, about in text.value)
        else:
            yield str(name.value), text


def translatable(query: QueryFile) -> tuple[str, ...]:
    """Return the keys that a translation may have."""
    return (*TRANSLATED, *(f"{PARAMETERS}.{name}" for name in query.parameters))


def translated_text_problems(
    query: QueryFile, line: int, language: str, key: str, text: Node
) -> Iterator[Problem]:
    """Yield what is wrong with one text of a translation: its key, or that it is no text, or empty."""
    if key not in translatable(query):
        what = f"the translation in {language} has the unknown key {brief(key)}"
        yield error(query.path, line, "header", what, nearest(key, translatable(query)))
    elif not isinstance(text.value, str):
        what = f"the translation in {language} is not a text"
        yield error(query.path, line, "header", what, "give a text, in quotation marks if need be")
    elif not text.value.strip():
        what = f"the translation in {language} is empty"
        yield error(query.path, line, "header", what, f"translate the {key}, or remove the line")


def parameter_problems(query: QueryFile, node: MappingNode, lines: list[int]) -> Iterator[Problem]:
    """Yield parameters that only the header or only the query has, and those of an unknown type."""
    documented = {
        str(name.value): (lines[name.start_mark.line], value)
        for key, parameters in node.value
        if key.value == "parameters" and parameters.tag.endswith(":map")
        for name, value in parameters.value
    }
    bound = query.parameters
    for name, (line, value) in documented.items():
        if name not in bound:
            mend = f"add VALUES ?{name} {{ UNDEF }} to the query, or remove it from the header"
            yield error(query.path, line, "header", f"the parameter {name} has no VALUES block", mend)
        type, kind = parameter_field(value, "type"), parameter_field(value, "class")
        if type not in TYPES:
            what = (
                f"the parameter {name} has the unknown type {type}"
                if type
                else f"the parameter {name} has no type"
            )
            yield error(query.path, line, "header", what, nearest(type or "", TYPES))
        if kind is not None and expand(kind) is None:
            what = f"the class {brief(kind)} of the parameter {name} is no IRI"
            yield error(query.path, line, "header", what, "write a prefixed name, such as azkz:State")
    line, counted = 1, 0
    for block in TOKEN.finditer(query.text):
        if block["name"] and block["name"] not in documented:
            line += query.text.count("\n", counted, block.start())
            counted = block.start()
            mend = f"add {block['name']} to the header's parameters"
            yield error(query.path, line, "header", f"the parameter {block['name']} is not documented", mend)


def parameter_field(value: Node, name: str) -> str | None:
    """Return what the header says under one name of a parameter."""
    fields = value.value if value.tag.endswith(":map") else []
    return next((str(field.value) for key, field in fields if key.value == name), None)


def chart_problems(query: QueryFile, node: MappingNode, lines: list[int]) -> Iterator[Problem]:
    """Yield faults of a chart: an unknown kind.

    Roles that are unknown, missing, or of variables not selected.
    """
    start = lines[node.start_mark.line]
    said = {str(key.value): (lines[key.start_mark.line], scalars(value)) for key, value in node.value}
    kind = next(iter(said.get("kind", (start, []))[1]), "")
    if kind not in ROLES:
        what = f"the chart has the unknown kind {kind}" if kind else "the chart has no kind"
        yield error(query.path, start, "header", what, nearest(kind, tuple(ROLES)))
        return
    for role in NEEDED[kind]:
        if role not in said:
            mend = f"add {role}: and a variable to the chart"
            yield error(query.path, start, "header", f"the chart lacks {role}", mend)
    for role, (line, names) in said.items():
        if role not in ("kind", *ROLES[kind]):
            what = f"the chart's role {role} is unknown"
            yield error(query.path, line, "header", what, nearest(role, ROLES[kind]))
            continue
        known = {"kind": tuple(ROLES), "form": FORMS.get(kind, ())}.get(role, variables(query))
        for name in names:
            if name not in known:
                what = f"the chart's {role} names {name}, which the query does not select"
                yield error(query.path, line, "header", what, nearest(name, known))


def scalars(node: Node) -> list[str]:
    """Yield the words of a value that is one word or a list of words."""
    return [str(each.value) for each in node.value] if node.tag.endswith(":seq") else [str(node.value)]


def variables(query: QueryFile) -> tuple[str, ...]:
    """Return the column names of the query's answer."""
    text = re.sub(r"^#.*", "", query.text, flags=re.MULTILINE)
    start = re.search(r"\bSELECT\b", text)
    end = re.compile(r"\bWHERE\b|\{").search(text, start.end()) if start else None
    if start is None or end is None:
        return CONSTRUCTED
    clause = text[start.end() : end.start()]
    return columns(text if "*" in re.sub(r"\([^()]*\)", "", clause) else clause)


def columns(clause: str) -> tuple[str, ...]:
    """Return the variables of a clause, except those in a bracket that AS renames.

    >>> columns("?a (COUNT(?b) AS ?c)")
    ('a', 'c')
    """
    found: list[str] = []
    waiting: list[str] = []
    for part in COLUMN.finditer(clause):
        if part[1]:
            waiting.append(part[1])
            continue
        if part[0] == "(" or not NAMED.match(clause, part.end()):
            found += waiting
        waiting = []
    return (*found, *waiting)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Build the advice to write the nearest known word, or any of them."""
    near = near_names(word, known, 1)
    return f"write {near[0]}" if near else f"use one of {', '.join(known)}"
