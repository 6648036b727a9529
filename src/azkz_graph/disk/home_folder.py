"""Home folder of the user, where there is one."""

import os
from pathlib import Path


def home_folder() -> Path | None:
    """Return the user's home folder; None if HOME is empty or relative, or is not set and the system knows none.

    A container often runs as a user whom its system does not know. Source: the documentation of `os.path.expanduser`,
    which then returns `~` itself.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111
    return home if home.is_absolute() and os.environ.get("HOME") != "" else None
