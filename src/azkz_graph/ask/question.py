"""Questions that users type: a query, with values for its parameters."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from azkz_graph.ask.answers import Answer, answer, names_graphs
from azkz_graph.ask.incomputable_numbers import compares, incomputable_numbers
from azkz_graph.ask.query_catalogue import find_query, query_file, query_names, search_folder
from azkz_graph.dataset.computable_numbers import describe_incomputable
from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import files_store, project_store
from azkz_graph.text.near_names import near_names

if TYPE_CHECKING:
    from pyoxigraph import Store

    from azkz_graph.store.rdf_file import RdfFile

FILE_SUFFIXES = (".rq", ".sparql")


@dataclass(frozen=True)
class Question:
    """A query, values for its parameters, whether it may leave out the project's prefixes, and whether it is saved."""

    query: QueryFile
    given: dict[str, list[str]]
    supply_prefixes: bool
    is_saved: bool = False


def question(project: Project, words: Sequence[str], text: str | None = None) -> Question:
    """Read the question that a user asks: `words` are a query's name or file, unless `text` is given, and options.

    Raises:
        UsageError: the words are no question.
    """
    names, given = split_options(words)
    if not names and text is None and given:
        raise UsageError(f"--{next(iter(given))} is not an option of azkz query; see azkz query --help")
    if text is not None and not names:
        return Question(QueryFile(Path("query"), text), given, True)
    if text is None and len(names) > 1 and is_unnamed(project, names[0]):
        names = [" ".join(names)]
    if text is not None or len(names) != 1:
        extra = f"{names[-1]!r} is one name too many; " if names else ""
        raise UsageError(f"{extra}give the name of one saved query, or a file, or a text with -q")
    name = names[0]
    if name == "-":
        return Question(QueryFile(Path("query"), standard_input()), given, True)
    if is_file_name(name):
        return Question(query_file(Path(name)), given, False)
    return Question(find_query(project.queries, name), given, False, is_saved=True)


def is_file_name(name: str) -> bool:
    """Return whether the name is that of a file, not of a saved query."""
    return name.endswith(FILE_SUFFIXES) or "/" in name


def is_unnamed(project: Project, word: str) -> bool:
    """Return whether nothing that can be asked is called by the word: no saved query, no file, no stream."""
    return word != "-" and not is_file_name(word) and word not in query_names(project.queries)


def search_words(project: Project, words: Sequence[str]) -> tuple[str, list[QueryFile]]:
    """Return the words that name no saved query and come close to no name, and the saved queries that have them."""
    names, _ = split_options(words)
    text = " ".join(names)
    if not names or not is_unnamed(project, names[0]) or near_names(text, query_names(project.queries)):
        return text, []
    return text, search_folder(project.queries, text)


def split_options(words: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Return the words that are not options, and the values of each option, `--name value` or `--name=value`.

    >>> split_options(["trade", "--year", "2016", "--country=kazakhstan"])
    (['trade'], {'year': ['2016'], 'country': ['kazakhstan']})
    """
    names: list[str] = []
    given: dict[str, list[str]] = {}
    left = iter(words)
    for word in left:
        if not word.startswith("--"):
            names.append(word)
            continue
        option, equals, value = word[2:].partition("=")
        found = value if equals else next(left, None)
        if found is None:
            raise UsageError(f"--{option} has no value; write --{option} VALUE")
        given.setdefault(option, []).append(found)
    return names, given


def standard_input() -> str:
    """Return the text that is piped in."""
    if sys.stdin is None:
        raise UsageError("standard input is closed; pipe in a query")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("the input is not UTF-8; pipe in a query in UTF-8") from None


def ask(
    question: Question,
    project: Project,
    files: "Sequence[RdfFile]" = (),
    warn: Callable[[str], None] | None = None,
) -> Answer:
    """Answer the question from the files, or from the project's dataset if there are none.

    `warn` is called if the question compares or computes, and it or the files hold numbers that cannot be, or if a
    number that cannot be is what it computes.

    Raises:
        UsageError: the data or the question are faulty.
    """
    text = question.query.text
    told = warn if compares(text) else None
    store = files_store(files, told) if files else project_store(project, graphs=names_graphs(text))
    return ask_store(question, store, warn)


def ask_version(
    question: Question,
    version: str,
    project: Project,
    releases: Path | None = None,
    warn: Callable[[str], None] | None = None,
) -> Answer:
    """Answer the question from what a release published; `releases` has the archives, by default the project's own.

    A saved query is asked as the release has it, for the terms of that version are not always those of today.

    Raises:
        UsageError: there is no such release, or the question is faulty.
    """
    from azkz_graph.versions.known_releases import open_places
    from azkz_graph.versions.release_store import open_release_store, read_saved_query

    places = open_places(project, releases)
    store = open_release_store(version, places)
    if question.is_saved:
        name = question.query.name
        if query := read_saved_query(version, places, name):
            question = replace(question, query=query)
        elif warn is not None:
            warn(f"{version} has no query {name}; today's is asked, whose terms {version} may not have")
    return ask_store(question, store, warn)


def ask_store(question: Question, store: "Store", warn: Callable[[str], None] | None) -> Answer:
    """Answer the question from a store.

    `warn` is called if the question has numbers that cannot be computed with, or a value that no row has.

    Raises:
        UsageError: the question is faulty.
    """
    text, source = question.query.text, str(question.query.path)
    computes = compares(text)
    if warn is not None and computes and (numbers := incomputable_numbers(text)):
        warn(describe_incomputable(numbers))
    if question.given:
        from azkz_graph.ask.parameters import bind_parameters

        text = bind_parameters(question.query, question.given, store, warn=warn)
    base = question.query.path.absolute().as_uri()

    def reply(text: str) -> Answer:
        return answer(store, text, source=source, supply_prefixes=question.supply_prefixes, base=base)

    if warn is not None and computes:
        from azkz_graph.ask.overflowing_columns import describe_overflow

        if told := describe_overflow(text, reply):
            warn(told)
    return reply(text)
