"""The small project with an ontology of its own, of only the terms that it uses, so that its site is made soon."""

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.dataset.project import CHECKOUT, open_project
from azkz_graph.site.build.site_build import Built, build_site
from azkz_graph.vocabulary import BASE, ONTOLOGY

SMALL = Path(__file__).parents[1] / "projects" / "small"
ARTICLE = SMALL / "article.he.txt"
KEPT = ("shapes.ttl", "context.jsonld", "rules/symmetry.rq", "rules/inversion.rq")
"""The files of the ontology that are taken as they are."""


def write_project(root: Path) -> Path:
    """Write the project into a new folder."""
    for name in ("data", "queries"):
        shutil.copytree(SMALL / name, root / name)
    (root / "ontology" / "rules").mkdir(parents=True)
    for name in KEPT:
        shutil.copy(CHECKOUT / "ontology" / name, root / "ontology" / name)
    vocabulary = {
        name: list(parse(path=CHECKOUT / "ontology" / name)) for name in ("azkz.ttl", "alignments.ttl")
    }
    used = needed(root, vocabulary["azkz.ttl"])
    for name, quads in vocabulary.items():
        own = [quad.triple for quad in quads if is_kept(quad.subject, used)]
        serialize(own, root / "ontology" / name, RdfFormat.TURTLE)
    return root


def needed(root: Path, vocabulary: Sequence[Quad]) -> set[str]:
    """The IRIs that the data and the rules use, and what the terms among them speak of."""
    used = {iri for path in (root / "data").rglob("*.t*") for iri in iris(parse(path=path))}
    for path in (root / "ontology" / "rules").iterdir():
        used |= {ONTOLOGY + name for name in re.findall(r"azkz:(\w+)", path.read_text(encoding="utf-8"))}
    before: set[str] = set()
    while before != used:
        before = used
        used = before | iris(quad for quad in vocabulary if is_kept(quad.subject, before))
    return used


def iris(quads: Iterable[Quad]) -> set[str]:
    """The IRIs of quads."""
    terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object))
    return {term.value for term in terms if isinstance(term, NamedNode)}


def is_kept(subject: object, used: set[str]) -> bool:
    """Whether what is said of the subject belongs to the little ontology."""
    assert isinstance(subject, NamedNode)
    return subject.value in used or not subject.value.startswith(ONTOLOGY)


def edit(project: Path, file: str, old: str, new: str) -> None:
    """Put something in the place of what stands first in a file."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def build(project: Path, site: Path, base: str = BASE, article: Path | None = None) -> Built:
    """The site of the project as it is now."""
    return build_site(checkable(open_project(project)), site, base, article)


def contents(site: Path) -> Mapping[str, bytes]:
    """Every file of the site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    """The files that only one of the sites has, or that are not the same in both."""
    here, there = contents(one), contents(other)
    return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))
