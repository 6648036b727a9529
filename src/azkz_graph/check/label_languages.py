"""Labels of one thing whose tags differ, but are in one language of the pages."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import error
from azkz_graph.problem import Place, Problem
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.text.language_range import range_of
from azkz_graph.vocabulary import LABEL


def label_problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the labels beside the one in a language, such as `en-US` beside `en`: queries would answer with each."""
    found: dict[object, dict[Literal, Place]] = defaultdict(dict)
    for quad, place in dataset.places.items():
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            language = range_of(quad.object.language, LANGUAGES)
            if language is not None:
                found[quad.subject, language][quad.object] = place
    for labels in found.values():
        ordered = sorted(labels, key=lambda label: (len(label.language or ""), str(label)))
        first, *others = ordered
        for label in others:
            # Labels with the same tag are found by a shape.
            if label.language != first.language:
                what = f"{label} is a label beside {first}, and queries answer with both"
                place = labels[label]
                mend = "keep one as rdfs:label, and write the other as schema:alternateName"
                yield error(place.path, place.line, "language", what, mend)
