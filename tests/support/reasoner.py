"""Conclusions of HermiT, the reasoner for OWL 2 DL that owlready2 brings."""

import shutil
import warnings
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize

JAVA = shutil.which("java")
needs_java = pytest.mark.skipif(
    JAVA is None, reason="there is no java to reason with; install Debian's default-jre-headless"
)


def unsatisfiable_classes(quads: Iterable[Quad], folder: Path) -> list[str] | None:
    """The IRIs of classes that can have no member; None if the triples contradict each other altogether.

    `folder` is for a file in between, because owlready2 reads N-Triples from files only.
    """
    with warnings.catch_warnings():
        # owlready2 does without its optional compiled parser, and says so.
        warnings.simplefilter("ignore")
        from owlready2 import Nothing, OwlReadyInconsistentOntologyError, World, sync_reasoner_hermit
    file = folder / "ontology.nt"
    lines = serialize({Quad(*quad.triple) for quad in quads}, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    file.write_bytes(lines)
    world = World()
    world.get_ontology(file.as_uri()).load()
    try:
        sync_reasoner_hermit(world, debug=0)
        return sorted(term.iri for term in world.inconsistent_classes() if term is not Nothing)
    except OwlReadyInconsistentOntologyError:
        return None
    finally:
        world.close()
