"""The media types that servers send."""

from pathlib import PurePosixPath

from azkz_graph.export.dataset_files import DATASET_FILES
from azkz_graph.routes.response_headers import CONTENT_TYPES


def test_every_file_of_a_dataset_is_sent_as_what_it_is() -> None:
    sent = {name: CONTENT_TYPES.get(PurePosixPath(name).suffix[1:]) for name in DATASET_FILES}
    # Only of Turtle are there two versions, which its suffix does not tell apart.
    assert sent == {name: file.media_type.partition(";")[0] for name, file in DATASET_FILES.items()}
