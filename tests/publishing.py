"""What the project's own pages are made from, read once for all tests of the site."""

import pytest

from azkz_graph.dataset import Dataset
from azkz_graph.project import Project
from azkz_graph.site.documents import Documents
from azkz_graph.site.leaves import Leaves
from azkz_graph.site.publication import Publication
from azkz_graph.site.rendering import Renderer
from azkz_graph.stores import derived
from azkz_graph.vocabulary import BASE


@pytest.fixture(scope="session")
def publication(dataset: Dataset) -> Publication:
    return Publication(dataset, BASE)


@pytest.fixture(scope="session")
def renderer(publication: Publication) -> Renderer:
    return Renderer(publication)


@pytest.fixture(scope="session")
def leaves(publication: Publication, renderer: Renderer) -> Leaves:
    return Leaves(publication, renderer, Documents(publication))


@pytest.fixture(scope="session")
def small_publication(small: Project) -> Publication:
    return Publication(derived(small), BASE)
