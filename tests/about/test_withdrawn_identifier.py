"""What was withdrawn is not cited as part of the version that lacks it, and its sheet says that it is withdrawn."""

import pytest
from pyoxigraph import RdfFormat, Store

from azkz_graph.about.citation import cite
from azkz_graph.about.entity_sheet import show
from azkz_graph.problem import UsageError

RECORDS = """
PREFIX azkz: <https://w3id.org/azkz/ontology#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/azkz/id/>
<https://w3id.org/azkz/> a dcat:Dataset .
id:sumgait a azkz:Place .
id:baku a azkz:Place .
id:one azkz:withdrawnIn "2.0.0" ; dct:isReplacedBy id:sumgait .
id:chain azkz:withdrawnIn "1.1.0" ; dct:isReplacedBy id:one .
id:two azkz:withdrawnIn "2.0.0" ; dct:isReplacedBy id:sumgait , id:baku .
id:none azkz:withdrawnIn "2.0.0" .
id:loop azkz:withdrawnIn "2.0.0" ; dct:isReplacedBy id:loop .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(RECORDS.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("name", "status", "mend"),
    [
        ("one", "withdrawn in 2.0.0, replaced by id:sumgait", "cite that"),
        ("chain", "withdrawn in 1.1.0, replaced by id:sumgait", "cite that"),
        ("two", "withdrawn in 2.0.0, replaced by id:baku and id:sumgait", "cite one of them"),
        ("none", "withdrawn in 2.0.0, without a replacement", "cite a version before that"),
        ("loop", "withdrawn in 2.0.0, without a replacement", "cite a version before that"),
    ],
)
def test_what_is_withdrawn(store: Store, name: str, status: str, mend: str) -> None:
    with pytest.raises(UsageError) as refusal:
        cite(store, name)
    assert str(refusal.value) == f"id:{name} was {status}; {mend}"
    assert [item.text for item in show(store, name).items if item.key == "status"] == [status]


def test_what_is_published(store: Store) -> None:
    assert "https://w3id.org/azkz/id/sumgait" in cite(store, "sumgait")
    assert not [item for item in show(store, "sumgait").items if item.key == "status"]
