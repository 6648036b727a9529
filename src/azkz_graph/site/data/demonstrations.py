"""Examples by which the home page shows what the data are: a fact, a view, and a figure that does not add up."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.about.claim_origin import claim_origin
from azkz_graph.graph.facts import Fact, facts_by, nodes, triples, values
from azkz_graph.graph.labels import VALUE
from azkz_graph.graph.notes import NOTE_KIND, notes_on
from azkz_graph.graph.passages import Passage, read_passage, sort_key
from azkz_graph.graph.triple_index import Index
from azkz_graph.site.language.page_words import decimal
from azkz_graph.vocabulary import CLAIM, ONTOLOGY, STATED_IN, SUBJECT, TYPE, XSD

INCONSISTENT: Final = NamedNode(ONTOLOGY + "Inconsistent")
RECOMPUTES: Final = NamedNode(ONTOLOGY + "recomputes")
PERSON: Final = NamedNode(ONTOLOGY + "Person")
DATE: Final = XSD + "date"


@dataclass(frozen=True)
class Demonstration:
    """A passage with what was made of it: a fact, a view, or a stated figure beside the one that a rule computes."""

    passage: Passage
    fact: Fact | None = None
    claim: NamedNode | None = None
    holders: tuple[NamedNode, ...] = ()
    stated: NamedNode | None = None
    computed: NamedNode | None = None
    difference: Decimal = Decimal(0)
    notes: tuple[NamedNode, ...] = ()


def demonstrate_fact(graph: Index, passages: tuple[NamedNode, ...]) -> Demonstration | None:
    """Return the first fact with a day that a passage alone states, else the first of all."""
    stated = [fact for passage in passages for fact in facts_by(graph, STATED_IN, passage)]
    dated = (fact for fact in stated if len(fact.passages) == 1 and is_dated(fact))
    fact = next(dated, stated[0] if stated else None)
    return Demonstration(read_passage(graph, fact.passages[0]), fact=fact) if fact else None


def is_dated(fact: Fact) -> bool:
    """Return whether a fact gives a day."""
    return isinstance(fact.triple.object, Literal) and fact.triple.object.datatype.value == DATE


def demonstrate_view(graph: Index) -> Demonstration | None:
    """Return the first view that a person holds, else the first of all."""
    claims = [
        quad.subject for quad in triples(graph, None, TYPE, CLAIM) if isinstance(quad.subject, NamedNode)
    ]
    origins = [(claim, claim_origin(graph, claim)) for claim in sorted(claims, key=str)]
    reported = [(claim, origin) for claim, origin in origins if origin.passages and origin.holders]
    reported.sort(key=lambda each: sort_key(graph, each[1].passages[0]))
    of_persons = (
        each for each in reported if any(PERSON in nodes(graph, holder, TYPE) for holder in each[1].holders)
    )
    claim, origin = next(of_persons, reported[0] if reported else (None, None))
    if claim is None or origin is None:
        return None
    return Demonstration(read_passage(graph, origin.passages[0]), claim=claim, holders=origin.holders)


def demonstrate_figure(graph: Index) -> Demonstration | None:
    """Return the stated figure that differs most, by its share, from what a rule computes again; None if all agree."""
    found = max(differing(graph), key=lambda each: abs(each[2] / each[3]), default=None)
    if found is None:
        return None
    computed, stated, difference, _ = found
    passages = [passage for fact in facts_by(graph, SUBJECT, stated) for passage in fact.passages]
    if not passages:
        return None
    notes = notes_on(graph, [stated, computed])
    first = min(passages, key=lambda each: sort_key(graph, each))
    return Demonstration(
        read_passage(graph, first),
        stated=stated,
        computed=computed,
        difference=difference,
        notes=tuple(note for note in notes if INCONSISTENT in nodes(graph, note, NOTE_KIND)),
    )


def differing(graph: Index) -> Iterator[tuple[NamedNode, NamedNode, Decimal, Decimal]]:
    """Yield each computed figure with the stated one that it computes again, if they differ, by how much, and this."""
    for quad in triples(graph, None, RECOMPUTES):
        computed, stated = quad.subject, quad.object
        if isinstance(computed, NamedNode) and isinstance(stated, NamedNode):
            one, other = number(graph, computed), number(graph, stated)
            if one is not None and other and one != other:
                yield computed, stated, one - other, other


def number(graph: Index, figure: NamedNode) -> Decimal | None:
    """Return the value of a figure, if it is one number."""
    found = [decimal(value) for value in values(graph, figure, VALUE)]
    return found[0] if len(found) == 1 else None
