"""The saved queries and rules of a project in; problems with their headers and their SPARQL out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Store

from azkz_graph.dataset import Dataset
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.query_file import KEYS, TOKEN, QueryFile, header_text
from azkz_graph.vocabulary import ONTOLOGY

if TYPE_CHECKING:
    from yaml.nodes import MappingNode

REQUIRED: Final = {"queries": ("summary", "description", "tags", "row"), "rules": ("summary", "description")}
"""The keys that a header must have, by the folder of its file."""


def query_problems(dataset: Dataset) -> Iterator[Problem]:
    """The problems of every .rq file of the project."""
    project = dataset.project
    subjects = (str(quad.subject).strip("<>") for quad in dataset.places)
    declared = {subject for subject in subjects if subject.startswith(ONTOLOGY)}
    for folder in (project.queries, project.ontology / "rules"):
        for path in sorted(folder.glob("*.rq")):
            yield from file_problems(path, REQUIRED[folder.name], declared)


def file_problems(path: Path, required: tuple[str, ...], declared: set[str]) -> Iterator[Problem]:
    """The problems of one file."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        yield error(path, line, "syntax", "the file is not in UTF-8", "save it as UTF-8")
        return
    except IsADirectoryError:
        yield error(path, 1, "file", "this is a folder", "put a file of this name in its place")
        return
    query = QueryFile(path, text)
    yield from header_problems(query, required)
    yield from sparql_problems(query)
    yield from term_problems(query, declared)


def header_problems(query: QueryFile, required: tuple[str, ...]) -> Iterator[Problem]:
    """Faults of the header: YAML that cannot be read, keys that are unknown, repeated, missing or of a wrong kind."""
    import yaml

    lines = [number for number, line in enumerate(query.text.splitlines(), 1) if line.startswith("#+")]
    try:
        node = yaml.compose(header_text(query.text), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = lines[min(fault.problem_mark.line, len(lines) - 1)] if fault.problem_mark and lines else 1
        yield error(query.path, line, "header", f"the header is no YAML: {fault.problem}", "correct the line")
        return
    if not isinstance(node, yaml.MappingNode):
        yield error(
            query.path, 1, "header", "the file has no header", "begin it with lines of `#+ key: value`"
        )
        return
    yield from key_problems(query, node, lines)
    present = {key.value for key, _ in node.value}
    for key in required:
        if key not in present:
            yield error(
                query.path, lines[0], "header", f"the header lacks {key}", f"add a line `#+ {key}: …`"
            )
    yield from parameter_problems(query, lines[0])


def key_problems(query: QueryFile, node: MappingNode, lines: list[int]) -> Iterator[Problem]:
    """Faults of single keys."""
    kinds = {"str": str, "seq": list, "map": dict}
    seen: set[str] = set()
    for key, value in node.value:
        line = lines[key.start_mark.line]
        if key.value in seen:
            yield error(
                query.path, line, "header", f"the key {key.value} stands twice", "take one of the two away"
            )
        elif key.value not in KEYS:
            near = difflib.get_close_matches(key.value, KEYS, 1)
            mend = f"write {near[0]}" if near else f"use one of {', '.join(KEYS)}"
            yield error(query.path, line, "header", f"the key {key.value} is unknown", mend)
        elif kinds.get(value.tag.rpartition(":")[2]) is not KEYS[key.value]:
            kind = {"str": "a text", "list": "a list", "dict": "a mapping"}[KEYS[key.value].__name__]
            yield error(query.path, line, "header", f"the value of {key.value} is not {kind}", f"give {kind}")
        seen.add(key.value)


def parameter_problems(query: QueryFile, line: int) -> Iterator[Problem]:
    """Parameters that only the header or only the query has."""
    documented = query.header.get("parameters") or {}
    if not isinstance(documented, dict):
        return
    for name in sorted(set(documented) ^ set(query.parameters)):
        if name in documented:
            what, mend = (
                f"the parameter {name} has no VALUES block",
                f"add VALUES ?{name} {{ UNDEF }} to the query",
            )
        else:
            what, mend = f"the parameter {name} is not documented", f"add {name} to the header's parameters"
        yield error(query.path, line, "header", what, mend)


def sparql_problems(query: QueryFile) -> Iterator[Problem]:
    """A fault of syntax, or a prefix that is not declared."""
    code = TOKEN.sub(lambda token: token[0] if token["name"] else re.sub(r"[^\n]", " ", token[0]), query.text)
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", code))
    for use in re.finditer(r"(?<![\w:.?$-])([A-Za-z][\w.-]*)?:(?=[\w%]|\s)", code):
        line = code.count("\n", 0, use.start()) + 1
        if (use[1] or "") not in declared and not re.match(r"(?i)\s*PREFIX\b", code.splitlines()[line - 1]):
            what = f"the prefix {use[1] or ''}: is not declared"
            yield error(query.path, line, "syntax", what, "declare it by PREFIX at the top")
            return
    try:
        Store().query(query.text)
    except SyntaxError as fault:
        place = re.match(r"error at (\d+):(\d+): (.*)", str(fault), re.DOTALL)
        line = int(place[1]) if place else 1
        what = f"the SPARQL cannot be read from column {place[2]} on" if place else str(fault)
        yield error(query.path, line, "syntax", what, "correct the line, or the one before it")


def term_problems(query: QueryFile, declared: set[str]) -> Iterator[Problem]:
    """Terms of ours in the query that the ontology does not declare."""
    for number, line in enumerate(query.text.splitlines(), 1):
        for name in re.findall(r"\bazkz:(\w+)", line.partition("# ")[0]):
            if declared and ONTOLOGY + name not in declared:
                near = difflib.get_close_matches(ONTOLOGY + name, declared, 1, 0.7)
                mend = (
                    f"write azkz:{near[0].removeprefix(ONTOLOGY)}"
                    if near
                    else "declare it in ontology/azkz.ttl"
                )
                yield error(query.path, number, "undefined-term", f"azkz:{name} is not defined", mend)


def error(path: Path, line: int, code: str, what: str, mend: str) -> Problem:
    """A problem that keeps anything from being built."""
    return Problem(Place(path, line), Severity.ERROR, code, what, mend)
