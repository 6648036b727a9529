"""The project's own dataset and release, read once for all tests."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.export.reading_order import Arrangement, arrange
from azkz_graph.export.release import release
from azkz_graph.export.release_files import Release

pytest_plugins = (
    "browsing",
    "fault_projects",
    "own_publication",
    "prepared_queries",
    "released_project",
    "serving",
)


# A shell that runs the tests in the background has them ignore SIGINT, and so would every process that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden", action="store_true", help="write what was expected anew, to read as a diff"
    )


DEAREST = (
    "corpus/test_corpus_engines",
    "site/whole/test_hostile_site",
    "site/whole/test_reading",
    "site/browser/test_ask",
    "server/test_hostile_connections",
    "test_package",
    "test_extras",
)
"""The files of tests that take longest; one that began last would keep one process busy while the others wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first."""
    folder = Path(__file__).parent
    order = {folder / f"{name}.py": place for place, name in enumerate(DEAREST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(scope="session")
def project() -> Project:
    return open_project()


@pytest.fixture(scope="session")
def dataset(project: Project) -> Dataset:
    return derive(read(project))


@pytest.fixture(scope="session")
def arrangement(dataset: Dataset) -> Arrangement:
    return arrange(dataset)


@pytest.fixture(scope="session")
def published(dataset: Dataset) -> Release:
    return release(dataset)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    """Compares bytes with a golden file, or writes it anew."""

    def compare(path: Path, actual: bytes) -> None:
        if request.config.getoption("--rewrite-golden"):
            path.write_bytes(actual)
        assert actual.decode() == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tests' own cache folder, so that they neither use nor change the user's."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def small() -> Project:
    """A complete project of a few facts, with every kind of thing."""
    return open_project(Path(__file__).parent / "projects" / "small")
