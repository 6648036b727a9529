"""Terms as Turtle and TriG write them, with prefixes.

Escapes are those of pyoxigraph's N-Triples, which are Turtle too; names are shortened only where no escape is
needed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import XSD, shorten

PLAIN_NAME = re.compile(r"[a-z]+:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Prefixed names that every Turtle reader takes as they are."""

BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
"""The literals that Turtle writes without quotes. Source: https://www.w3.org/TR/turtle/#abbrev"""


@dataclass
class Terms:
    """Writes terms with these prefixes, and remembers the prefixes that it used."""

    prefixes: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    written: dict[Term, str] = field(default_factory=dict)

    def write(self, term: Term) -> str:
        """Return the term as Turtle."""
        if term not in self.written:
            self.written[term] = self.text(term)
        return self.written[term]

    def text(self, term: Term) -> str:
        """Write the term as Turtle, without looking for an earlier result."""
        if isinstance(term, NamedNode):
            return self.name(term.value)
        if isinstance(term, Literal):
            return self.literal(term)
        if isinstance(term, Triple):
            parts = (self.write(part) for part in (term.subject, term.predicate, term.object))
            return f"<<( {' '.join(parts)} )>>"
        return str(term)

    def name(self, iri: str) -> str:
        """Return the IRI as a prefixed name where it makes a plain one."""
        name = shorten(iri, self.prefixes)
        if not PLAIN_NAME.fullmatch(name):
            return f"<{iri}>"
        self.used.add(name.partition(":")[0])
        return name

    def literal(self, literal: Literal) -> str:
        """Write the literal, bare or with its datatype shortened."""
        datatype = literal.datatype.value
        if datatype in BARE and BARE[datatype].fullmatch(literal.value):
            return literal.value
        if literal.language or datatype == XSD + "string":
            return str(literal)
        return f"{Literal(literal.value)}^^{self.name(datatype)}"
