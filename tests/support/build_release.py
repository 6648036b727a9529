"""Builds the project in the first argument into the folder in the second; a fresh process for tests."""

import sys
from pathlib import Path

from azkz_graph.dataset.dataset import read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import open_project
from azkz_graph.export.release_folder import build
from azkz_graph.problem import UsageError

if __name__ == "__main__":
    try:
        build(derive(read(open_project(Path(sys.argv[1])))), Path(sys.argv[2]))
    except UsageError as error:
        sys.exit(str(error))
