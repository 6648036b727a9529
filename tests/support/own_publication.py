"""What the project's own pages are made from, read once for all tests of the site."""

import pytest
from little_project import edit
from two_releases import write_releases

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.site.data.documents import Documents
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_history import read_version_history
from azkz_graph.site.pages.rendering import Renderer
from azkz_graph.site.pages.thing_pages import Leaves
from azkz_graph.store.memory_store import derive_project
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
    return Publication(derive_project(small), BASE)


@pytest.fixture(scope="session")
def released_publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A little project with two releases, of which one label has changed since."""
    root = write_releases(tmp_path_factory.mktemp("released") / "project")
    edit(root, "data/entities/things.ttl", '"Caspian Sea"@en', '"Caspian"@en')
    dataset = derive_project(open_project(root))
    return Publication(dataset, "https://example.org/azkz/", history=read_version_history(dataset))
