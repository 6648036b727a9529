import pytest
from pyoxigraph import Quad
from small_dataset import quads_of

from azkz_graph.dataset.text_offset import is_offset, with_offset


def quad_of(said: str) -> Quad:
    (quad,) = quads_of(f"id:position {said} .")
    return quad


@pytest.mark.parametrize("name", ["oa:start", "oa:end"])
def test_a_place_in_a_text_gets_the_datatype_of_annotations(name: str) -> None:
    published = with_offset(quad_of(f"{name} 958"))
    assert published == quad_of(f'{name} "958"^^xsd:nonNegativeInteger')
    assert is_offset(published)
    assert with_offset(published) == published


@pytest.mark.parametrize(
    "said",
    ["oa:start -1", "oa:start 007", "oa:start 9.5", 'oa:start "9"', "oa:start id:nine", "schema:position 9"],
)
def test_anything_else_stays_as_it_is_written(said: str) -> None:
    quad = quad_of(said)
    assert with_offset(quad) == quad
    assert not is_offset(quad)
