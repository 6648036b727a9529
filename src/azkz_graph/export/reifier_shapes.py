"""SHACL 1.2 shapes of the RDF 1.2 file, which want a passage or a rule behind every fact.

Source: https://www.w3.org/TR/shacl12-core/#ReifierShapeConstraintComponent. A reifier of a triple is what is said to
reify it, here the fact.
"""

from collections import Counter

from azkz_graph.export.readable_turtle import all_prefixes, prefix_lines
from azkz_graph.export.reading_order import Arrangement
from azkz_graph.export.turtle_terms import Terms
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import DERIVED_BY, PREDICATE, STATED_IN, STATEMENT, TYPE

EVIDENCE = """shape:Evidence
    a sh:NodeShape ;
    sh:property [
        sh:path [ sh:alternativePath ( {stated_in} {derived_by} ) ] ;
        sh:minCount 1 ;
        sh:message "A fact is stated by a passage or derived by a rule."@en
    ] .
"""
REQUIRED = " ;\n    sh:reificationRequired true"


def reifier_shapes(arrangement: Arrangement) -> bytes:
    """Write a shape of every predicate that facts have.

    If all its triples are facts, then one that has no fact is a fault; others, such as labels, need none.
    """
    said = [subject for subject in arrangement.union.values() if STATEMENT in subject.get(TYPE, ())]
    facts: Counter[Term] = Counter(term for description in said for term in description[PREDICATE])
    triples: Counter[Term] = Counter(triple.predicate for triple in arrangement.triples())
    terms = Terms(all_prefixes(arrangement.dataset), used={"sh", "shape"})
    blocks = [
        f"[] a sh:PropertyShape ;\n"
        f"    sh:targetSubjectsOf {terms.write(term)} ;\n"
        f"    sh:path {terms.write(term)} ;\n"
        f"    sh:reifierShape shape:Evidence"
        f"{REQUIRED if facts[term] == triples[term] else ''} .\n"
        for term in facts
    ]
    evidence = EVIDENCE.format(stated_in=terms.write(STATED_IN), derived_by=terms.write(DERIVED_BY))
    head = [
        "# What stands behind the facts of azkz-rdf12.ttl: SHACL 1.2 shapes of triples that are reified.",
        f"# Licence: <{arrangement.record.license}>.",
        "",
        *prefix_lines(terms),
        "",
    ]
    return "\n".join([*head, evidence, *blocks]).encode()
