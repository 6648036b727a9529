"""Datasets made on the spot, of quads written as TriG."""

from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import Place
from azkz_graph.vocabulary import PREFIXES

DECLARATIONS = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def dataset_of(quads: list[Quad]) -> Dataset:
    """A dataset of these quads, all authored."""
    place = Place(Path("facts.trig"), 1)
    return Dataset(open_project(), dict.fromkeys(quads, place), (), {}, ())


def quads_of(trig: str) -> list[Quad]:
    """The quads of a TriG text, which may use the project's prefixes."""
    return list(parse(DECLARATIONS + trig, format=RdfFormat.TRIG))
