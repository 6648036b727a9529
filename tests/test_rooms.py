"""The program is rooms on floors: a room imports only rooms below it, and no two modules share a name."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "azkz_graph"

PAGE = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `([a-z/]+)/` \| (.+) \|$", PAGE, re.MULTILINE)
ROOMS = tuple(room for room, _ in TABLE)
"""From the ground up; a folder that is not listed is a part of the room around it."""

GROUND = ("problem", "vocabulary")
"""The modules on top of the package that every room may import."""

DOORS = ("__init__", "__main__")
"""The modules by which users come in: they import what they like, and no module imports them."""


class Import(NamedTuple):
    """An import of one module of the package by another, by their paths from the package's folder."""

    importer: Path
    line: int
    imported: Path


def imports(source: Path) -> Iterator[Import]:
    """Every import within the package, at the top of modules and within functions."""
    for path in sorted(source.rglob("*.py")):
        importer = path.relative_to(source)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in imported_names(node, importer, source.name):
                if (imported := module_path(name, source)) is not None:
                    yield Import(importer, getattr(node, "lineno", 0), imported)


def imported_names(node: ast.AST, importer: Path, package: str) -> list[list[str]]:
    """The dotted names, from the package's own on, that a statement may load as modules."""
    if isinstance(node, ast.Import):
        names = [alias.name.split(".") for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        base = (node.module or "").split(".") if node.module else []
        if node.level:
            base = [package, *importer.parent.parts][: len(importer.parts) + 1 - node.level] + base
        names = [[*base, alias.name] for alias in node.names]
    else:
        names = []
    return [name[1:] for name in names if name[0] == package]


def module_path(name: list[str], source: Path) -> Path | None:
    """The module that a dotted name leads to: itself, or the one that it is a name in; None for a package's folder."""
    for parts in (name, name[:-1]):
        path = Path(*parts)
        if parts and (source / path).with_suffix(".py").is_file():
            return path.with_suffix(".py")
        if (source / path).is_dir():
            return path / "__init__.py"
    return None


def floor(module: Path, rooms: tuple[str, ...]) -> int:
    """The number of a module's floor; the ground has -1."""
    for folder in module.parents:
        if folder.as_posix() in rooms:
            return rooms.index(folder.as_posix())
    return -1


def violations(source: Path, rooms: tuple[str, ...]) -> list[str]:
    """Every import that leads upwards, or to a door."""
    found = []
    for importer, line, imported in imports(source):
        if importer.parent == Path() and importer.stem in DOORS:
            continue
        if imported == Path("__init__.py") or floor(importer, rooms) < floor(imported, rooms):
            found.append(f"{importer}:{line} imports {imported}, which is above it")
    return found


def modules() -> list[Path]:
    """The modules, by their paths from the package's folder; the faces of rooms are none."""
    return [path.relative_to(SOURCE) for path in sorted(SOURCE.rglob("*.py")) if path.name != "__init__.py"]


def test_a_room_imports_only_rooms_below() -> None:
    assert len(ROOMS) > 25
    assert violations(SOURCE, ROOMS) == []


def test_every_module_is_in_a_room() -> None:
    on_top = {path.stem for path in SOURCE.glob("*.py")}
    assert on_top == {*GROUND, *DOORS}
    assert [str(module) for module in modules() if len(module.parts) > 1 and floor(module, ROOMS) < 0] == []


@pytest.mark.parametrize(("room", "sentence"), TABLE)
def test_every_room_says_what_lives_there(room: str, sentence: str) -> None:
    face = ast.parse((SOURCE / room / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(face) == sentence
    assert len(face.body) == 1


def test_no_two_modules_share_a_name() -> None:
    counts = Counter(module.stem for module in modules())
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    "statement",
    [
        "from azkz_graph.upper.roof import tile",
        "from azkz_graph.upper import roof",
        "import azkz_graph.upper.roof",
        "import azkz_graph.upper.roof as cover",
        "from ..upper import roof",
        "from ..upper.roof import tile",
        "def late():\n    from azkz_graph.upper import roof",
        "from azkz_graph import upper",
        "import azkz_graph",
    ],
)
def test_every_kind_of_import_is_seen(statement: str, tmp_path: Path) -> None:
    package = tmp_path / "azkz_graph"
    for room in ("lower", "upper"):
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "upper" / "roof.py").write_text("tile = 1\n", encoding="utf-8")
    (package / "lower" / "cellar.py").write_text(statement + "\n", encoding="utf-8")
    assert len(violations(package, ("lower", "upper"))) == 1
    assert "upper" not in statement or violations(package, ("upper", "lower")) == []
