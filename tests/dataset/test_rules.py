"""Rules as they are read from their folder."""

from pathlib import Path

from pyoxigraph import NamedNode

from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project
from azkz_graph.dataset.rules import read_rules
from azkz_graph.vocabulary import GRAPH, RULE


def test_rules_stand_in_the_order_of_their_names(project: Project) -> None:
    rules = read_rules(project.ontology / "rules")
    names = [rule.iri.value.removeprefix(RULE) for rule in rules]
    assert names == sorted(path.stem for path in (project.ontology / "rules").glob("*.rq"))
    assert [rule.graph.value for rule in rules] == [f"{GRAPH}derived/{name}" for name in names]


def test_a_rule_has_what_its_header_says(tmp_path: Path) -> None:
    text = """#+ summary: Nothing
#+ translations:
#+   ru: {summary: "Ничего", description: "Не делает выводов."}
#+ description: Concludes nothing.

CONSTRUCT {} WHERE {}
"""
    (tmp_path / "none.rq").write_text(text, encoding="utf-8")
    (rule,) = read_rules(tmp_path)
    assert rule.iri == NamedNode(RULE + "none")
    assert rule.titles == {"en": "Nothing", "ru": "Ничего"}
    assert rule.descriptions == {"en": "Concludes nothing.", "ru": "Не делает выводов."}
    assert rule.text == text


def test_rules_that_were_read_before_conclude_the_same(project: Project, dataset: Dataset) -> None:
    authored = read(project)
    rules = read_rules(project.ontology / "rules")
    assert derive(authored, rules).derived == derive(authored).derived == dataset.derived


def test_without_rules_there_are_the_facts_alone(project: Project, dataset: Dataset) -> None:
    facts = derive(read(project), ()).derived
    assert facts
    assert facts == dataset.derived[: len(facts)]
