"""Random changes of quads, such as nobody would write."""

import random
from collections.abc import Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from azkz_graph.check.shacl_results import Term
from azkz_graph.vocabulary import ID, ONTOLOGY, PREFIXES, RDF, RDFS, TYPE, XSD

NUMBERS = (
    "integer",
    "decimal",
    "double",
    "nonNegativeInteger",
    "boolean",
    "string",
    "date",
    "gYear",
    "gYearMonth",
)
WORDS = (
    "1",
    "01",
    "+1",
    "-1",
    "0",
    "0.50",
    "1e3",
    "9" * 30,
    "",
    " ",
    "abc",
    "\\1",
    "{?date}",
    "true",
    "2099",
)
DAYS = ("2016-02-30", "2016-02", "2099-01-01", "2016-02-03Z", "2016-02-03", "1991", "0000", "-1991")

ODD: Sequence[Term] = (
    *(Literal(word, datatype=NamedNode(XSD + kind)) for kind in NUMBERS for word in (*WORDS, *DAYS)),
    *(Literal(word, language=tag) for word in ("a", "") for tag in ("en", "he", "en-gb", "fr", "az-cyrl")),
    Literal("978-0-306-40615-7"),
    Literal("0-306-40615-X"),
    Literal("978-0-306-40615-7", language="en"),
    Literal("a", datatype=NamedNode("https://example.org/kind")),
    BlankNode("b1"),
    NamedNode(ID + "nothing"),
    NamedNode(ONTOLOGY + "NoFacts"),
    *(NamedNode(ONTOLOGY + name) for name in ("Place", "Event", "Passage", "Claim", "Figure", "TradeFigure")),
    NamedNode(PREFIXES["dcat"] + "Dataset"),
    NamedNode(PREFIXES["schema"] + "Article"),
)
"""Terms that no value should be, or few."""

SUBCLASS = NamedNode(RDFS + "subClassOf")
PREDICATES = (TYPE, SUBCLASS, NamedNode(RDFS + "label"), NamedNode(RDF + "subject"))


def mutated(quads: Sequence[Quad], seed: int, changes: int) -> list[Quad]:
    """The quads after so many changes: a part left out, moved to another graph or made another's, or made odd."""
    chance, found = random.Random(seed), list(quads)
    for _ in range(changes):
        place = chance.randrange(len(found))
        quad, other = found[place], chance.choice(found)
        object = chance.choice((other.object, chance.choice(ODD)))
        match chance.randrange(7):
            case 0:
                found.pop(place)
            case 1:
                found.append(Quad(quad.subject, quad.predicate, quad.object, NamedNode(ID + "graph")))
            case 2:
                found[place] = Quad(other.subject, quad.predicate, quad.object, quad.graph_name)
            case 3:
                predicate = chance.choice((other.predicate, chance.choice(PREDICATES)))
                found[place] = Quad(quad.subject, predicate, quad.object, quad.graph_name)
            case 4:
                found.append(Quad(quad.subject, quad.predicate, object, quad.graph_name))
            case _:
                found[place] = Quad(quad.subject, quad.predicate, object, quad.graph_name)
    return found
