"""Answers of SPARQL engines in one form, for comparison."""

import csv
import io
from dataclasses import dataclass

import rdflib
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Store
from rdflib_reading import term

Term = NamedNode | Literal
Row = tuple[Term | None, ...]


@dataclass(frozen=True)
class Answer:
    """The rows of an answer in their order, or the triples that it constructs as sorted rows without variables."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def text(self) -> str:
        """CSV as SPARQL defines it, or lines of N-Triples."""
        if not self.variables:
            return "".join(f"{' '.join(map(str, row))} .\n" for row in self.rows)
        sink = io.StringIO(newline="")
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow(self.variables)
        writer.writerows([value.value if value else "" for value in row] for row in self.rows)
        return sink.getvalue()


def oxigraph_answer(store: Store, text: str) -> Answer:
    """What pyoxigraph answers over the union of all graphs."""
    found = store.query(text, use_default_graph_as_union=True)
    if isinstance(found, QueryTriples):
        return constructed({(own(t.subject), own(t.predicate), own(t.object)) for t in found})
    assert isinstance(found, QuerySolutions)
    rows = tuple(tuple(None if value is None else own(value) for value in row) for row in found)
    return Answer(tuple(variable.value for variable in found.variables), rows)


def rdflib_answer(graph: rdflib.Graph, text: str) -> Answer:
    """What rdflib answers over one graph."""
    found = graph.query(text)
    if found.type == "CONSTRUCT":
        assert found.graph is not None
        return constructed({(term(s), term(p), term(o)) for s, p, o in found.graph})
    assert found.vars is not None
    rows = tuple(
        tuple(None if (value := row.get(name)) is None else term(value) for name in found.vars)
        for row in found.bindings
    )
    return Answer(tuple(str(name) for name in found.vars), rows)


def own(value: object) -> Term:
    """The term, which must be none that this dataset does not have, such as a blank node."""
    assert isinstance(value, NamedNode | Literal)
    return value


def constructed(triples: set[tuple[Term, Term, Term]]) -> Answer:
    """Triples, sorted."""
    return Answer((), tuple(sorted(triples, key=str)))
