"""The command that asks a site for every IRI finds nothing wrong with the server."""

import subprocess
import sys

import pytest
from patience import PATIENCE
from serving import Served

pytestmark = pytest.mark.process


@pytest.mark.parametrize(
    "pattern",
    [
        "id/ba*",
        "id/azerbaijan-kazakhstan-article/p1*",
        "fact/2*",
        "rule/*",
        "graph/*",
        "ontology*",
        "dataset",
        "query/n*",
        "id/nothing-is-called-so",
    ],
)
def test_nothing_is_wrong(pattern: str, server: Served) -> None:
    command = [
        sys.executable,
        "-m",
        "azkz_graph",
        "check-deref",
        server.url,
        "--only",
        pattern,
        "--jobs",
        "2",
    ]
    found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (found.returncode, found.stdout) == (0, "")
    assert found.stderr.endswith(", nothing is wrong\n")
