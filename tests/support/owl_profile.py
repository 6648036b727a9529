"""The OWL API, by which Protégé reads ontologies."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from py4j.java_gateway import GatewayParameters, JavaGateway, launch_gateway
from reasoner import JAVA

JARS: Final = Path("/usr/share/java")
NEEDED: Final = (
    *("owlapi-api", "owlapi-apibinding", "owlapi-impl", "owlapi-parsers", "owlapi-rio", "owlapi-tools"),
    *("rdf4j-*", "commons-rdf-api", "commons-rdf-simple", "commons-io", "xz"),
    *("guava", "caffeine", "hppcrt", "slf4j-api", "slf4j-nop", "jsr305", "atinject-jsr330-api"),
)
"""The archives that the OWL API needs for Turtle."""

needs_owl_api = pytest.mark.skipif(
    JAVA is None or not (JARS / "owlapi-api.jar").exists(),
    reason="the OWL API is missing; install Debian's default-jre-headless and libowlapi-java",
)


def profile_violations(files: Iterable[Path]) -> list[str]:
    """What the files break of OWL 2 DL, and what the OWL API does not understand of them, a line each.

    They are read one after the other; one that imports another comes after it.
    """
    port = launch_gateway(
        classpath=":".join(str(path) for name in NEEDED for path in sorted(JARS.glob(f"{name}.jar"))),
        jarpath=str(gateway_archive()),
        die_on_exit=True,
    )
    gateway = JavaGateway(gateway_parameters=GatewayParameters(port=port))
    try:
        return sorted(file_violations(gateway, files))
    finally:
        gateway.shutdown()


def gateway_archive() -> Path:
    """The Java side of py4j; pyspark, which brings both, keeps it where py4j does not look."""
    spec = find_spec("pyspark")
    assert spec
    assert spec.origin
    (archive,) = Path(spec.origin).parent.glob("jars/py4j-*.jar")
    return archive


def file_violations(gateway: JavaGateway, files: Iterable[Path]) -> Iterable[str]:
    """What each file breaks, and what of it is not understood."""
    java, owl = gateway.jvm.java, gateway.jvm.org.semanticweb.owlapi
    manager = owl.apibinding.OWLManager.createOWLOntologyManager()
    for file in files:
        ontology = manager.loadOntologyFromOntologyDocument(java.io.File(str(file)))
        violations = owl.profiles.OWL2DLProfile().checkOntology(ontology).getViolations()
        left = ontology.getFormat().getOntologyLoaderMetaData().get().getUnparsedTriples().toArray()
        yield from (f"{file.name}: {violation}" for violation in violations)
        yield from (f"{file.name}: not understood: {triple}" for triple in left)
