"""Modules of the site's scripts run by node, on what a test gives them."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from azkz_graph.site.data import script_bundle

SCRIPTS = script_bundle.FOLDER.parent / "scripts"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None, reason="node is missing; Debian's nodejs brings it"
)


def evaluated(imports: dict[str, str], body: str, given: object) -> Any:  # noqa: ANN401
    """What the function body, in JavaScript, returns of `given`; `imports` are names by module of the scripts."""
    lines = [
        f"import {{ {names} }} from {json.dumps((SCRIPTS / module).as_uri())};"
        for module, names in imports.items()
    ]
    source = f"""
        import {{ readFileSync }} from "node:fs";
        {" ".join(lines)}
        const given = JSON.parse(readFileSync(0, "utf8"));
        const found = (() => {{ {body} }})();
        process.stdout.write(JSON.stringify(found));
    """
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", source],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
