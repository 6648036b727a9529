"""What values that a client gives for a saved query may cost: time and memory of their own, and no other page."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from growth import assert_linear
from patience import until
from serving import Served, served

from azkz_graph.ask.address_parameters import MOST_VALUES
from azkz_graph.dataset.project import Project
from azkz_graph.graph.labels import labels
from azkz_graph.graph.name_lookup import meanings
from azkz_graph.reconcile.name_index import read_names
from azkz_graph.reconcile.property_agreement import Agreements
from azkz_graph.reconcile.reconciliation_query import Condition, read_query
from azkz_graph.site.data.given_values import check_values
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.store.memory_store import project_store

pytestmark = pytest.mark.process

SLOW = """\
#+ summary: What is it linked to by way of three others?
#+ description: It never ends for a thing that there is.
#+ tags: [slow]
#+ row: A count
#+ parameters:
#+   thing: {type: entity, description: The thing}

SELECT (COUNT(*) AS ?count) WHERE {
  VALUES ?thing { <urn:none> }
  ?thing ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i .
  FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?o)) = "none")
}
"""


@pytest.fixture(scope="module")
def slow(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a project with a saved query that is fast, unless a value is given."""
    root = tmp_path_factory.mktemp("slow") / "project"
    shutil.copytree(small.root, root)
    (root / "queries" / "slow.rq").write_text(SLOW, encoding="utf-8")
    with served("--quiet", "--timeout", "10", project=root) as server:
        yield server


def test_pages_are_answered_while_forms_are_not(slow: Served) -> None:
    # What makes pages may take long to begin.
    until(lambda: slow.get("doc/azerbaijan.html").status == 200)
    assert slow.get("query/slow.html").status == 200
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(slow.get, f"query/slow.html?thing={thing}")
            for thing in ("Kazakhstan", "kazakhstan", "id:kazakhstan", "KAZAKHSTAN")
        ]
        until(lambda: b'azkz_workers_busy{pool="forms"} 0.0' not in slow.get("metrics").data)
        assert slow.get("doc/kazakhstan.html").status == 200
        assert slow.get("query/slow.html").status == 200
        assert not any(each.done() for each in asked), "the pages waited for the forms"
        answers = [each.result() for each in asked]
    # A client that asks for too much at once may be refused before.
    assert {answer.status for answer in answers} <= {429, 503}
    told = [answer.json()["detail"] for answer in answers]
    assert "the answer takes longer than 10 s; ask for less" in told


def test_only_the_first_bad_value_is_told(server: Served) -> None:
    bad = "&".join(f"member=a{number}" for number in range(MOST_VALUES))
    answer = server.get(f"query/memberships.html?{bad}")
    assert answer.status == 400
    assert answer.data.decode().count("Nothing is called") == 1
    told = server.get(f"query/memberships.json?{bad}")
    assert (told.status, told.json()["detail"].count("nothing is called")) == (400, 1)
    for suffix in ("html", "json"):
        more = server.get(f"query/memberships.{suffix}?{bad}&member=more")
        assert (more.status, more.json()["detail"]) == (
            400,
            "member: there are more than 100 values; ask in several requests",
        )


def test_values_after_a_bad_one_are_kept_and_not_looked_up(small: Project) -> None:
    query = QueryFile(
        Path("q.rq"), "#+ parameters:\n#+   x: {type: entity}\nSELECT * { VALUES ?x { UNDEF } }"
    )
    (values,) = check_values(query, {"x": ["Kazakhstan", "no", "Qazaqstan"]}, project_store(small)).values()
    assert [(value.text, value.term is None, bool(value.fault)) for value in values] == [
        ("Kazakhstan", False, False),
        ("no", True, True),
        ("Qazaqstan", True, False),
    ]


def test_labels_are_read_once_for_all_names(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=labels)
    monkeypatch.setattr("azkz_graph.graph.name_lookup.labels", read)
    found = meanings(project_store(project), [f"no such name {number}" for number in range(50)])
    assert not any(found.values())
    assert read.call_count == 1


def test_values_of_properties_are_prepared_once(project: Project) -> None:
    store = project_store(project)
    index = read_names(store)

    def asked(count: int) -> tuple[Agreements, Condition]:
        given = {"pid": "rdfs:label", "v": [f"Union {number} of all" for number in range(count)]}
        (condition,) = read_query({"properties": [given]}, "the query").conditions
        agreements = Agreements(index, store)
        agreements.values(condition.property)  # type: ignore[arg-type]
        return agreements, condition

    assert_linear(asked, lambda pair: pair[0].of(pair[1]), 12)
