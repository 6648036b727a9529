"""What the field's linters say of the OpenAPI document (nothing), and a client that is generated from it."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from npm_programs import npm_programs
from serving import Served

pytestmark = [pytest.mark.large, pytest.mark.process]

HERE: Final = Path(__file__).parent / "openapi_tools"
QUIET: Final = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs."""
    return npm_programs(HERE, tmp_path_factory)


@pytest.fixture
def described(tools: Path, server: Served, tmp_path: Path) -> Path:
    """A folder with the document of a server, from which the programs can be called."""
    (tmp_path / "node_modules").symlink_to(tools / "node_modules")
    (tmp_path / "openapi.json").write_bytes(server.get("openapi.json").data)
    shutil.copy(HERE / "package.json", tmp_path)
    return tmp_path


def run(folder: Path, *command: str) -> str:
    """What a program prints, which must succeed."""
    done = subprocess.run(
        [str(folder / "node_modules" / ".bin" / command[0]), *command[1:]],
        cwd=folder,
        env={**os.environ, **QUIET},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_spectral_finds_nothing(described: Path) -> None:
    (described / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n')
    found = run(described, "spectral", "lint", "--fail-severity=hint", "--format=json", "openapi.json")
    assert json.loads(found[: found.rindex("]") + 1]) == []


def test_redocly_finds_nothing(described: Path) -> None:
    found = run(described, "redocly", "lint", "--extends=recommended", "--format=json", "openapi.json")
    assert json.loads(found)["problems"] == []


def test_a_generated_client_asks_a_saved_query(described: Path, server: Served) -> None:
    run(described, "openapi-typescript", "openapi.json", "--output", "described.d.ts")
    shutil.copy(HERE / "call.ts", described)
    options = ["--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"]
    run(described, "tsc", *options, "--skipLibCheck", "call.ts")
    done = subprocess.run(
        ["node", "call.js", server.url.rstrip("/")], cwd=described, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "states": ["https://w3id.org/azkz/id/kazakhstan"],
        "same": True,
        "lines": 1,
        "status": 400,
    }
