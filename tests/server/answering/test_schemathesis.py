"""Requests made from the OpenAPI document, and others that it forbids, are answered as it says."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from patience import PATIENCE
from serving import Served

pytestmark = pytest.mark.process

REDIRECTIONS: Final = r"^(/query/[^.]*|/id/.*|/fact/.*|/timegate/.*)$"
"""The operations that lead to a document and leave it to that to look at the parameters."""

NOT_ASKED: Final = "positive_data_acceptance,unsupported_method"
"""Which things have a name no schema tells, and what other methods are answered with is tested elsewhere."""

SETTINGS: Final = """\
[checks.negative_data_rejection]
expected-statuses = ["400", "403", "404", "405", "406", "413", "415", "429", "431", "503"]
"""
"""What is answered to what the document forbids; 431 is none that the program expects by itself."""


@pytest.mark.parametrize(
    ("choice", "unchecked"),
    [
        (("--exclude-path-regex", REDIRECTIONS), NOT_ASKED),
        (("--include-path-regex", REDIRECTIONS), f"{NOT_ASKED},negative_data_rejection"),
    ],
    ids=["documents", "redirections"],
)
def test_every_operation_answers_as_it_is_described(
    server: Served, tmp_path: Path, choice: tuple[str, str], unchecked: str
) -> None:
    (tmp_path / "schemathesis.toml").write_text(SETTINGS)
    command = [str(Path(sys.executable).with_name("schemathesis")), "--no-color", "run"]
    options = [
        "--max-examples=2",
        "--phases=examples,fuzzing",
        "--generation-deterministic",
        f"--request-timeout={PATIENCE}",
    ]
    choices = [*choice, "--exclude-checks", unchecked]
    done = subprocess.run(
        [*command, f"{server.url}openapi.json", *options, *choices],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
