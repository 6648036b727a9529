"""Turtle and TriG that people like to read.

One predicate a line, subjects by kind under headings, texts of several languages one a line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.dataset.dataset import Dataset, is_passage
from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.export.reading_order import Arrangement, Key
from azkz_graph.export.turtle_terms import Terms
from azkz_graph.graph.facts import Term
from azkz_graph.graph.node_description import Description, Node, describe_nodes, in_order
from azkz_graph.vocabulary import GRAPH, PREFIXES, TYPE

WIDTH = 110
RULE = "-" * 64

GRAPHS = (
    "dataset",
    "article",
    "",
    "entities",
    "notes",
    "withdrawn",
    "facts",
    "rules",
    "derived",
    "ontology",
)
"""The named graphs in the order of TriG; the passages stand in the empty place."""


def turtle(arrangement: Arrangement) -> bytes:
    """Write all triples, whatever their graph. Source: https://www.w3.org/TR/turtle/"""
    return turtle_of(arrangement, arrangement.union)


def turtle_of(
    arrangement: Arrangement, union: Mapping[Node, Description], comment: Sequence[str] = ()
) -> bytes:
    """Write the descriptions, which stand in reading order, under the headings of their sections.

    The lines of `comment` stand at the top.
    """
    terms = Terms(all_prefixes(arrangement.dataset))
    sections = [
        format_heading(title) + "".join(f"\n{block(subject, union[subject], terms)}" for subject in group)
        for title, group in groupby(union, key=arrangement.title)
    ]
    return "\n".join([*head(arrangement.record, terms, comment), *sections]).encode()


def trig(arrangement: Arrangement) -> bytes:
    """Write all quads, graph by graph. Source: https://www.w3.org/TR/trig/"""
    return trig_of(arrangement, arrangement.dataset.quads())


def trig_of(arrangement: Arrangement, quads: Iterable[Quad]) -> bytes:
    """Write these quads, graph by graph."""
    terms = Terms(all_prefixes(arrangement.dataset))
    graphs: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name].append(quad)
    blocks = [
        f"{terms.write(graph)} {{\n{indent(graph_body(graphs[graph], arrangement, terms))}}}\n"
        for graph in sorted(graphs, key=lambda graph: graph_key(graph, arrangement))
    ]
    return "\n".join([*head(arrangement.record, terms), *blocks]).encode()


def graph_body(quads: Iterable[Quad], arrangement: Arrangement, terms: Terms) -> str:
    """Write what one graph holds, in reading order."""
    subjects = describe_nodes(quads)
    ordered = sorted(subjects, key=arrangement.key)
    return "\n".join(block(subject, in_order(subjects[subject]), terms) for subject in ordered)


def indent(text: str) -> str:
    """Indent each line by four spaces; only a line feed ends one, other line ends may stand in literals."""
    return "".join(f"    {line}\n" if line else "\n" for line in text.removesuffix("\n").split("\n"))


def graph_key(graph: NamedNode, arrangement: Arrangement) -> tuple[int, Key]:
    """Return what graphs are sorted by: their kind, then the place of a passage in the article."""
    kind = "" if is_passage(graph) else graph.value.removeprefix(GRAPH).partition("/")[0]
    return GRAPHS.index(kind) if kind in GRAPHS else len(GRAPHS), arrangement.key(graph)


def head(record: DatasetRecord, terms: Terms, comment: Sequence[str] = ()) -> Iterator[str]:
    """Write the comment and the prefixes at the top; call it when all terms are written."""
    yield f"# {' '.join(record.title.split())}, version {record.version} of {record.issued}."
    yield f"# Source: <{record.iri}>, described below."
    yield f"# Licence: <{record.license}>."
    yield from (f"# {line}" for line in comment)
    yield ""
    yield from prefix_lines(terms)
    yield ""


def prefix_lines(terms: Terms) -> Iterator[str]:
    """Write the prefixes that have been used; call it when all terms are written."""
    used = {prefix: iri for prefix, iri in terms.prefixes.items() if prefix in terms.used}
    yield from (f"@prefix {prefix}: <{iri}> ." for prefix, iri in used.items())


def format_heading(title: str) -> str:
    """Write a comment that opens a section."""
    return f"# {RULE} {' '.join(title.split())}\n"


def all_prefixes(dataset: Dataset) -> dict[str, str]:
    """Return the program's prefixes in their order, then those that only authored files have."""
    return {
        **PREFIXES,
        **{name: dataset.prefixes[name] for name in sorted(dataset.prefixes) if name not in PREFIXES},
    }


def block(subject: Node, description: Description, terms: Terms) -> str:
    """Write what is said of one subject, with a line feed at its end."""
    lines = [statement(predicate, objects, terms) for predicate, objects in description.items()]
    one = f"{terms.write(subject)} {lines[0]} .\n"
    if len(lines) == 1 and len(one) <= WIDTH and "\n" not in lines[0]:
        return one
    return f"{terms.write(subject)}\n    " + " ;\n    ".join(lines) + " .\n"


def statement(predicate: NamedNode, objects: list[Term], terms: Terms) -> str:
    """Write a predicate with its objects: on one line if they fit and are no texts, else each on its own."""
    verb = "a" if predicate == TYPE else terms.write(predicate)
    written = [terms.write(term) for term in objects]
    line = f"{verb} {' , '.join(written)}"
    texts = len(objects) > 1 and isinstance(objects[0], Literal)
    if len(objects) == 1 or (len(line) < WIDTH - len("     ;") and not texts):
        return line
    return f"{verb}\n        " + " ,\n        ".join(written)
