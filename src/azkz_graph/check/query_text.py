"""Problems with the files and the SPARQL of saved queries and rules."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import QuerySolutions, QueryTriples, Store

from azkz_graph.check.iri_problems import PARTS
from azkz_graph.check.literals import character_faults
from azkz_graph.check.undefined_terms import MOST_ADVISED, describe_undefined, find_declared_terms
from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import error, read_file, source_paths
from azkz_graph.disk.safe_path import fold
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.routes.document_paths import page_fault
from azkz_graph.sparql.nesting_depth import MOST, is_too_deep
from azkz_graph.sparql.other_servers import elsewhere
from azkz_graph.sparql.query_file import TOKEN, QueryFile
from azkz_graph.sparql.stray_characters import find_stray
from azkz_graph.sparql.unknown_function import unknown_function
from azkz_graph.vocabulary import ONTOLOGY, QUERY

REASONS: Final = (
    "SELECT * is not authorized with GROUP BY",
    "The SELECT contains a variable that is unbound",
    "IRI parsing failed",
    "escape sequence should be followed by hexadecimal digits",
)
"""What the parser's message may hold besides a list of all that it would have taken."""


def folder_problems(dataset: Dataset, folder: Path) -> Iterator[Problem]:
    """Yield the problems of every .rq file of a folder, except those of the headers.

    Terms are not checked if the ontology is unreadable.
    """
    is_read = dataset.project.ontology / "azkz.ttl" not in dataset.unread()
    declared = {term for term in find_declared_terms(dataset) if is_read and term.startswith(ONTOLOGY)}
    taken: dict[str, Path] = {}
    for path in source_paths(folder, "*.rq"):
        if (other := taken.setdefault(fold(path.stem), path)) != path:
            what = f"the name {path.stem!a} differs from {other.stem!a} only by case"
            yield error(path, 1, "file", what, "rename one of the files, for some disks keep only one")
        yield from file_problems(path, folder.name, declared)


def file_problems(path: Path, folder: str, declared: set[str]) -> Iterator[Problem]:
    """Yield the problems of one file, except those of its header; `folder` is queries or rules."""
    if not PARTS.fullmatch(path.stem) or page_fault(QUERY + path.stem):
        what = f"the name {path.stem!a} cannot be part of an address"
        yield error(
            path, 1, "file", what, "name the file with letters a to z, digits, and hyphens between words"
        )
    text, problems = read_file(path)
    yield from problems
    if text is None:
        return
    query = QueryFile(path, text)
    yield from text_problems(query)
    yield from sparql_problems(query, folder)
    yield from term_problems(query, declared)


def text_problems(query: QueryFile) -> Iterator[Problem]:
    """Yield characters that no line of a query may have."""
    for number, line in enumerate(query.text.splitlines(), 1):
        for fault in character_faults(line.replace("\t", " ")):
            yield error(query.path, number, *fault)


def sparql_problems(query: QueryFile, folder: str) -> Iterator[Problem]:
    """Yield a fault of the SPARQL: syntax, undeclared prefix, or a kind of query that the folder is not for."""
    code = TOKEN.sub(lambda token: token[0] if token["name"] else re.sub(r"[^\n]", " ", token[0]), query.text)
    if fault := find_undeclared_prefix(query, code) or other_server(query):
        yield fault
        return
    if is_too_deep(query.text):
        yield error(query.path, 1, "syntax", f"brackets nest more than {MOST} deep", "nest it less")
        return
    try:
        answer = Store().query(query.text)
    except (SyntaxError, RuntimeError, ValueError) as found:
        yield (
            function_problem(query, code, found) or relative_iri(query) or syntax_problem(query, str(found))
        )
        return
    if folder == "rules" and not isinstance(answer, QueryTriples):
        what = "a rule has to be a CONSTRUCT query"
        yield error(query.path, 1, "query-form", what, "write what follows as a template of statements")
    elif isinstance(answer, QuerySolutions) and not re.search(r"(?i)\bORDER\s+BY\b", code):
        line = line_of(code, re.search(r"(?i)\bSELECT\b", code))
        what, mend = "the rows come in no fixed order", "add ORDER BY at the end"
        yield Problem(Place(query.path, line), Severity.WARNING, "query-form", what, mend)


def find_undeclared_prefix(query: QueryFile, code: str) -> Problem | None:
    """Build the problem of the first prefix that is used and not declared."""
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", code))
    uses = re.sub(r"(?i)\bPREFIX\s+[\w.-]*:", lambda match: " " * len(match[0]), code)
    for use in re.finditer(r"(?<![\w:.?$-])([A-Za-z][\w.-]*)?:(?=[\w%]|\s)", uses):
        if (use[1] or "") not in declared:
            line = code.count("\n", 0, use.start()) + 1
            what = f"the prefix {use[1] or ''}: is not declared"
            return error(query.path, line, "syntax", what, "declare it by PREFIX at the top, or correct it")
    return None


def other_server(query: QueryFile) -> Problem | None:
    """Build the problem that a query asks for data from elsewhere."""
    found = elsewhere(query.text)
    if found is None:
        return None
    line, word = found
    what = f"{word} takes data from elsewhere, which other stores may not have"
    return error(query.path, line, "query-form", what, "query the dataset alone")


def function_problem(query: QueryFile, code: str, fault: Exception) -> Problem | None:
    """Build the problem that a query calls a function that the engine does not know."""
    function = unknown_function(fault)
    if function is None:
        return None
    local = re.split("[/#]", function)[-1]
    line = line_of(code, re.search(rf"(?<![\w-]){re.escape(local)}\s*\(", code))
    what = f"the function <{function}> is not one of SPARQL, and has no value"
    return error(query.path, line, "syntax", what, "correct its name, or call another function")


def relative_iri(query: QueryFile) -> Problem | None:
    """Build the problem of the first relative IRI, if all that keeps a query from being read is such an IRI."""
    try:
        Store().query(query.text, base_iri=QUERY)
    except (SyntaxError, RuntimeError, ValueError):
        return None
    tokens = (token for token in TOKEN.finditer(query.text) if re.match(r"<(?![A-Za-z][\w+.-]*:)", token[0]))
    first = next(tokens, None)
    what = f"the IRI {first[0] if first else ''} is relative, and differs from place to place"
    mend = "write it with its scheme, or as a prefixed name"
    return error(query.path, line_of(query.text, first), "syntax", what, mend)


def syntax_problem(query: QueryFile, message: str) -> Problem:
    """Convert the parser's error to a problem of the file."""
    place = re.match(r"error at (\d+):(\d+): ", message)
    if place is None:
        return error(query.path, 1, "syntax", message, "correct the query")
    line, column = int(place[1]), int(place[2])
    if stray := find_stray(query.text, line):
        return error(query.path, stray.line, "syntax", stray.what, stray.mend)
    reason = next((reason for reason in REASONS if reason in message), None)
    lines = query.text.splitlines()
    rest = lines[line - 1][column - 1 :].strip()[:30] if line <= len(lines) else ""
    what = (
        f"the SPARQL is wrong shortly before “{rest}”"
        if rest
        else "the SPARQL is wrong at the end of this line"
    )
    if reason:
        what += f" ({reason})"
    return error(query.path, line, "syntax", what, "correct the line, or the one before it")


def line_of(text: str, found: re.Match[str] | None) -> int:
    """Return the line where something is found in the text, the first if it is not."""
    return text.count("\n", 0, found.start()) + 1 if found else 1


def term_problems(query: QueryFile, declared: set[str]) -> Iterator[Problem]:
    """Yield our terms in the query that the ontology does not declare."""
    wrong = 0
    for number, line in enumerate(query.text.splitlines(), 1):
        for name in re.findall(r"\bazkz:(\w+)", line.partition("# ")[0]):
            if declared and ONTOLOGY + name not in declared:
                near = declared if wrong < MOST_ADVISED else ()
                yield describe_undefined(ONTOLOGY + name, Place(query.path, number), near)
                wrong += 1
