"""Builds the site of the project in the first argument into the folder in the second; a fresh process for tests.

With a third argument no file may grow beyond that many bytes.
"""

import resource
import sys
from pathlib import Path

from azkz_graph.check.checkable_dataset import checkable
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import UsageError
from azkz_graph.site.build.site_build import build_site

if __name__ == "__main__":
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
    try:
        build_site(checkable(open_project(Path(sys.argv[1]))), Path(sys.argv[2]))
    except UsageError as error:
        sys.exit(str(error))
