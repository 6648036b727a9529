"""Digests of answers, by which anybody can tell later that a question still has the same answer.

A digest is the SHA-256 of lines in UTF-8, each ended by a line feed. The first line holds the variables in the order of
their names, each behind a question mark. Each row of the answer is a line with its terms in that order, and these lines
are sorted by their code points. What stands between variables, and between terms, is a tab. A term is written as in
canonical N-Triples, an unbound variable as nothing. So the order of rows and columns does not count, and how often a
row is there does.

What engines write differently is written alike: numbers, booleans, times and language tags as `canonical` of
`value_equality` says, and a blank node by what the answer says of it. An answer of triples, each of which counts once,
has the variables `subject`, `predicate` and `object`; yes or no is a row with the variable `answer`.

Source: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from azkz_graph.ask.results import Found
from azkz_graph.graph.facts import Term, leaves
from azkz_graph.graph.value_equality import canonical

Row = Sequence[Term | None]
BlankNodes = Mapping[BlankNode, str]


@dataclass(frozen=True)
class ResultDigest:
    """The number of an answer's rows, and the hexadecimal digits of its SHA-256."""

    rows: int
    sha256: str


def digest_answer(answer: Found) -> ResultDigest:
    """Return the digest of an answer, which is read to its end."""
    if isinstance(answer, QueryBoolean):
        return digest_rows(["answer"], [[Literal(bool(answer))]])
    if isinstance(answer, QuerySolutions):
        names = [variable.value for variable in answer.variables]
        return digest_rows(names, ([row[name] for name in names] for row in answer))
    triples = ((triple.subject, triple.predicate, triple.object) for triple in answer)
    return digest_rows(["subject", "predicate", "object"], triples, distinct=True)


def digest_rows(variables: Sequence[str], rows: Iterable[Row], *, distinct: bool = False) -> ResultDigest:
    """Return the digest of rows, each of which has a term, or None, for each of the variables.

    If they are `distinct`, those with the same values are one.
    """
    order = sorted(range(len(variables)), key=lambda place: variables[place])
    ordered: Iterable[Row] = (tuple(plain(row[place]) for place in order) for row in rows)
    kept = list(dict.fromkeys(ordered) if distinct else ordered)
    names = name_blank_nodes(kept)
    header = "\t".join(f"?{variables[place]}" for place in order)
    lines = [header, *sorted(line(row, names) for row in kept)]
    content = "".join(f"{each}\n" for each in lines)
    return ResultDigest(len(kept), hashlib.sha256(content.encode()).hexdigest())


def plain(term: Term | None) -> Term | None:
    """Return the term, a literal in the form of all with its value."""
    return canonical(term) if isinstance(term, Literal) else term


def line(row: Row, names: BlankNodes) -> str:
    """Return a row as a line of what the digest is made from."""
    return "\t".join("" if term is None else written(term, names) for term in row)


def written(term: Term, names: BlankNodes) -> str:
    """Return a term in canonical N-Triples, equal ones alike."""
    if isinstance(term, BlankNode):
        return f"_:{names[term]}"
    if isinstance(term, Triple):
        parts = (written(part, names) for part in (term.subject, term.predicate, term.object))
        return f"<<( {' '.join(parts)} )>>"
    return str(term if isinstance(term, NamedNode) else canonical(term))


def name_blank_nodes(rows: Iterable[Row]) -> BlankNodes:
    """Return a name for each blank node that is made from its rows, and says nothing of what an engine calls it.

    Nodes that stand in the same way to all others share a name. Each round looks one step further around each node,
    until that tells no more of them apart.
    """
    among = [(row, blank) for row in rows if (blank := frozenset(blank_nodes(row)))]
    names: dict[BlankNode, str] = dict.fromkeys((node for _, blank in among for node in blank), "")
    while names:
        said: dict[BlankNode, list[str]] = {node: [] for node in names}
        for row, blank in among:
            for node in blank:
                said[node].append(line(row, {**{each: names[each] for each in blank}, node: "this"}))
        told = {
            node: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
            for node, lines in said.items()
        }
        if len(set(told.values())) == len(set(names.values())):
            return told
        names = told
    return names


def blank_nodes(row: Row) -> Iterator[BlankNode]:
    """Yield the blank nodes of a row, in triples too."""
    for term in row:
        if term is not None and not isinstance(term, NamedNode | Literal):
            yield from (leaf for leaf in leaves(term) if isinstance(leaf, BlankNode))
