"""What a dataset says of itself, as far as it may stand in links and comments."""

import pytest
from small_dataset import dataset_of, quads_of

from azkz_graph.dataset.dataset_record import dataset_record
from azkz_graph.vocabulary import BASE


@pytest.mark.parametrize(
    "licence",
    [
        *("<javascript:alert(1)>", '"javascript:alert(1)"', "<data:text/html,x>", "<file:///etc/passwd>"),
        *('"x>\\n<a:b> <a:b> <a:b> .\\n#"', "<urn:x:y>"),
    ],
)
def test_a_licence_that_cannot_be_followed_is_none(licence: str) -> None:
    assert dataset_record(dataset_of(quads_of(f"<{BASE}dataset> dct:license {licence} ."))).license == ""


def test_a_licence_is_an_address() -> None:
    said = quads_of(f"<{BASE}dataset> dct:license <https://example.org/by/> .")
    assert dataset_record(dataset_of(said)).license == "https://example.org/by/"


def test_what_stands_in_comments_is_a_line() -> None:
    said = quads_of(f'<{BASE}dataset> owl:versionInfo "1\\n<a:b> <a:b> <a:b> ." ; dct:issued "2026\\r#" .')
    record = dataset_record(dataset_of(said))
    assert (record.version, record.issued) == ("1 <a:b> <a:b> <a:b> .", "2026 #")
