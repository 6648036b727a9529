"""The example notebook, run from top to bottom by Jupyter's own kernel."""

from pathlib import Path

import pytest
from patience import PATIENCE

pytestmark = pytest.mark.process

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def test_every_cell_runs_and_the_file_keeps_no_output() -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is missing; PyPI's nbclient brings it")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is missing; PyPI brings it")
    pytest.importorskip("ipykernel", reason="ipykernel is missing; PyPI brings it")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [cell for cell in cells if cell.outputs or cell.execution_count]
    nbclient.NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3").execute()
    assert all(cell.outputs for cell in cells)
    shown = [output for cell in cells for output in cell.outputs]
    assert [output for output in shown if output.get("name") == "stderr"] == []
    assert sum("text/html" in output.get("data", {}) for output in shown) >= 9
