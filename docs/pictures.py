"""Pictures of the ontology and of the program's modules in Mermaid, for the pages of this folder.

`make pictures` draws each picture between its marks, `<!-- NAME -->` and `<!-- end NAME -->`.
Source of the notation: https://mermaid.js.org/syntax/flowchart.html.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from azkz_graph.dataset.dataset import read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import open_project
from azkz_graph.vocabulary import GRAPH, ONTOLOGY, TYPE

DOCS: Final = Path(__file__).parent
PACKAGE: Final = DOCS.parent / "src" / "azkz_graph"

FLOW: Final[Mapping[str, str]] = {
    "dataset.project": "folders",
    "dataset.turtle_reader": "lines → quads",
    "dataset.dataset": "read",
    "dataset.derivation": "derive",
    "check.shacl_results": "shapes",
    "check.compiled.compiled_shapes": "compiled shapes",
    "check.dataset_check": "check",
    "check.report": "problems",
    "export.formats": "serialise",
    "export.fact_table": "tabulate",
    "export.release": "release files",
    "export.release_folder": "build",
    "store.memory_store": "store",
    "ask.answers": "answer",
    "ask.results": "show results",
    "remote.store_loading": "load triple stores",
    "corpus.corpus_article": "one of many articles",
    "corpus.staged_part": "parts",
    "corpus.collisions": "what several describe",
    "corpus.finished_part": "files",
    "corpus.corpus_build": "corpus",
    "site.data.publication": "gather and index",
    "site.pages.rendering": "pages",
    "site.build.site_build": "site",
    "server.answering.question_jobs": "questions",
    "server.answering.iri_replies": "IRIs and files",
    "server.answering.served_data": "workers",
    "server.server_run": "server",
    "cli.check": "azkz check",
    "cli.query": "azkz query",
    "cli.build": "azkz build",
    "cli.load": "azkz load",
    "cli.corpus": "azkz corpus",
    "cli.site": "azkz site",
    "cli.serve": "azkz serve",
}
"""The modules that carry the data on, in the order of the flow; none imports one that comes after it."""

HEDGE: Final = NamedNode(ONTOLOGY + "hedge")
"""Left out of the picture: almost anything can have one."""

MOST_KINDS: Final = 3
"""A property that links to more kinds of things than these is drawn once, to anything."""


def module_imports(folder: Path) -> dict[str, set[str]]:
    """Return the modules of the package that each module imports, at its top or inside functions."""
    return {dotted(path.relative_to(folder)): set(imported(path)) for path in sorted(folder.rglob("*.py"))}


def dotted(path: Path) -> str:
    """Return the name of a module inside the package; the package's own name is empty.

    >>> dotted(Path("site/hosting/__init__.py")), dotted(Path("site/routes.py"))
    ('site.hosting', 'site.routes')
    """
    return ".".join(path.with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def imported(path: Path) -> Iterable[str]:
    """Yield the names of the package's modules that one module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("azkz_graph."):
            yield node.module.removeprefix("azkz_graph.")


def flow() -> str:
    """Draw the stages of the program; an arrow leads from a module to one that builds on it."""
    imports = module_imports(PACKAGE)
    nodes = [
        f'    {node(module)}["{title}<br/><small>{module.replace(".", "/")}.py</small>"]'
        for module, title in FLOW.items()
    ]
    arrows = [
        f"    {node(source)} --> {node(target)}"
        for target in FLOW
        for source in FLOW
        if source in imports[target] and not reached(source, target, imports)
    ]
    return "\n".join(["flowchart LR", *nodes, *arrows])


def node(module: str) -> str:
    """Return the name of a module in the picture's text, where a dot has another meaning."""
    return module.replace(".", "_")


def reached(source: str, target: str, imports: Mapping[str, set[str]]) -> bool:
    """Tell whether the target already builds on the source through another stage."""
    return any(source in imports[middle] for middle in FLOW if middle in imports[target] and middle != source)


def ontology() -> str:
    """Draw the classes of the ontology and the properties that link their members in the data."""
    quads = [quad for quad in derive(read(open_project())).quads() if not is_conclusion(quad)]
    kinds: dict[object, str] = {
        quad.subject: name(quad.object) for quad in quads if quad.predicate == TYPE and is_own(quad.object)
    }
    targets: dict[tuple[str, str], set[str]] = {}
    for quad in quads:
        own = is_own(quad.predicate) and quad.predicate != HEDGE
        if own and quad.subject in kinds and quad.object in kinds:
            targets.setdefault((kinds[quad.subject], name(quad.predicate)), set()).add(kinds[quad.object])
    labels: dict[tuple[str, str], list[str]] = {}
    for (source, link), found in sorted(targets.items()):
        for target in sorted(found) if len(found) <= MOST_KINDS else ["anything"]:
            labels.setdefault((source, target), []).append(link)
    arrows = [
        f'    {source} -- "{"<br/>".join(links)}" --> {target}' for (source, target), links in labels.items()
    ]
    return "\n".join(["flowchart LR", *sorted(arrows)])


def is_conclusion(quad: Quad) -> bool:
    """Tell whether a rule concluded the quad; the picture leaves those out."""
    return str(quad.graph_name).startswith(f"<{GRAPH}derived/")


def is_own(term: object) -> bool:
    """Tell whether the term belongs to the ontology."""
    return isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY)


def name(term: object) -> str:
    """Return the local name of a term of the ontology."""
    return str(term).strip("<>").removeprefix(ONTOLOGY)


PICTURES: Final[Mapping[str, tuple[str, Callable[[], str]]]] = {
    "author.md": ("ontology", ontology),
    "architecture.md": ("flow", flow),
}
"""The picture of each page that has one."""


def illustrate(page: str) -> str:
    """Return the text of a page with its picture drawn from today's files."""
    title, draw = PICTURES[page]
    text = (DOCS / page).read_text(encoding="utf-8")
    start, end = f"<!-- {title} -->\n", f"<!-- end {title} -->"
    before, after = text.partition(start)[0], text.partition(end)[2]
    return f"{before}{start}```mermaid\n{draw()}\n```\n{end}{after}"


if __name__ == "__main__":
    for page in PICTURES:
        (DOCS / page).write_text(illustrate(page), encoding="utf-8")
