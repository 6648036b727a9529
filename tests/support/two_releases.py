"""A little project with two releases: between them, one thing has another name, and one figure is corrected."""

from pathlib import Path

from little_project import edit, write_project

from azkz_graph.check.earlier_releases import earlier_releases
from azkz_graph.dataset.project import open_project
from azkz_graph.store.memory_store import derive_project
from azkz_graph.versions.release_plan import carry_out, plan_release

FIRST, SECOND = "1.2.3", "2.0.0"
WITHDRAWN = """\
@prefix azkz: <https://w3id.org/azkz/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/azkz/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:aktau
    azkz:withdrawnIn "2.0.0" ;
    dct:modified "2026-11-25"^^xsd:date ;
    skos:changeNote "Its name is spelled otherwise."@en , "שמה נכתב אחרת."@he ;
    dct:isReplacedBy id:aqtau .
"""


def write_releases(root: Path) -> Path:
    """Write the project into a new folder, with its register and archives, as of the second release."""
    write_project(root)
    release_project(root)
    for file in ("data/facts.trig", "data/entities/things.ttl", "data/notes.ttl"):
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace("id:aktau", "id:aqtau"), encoding="utf-8")
    edit(root, "data/facts.trig", "schema:value 85000", "schema:value 86000")
    edit(root, "data/dataset.ttl", '"1.2.3"', '"2.0.0"')
    edit(root, "data/dataset.ttl", "2026-11-22", "2026-11-25")
    (root / "data" / "withdrawn.ttl").write_text(WITHDRAWN, encoding="utf-8")
    release_project(root)
    return root


def release_project(root: Path) -> None:
    """Release the project as it is."""
    plan = plan_release(earlier_releases(derive_project(open_project(root))))
    carry_out(plan, root / "releases", root.parent / f"files-{plan.row.version}")
