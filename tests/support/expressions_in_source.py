"""Regular expressions in the program's modules, and how each is applied."""

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import azkz_graph

ROOT: Final = Path(azkz_graph.__file__).parent

FLAGS: Final = {
    "compile": 1,
    "match": 2,
    "fullmatch": 2,
    "search": 2,
    "findall": 2,
    "finditer": 2,
    "split": 3,
}
FLAGS_OF_SUB: Final = 4
"""Which argument of the function has the flags."""

METHODS: Final = frozenset({*FLAGS, "sub", "subn"} - {"compile"})


@dataclass(frozen=True)
class Expression:
    """A regular expression: the module and the definition in which it stands, and the methods that apply it.

    The pattern is None if it is made where the program runs.
    """

    place: str
    source: str
    pattern: str | bytes | None
    flags: int
    methods: frozenset[str]


def expressions(root: Path = ROOT) -> list[Expression]:
    """Every regular expression of the modules below a folder of the package."""
    return [found for path in sorted(root.rglob("*.py")) for found in in_module(path)]


def in_module(path: Path) -> Iterator[Expression]:
    """The regular expressions of a module."""
    tree = parsed(path)
    name = ".".join(("azkz_graph", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for statement in tree.body:
        for call in ast.walk(statement):
            if isinstance(call, ast.Call) and is_of_re(call.func):
                yield from in_call(name, statement, call)


def is_of_re(function: ast.expr) -> bool:
    """Whether a function is one of `re` that takes a pattern."""
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in METHODS | {"compile"}
    )


def in_call(module: str, statement: ast.stmt, call: ast.Call) -> Iterator[Expression]:
    """The regular expressions of a call: several if it picks one of a table."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    defined = defined_name(statement)
    methods = used(module, defined) if function == "compile" else frozenset({function})
    at = FLAGS.get(function, FLAGS_OF_SUB)
    given = [each.value for each in call.keywords if each.arg == "flags"] or call.args[at : at + 1]
    space = vars(importlib.import_module(module))
    flags = sum(flag for each in given for flag in evaluated(each, space))
    patterns = list(evaluated(call.args[0], space)) or [None]
    for pattern in patterns:
        yield Expression(f"{module}:{defined}", ast.unparse(call.args[0]), pattern, flags, methods or METHODS)


def defined_name(statement: ast.stmt) -> str:
    """The name that a statement of a module defines."""
    if isinstance(statement, ast.AnnAssign):
        return ast.unparse(statement.target)
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    return getattr(statement, "name", "")


def evaluated(node: ast.expr, space: Mapping[str, Any]) -> Iterator[Any]:
    """The values that an expression may have; none if they are not known before the program runs."""
    node = WithoutEscapes().visit(ast.parse(ast.unparse(node), mode="eval").body)
    try:
        yield value_of(node, space)
    except NameError:
        if isinstance(node, ast.Subscript):
            yield from value_of(node.value, space).values()


def value_of(node: ast.expr, space: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """The value of an expression of the package's source."""
    return eval(compile(ast.fix_missing_locations(ast.Expression(node)), "source", "eval"), dict(space))


class WithoutEscapes(ast.NodeTransformer):
    """Puts a letter in place of what `re.escape` makes of a text, and of single letters of a pattern's name."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A letter for a call of `re.escape`."""
        return ast.Constant("q") if ast.unparse(node.func) == "re.escape" else node


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def used(module: str, name: str) -> frozenset[str]:
    """The methods of a compiled expression that the package uses, in its module and where it is imported."""
    here = Path(*module.split(".")[1:])
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        is_home = path.relative_to(ROOT).with_suffix("") in (here, here / "__init__")
        if is_home or (module, name) in imported(path):
            found |= set(methods_of(parsed(path), name))
    return frozenset(found)


@cache
def imported(path: Path) -> frozenset[tuple[str | None, str]]:
    """The names that a module imports, each behind the module that it comes from."""
    return frozenset(
        (node.module, each.name)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    )


def methods_of(tree: ast.Module, name: str) -> Iterable[str]:
    """The methods that are called on the name, or on what a table of that name holds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            base = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(base, ast.Name) and base.id == name:
                yield node.attr
