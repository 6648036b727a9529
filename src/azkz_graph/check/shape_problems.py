"""What the shapes find, as problems with the line at fault, and the notes that explain them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.check.shacl_results import DATASET_CLASS, Result, Term, UnusableShapesError
from azkz_graph.check.shapes import Shapes
from azkz_graph.check.uncomputed_value import UncomputedValues
from azkz_graph.dataset.computable_numbers import is_computable
from azkz_graph.dataset.dataset import Dataset, format_place
from azkz_graph.dataset.source_file import stored_path
from azkz_graph.dataset.statement_lines import Places
from azkz_graph.problem import Place, Problem, Severity
from azkz_graph.vocabulary import FACT, ONTOLOGY, PREFIXES, XSD, shorten

EXPLAINS: Final = NamedNode(ONTOLOGY + "explains")
ABOUT: Final = NamedNode(PREFIXES["schema"] + "about")

FAULTS: Final[Mapping[str, str]] = {
    "ClassConstraintComponent": "{value} is not of the kind that {path} asks for",
    "DatatypeConstraintComponent": "{value} has a datatype that {path} does not take",
    "DisjointConstraintComponent": "{value} must not be the value of {path} here too",
    "HasValueConstraintComponent": "{path} lacks a value that it must have",
    "InConstraintComponent": "{value} is not one of the values that {path} takes",
    "LanguageInConstraintComponent": "{value} is in a language that {path} does not take",
    "LessThanConstraintComponent": "{value} is too great for {path}",
    "MaxCountConstraintComponent": "{path} has too many values",
    "MaxInclusiveConstraintComponent": "{value} is too great for {path}",
    "MinCountConstraintComponent": "{path} is missing",
    "MinExclusiveConstraintComponent": "{value} is too small for {path}",
    "MinInclusiveConstraintComponent": "{value} is too small for {path}",
    "MinLengthConstraintComponent": "{path} is empty",
    "NodeKindConstraintComponent": "{value} is not an IRI",
    "OrConstraintComponent": "{value} is of none of the kinds that {path} takes",
    "PatternConstraintComponent": "{value} is not of the form that {path} takes",
    "QualifiedMinCountConstraintComponent": "the {name} is missing",
    "UniqueLangConstraintComponent": "{path} has two values in one language",
}
"""What is wrong, by the constraint component; any other says that the value is not as it should be."""

SEVERAL: Final = frozenset({"MaxCountConstraintComponent", "UniqueLangConstraintComponent"})
"""The components that find too many values, which may stand on several lines."""

IRIS: Final = re.compile(r"https?://[^\s,;”]+")
"""IRIs in the message of a SPARQL constraint."""

Validation = Callable[[Dataset, Shapes], Sequence[Result]]
"""What gives the results of a dataset's validation."""


def shape_problems(dataset: Dataset, shapes: Shapes, validated: Validation) -> Iterator[Problem]:
    """Yield a problem for each result of validation, and for each note that explains nothing.

    `validated` returns the results; any function will do that returns those of pySHACL.
    """
    yield from shapes.problems
    if shapes.problems:
        return
    yield from find_missing_dataset(dataset)
    try:
        found = validated(dataset, shapes)
    except UnusableShapesError as fault:
        what = f"the shapes cannot be applied ({str(fault)[:200]})"
        yield Problem(Place(shapes.path, 1), Severity.ERROR, "shapes", what, "correct them")
        return
    notes = explanations(dataset)
    yield from describe_results(dataset, found, shapes, notes)
    yield from idle_notes(dataset, found, notes)


def find_missing_dataset(dataset: Dataset) -> Iterator[Problem]:
    """Build the problem that not exactly one dataset is described, by which the shapes look at the whole."""
    datasets = {quad.subject for quad in dataset.places if quad.object == DATASET_CLASS}
    if len(datasets) != 1:
        what = f"{len(datasets) or 'no'} dcat:Dataset{'s are' if datasets else ' is'} described"
        place = Place(stored_path(dataset.project.data / "dataset.ttl"), 1)
        yield Problem(place, Severity.ERROR, "dataset", what, "describe one, the record of the whole")


def describe_results(
    dataset: Dataset, found: Sequence[Result], shapes: Shapes, notes: Mapping[tuple[str, object], str]
) -> Iterator[Problem]:
    """Yield the results as problems; one that many facts have for the same value is reported for the first.

    One that many facts have for the same value is reported for the first.
    """
    things = {thing for result in found for thing in (result.focus, result.value)}
    places, names, prefixes = Places.of(dataset, things), shapes.names(), dataset.names()
    first: dict[tuple[str, object], Problem] = {}
    uncomputed = UncomputedValues(dataset)
    for result in found:
        place = places.nearest(result.focus, result.path, result.value)
        fault, mend = describe_result(result, names.get(result.shape, "value"), prefixes)
        if result.component in SEVERAL:
            there = [
                format_place(each, dataset.project)
                for each in places.others(result.focus, result.path, place)
            ]
            fault += f", here and at {' and '.join(there)}" if there else ""
        if is_missing_conclusion(result, place) and (
            premises := uncomputed.premises(place.path, result.focus, result.path)
        ):
            # A number that nothing computes with has a problem of its own.
            if not all(is_computable(number) for _, number in premises):
                continue
            numbers = " and ".join(format_term(number, prefixes) for _, number in premises)
            fault = f"{fault}, for the rule {place.path.stem} cannot compute it from {numbers}"
            mend, place = "correct the numbers, or write them in a larger unit", premises[0][0]
        focus = "the fact" if is_fact(result.focus) else format_term(result.focus, prefixes)
        note = notes.get((result.shape, result.focus))
        code = shorten(result.shape)
        problem = Problem(place, result.severity, code, f"{focus}: {fault}", mend, note)
        if not is_fact(result.focus):
            yield problem
            continue
        key = (result.shape, result.value or result.focus)
        if key not in first or place < first[key].place:
            first[key] = problem
    yield from first.values()


def is_missing_conclusion(result: Result, place: Place) -> bool:
    """Return whether the result at the place says that a rule ought to have concluded more."""
    is_missing = result.component == "MinCountConstraintComponent" and result.severity is Severity.ERROR
    return is_missing and place.path.suffix == ".rq"


def is_fact(term: Term) -> bool:
    """Return whether the term is the node of a fact, whose IRI no author writes."""
    return isinstance(term, NamedNode) and term.value.startswith(FACT)


def explanations(dataset: Dataset) -> dict[tuple[str, object], str]:
    """Return the notes that explain a shape's results, by the shape and the node that they are about."""
    shapes: dict[object, list[str]] = {}
    things: dict[object, list[object]] = {}
    for quad in dataset.places:
        if quad.predicate == EXPLAINS and isinstance(quad.object, NamedNode):
            shapes.setdefault(quad.subject, []).append(quad.object.value)
        elif quad.predicate == ABOUT:
            things.setdefault(quad.subject, []).append(quad.object)
    return {
        (shape, thing): str(note).strip("<>")
        for note, explained in shapes.items()
        for shape in explained
        for thing in things.get(note, [])
    }


def idle_notes(
    dataset: Dataset, found: Sequence[Result], notes: Mapping[tuple[str, object], str]
) -> Iterator[Problem]:
    """Yield a problem for each note that explains a shape's finding where the shape finds nothing."""
    busy = {(notes.get((result.shape, result.focus)), result.shape) for result in found}
    for quad, place in dataset.places.items():
        if quad.predicate == EXPLAINS and isinstance(quad.subject, NamedNode):
            shape = str(quad.object).strip("<>")
            if (quad.subject.value, shape) not in busy:
                what = f"{shorten(shape)} finds no fault in what the note is about"
                mend = "remove azkz:explains, or correct schema:about"
                yield Problem(place, Severity.WARNING, "idle-note", what, mend)


def describe_result(result: Result, name: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Say what is wrong and how to mend it.

    The message of a SPARQL constraint has both, with a colon between.

    `name` is what the shape is called, which stands for a path that is no property.
    """
    message = lower_first(result.message.rstrip("."))
    fault, colon, mend = message.partition(": ")
    if colon and result.component == "SPARQLConstraintComponent":
        return IRIS.sub(lambda found: shorten(found[0], prefixes), fault), mend
    path = shorten(result.path.value, prefixes) if result.path else f"“{name}”"
    value = "it" if result.value == result.focus else format_term(result.value, prefixes)
    pattern = FAULTS.get(result.component, "{value} is not as it should be")
    return pattern.format(path=path, value=value, name=name), message


def lower_first(sentence: str) -> str:
    """Return the sentence as a part of another one.

    >>> lower_first("Give one day"), lower_first("ISBN wanted")
    ('give one day', 'ISBN wanted')
    """
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def format_term(term: Term | None, prefixes: Mapping[str, str], most: int = 60) -> str:
    """Return a term in Turtle with prefixes; a long text is cut."""
    if isinstance(term, NamedNode):
        return shorten(term.value, prefixes)
    if not isinstance(term, Literal):
        return "the blank node" if term else "the value"
    text = f'"{term.value[:most]}…"' if len(term.value) > most else f'"{term.value}"'
    if term.language:
        return f"{text}@{term.language}"
    return text if term.datatype.value == XSD + "string" else f"{text}^^{shorten(term.datatype.value)}"
