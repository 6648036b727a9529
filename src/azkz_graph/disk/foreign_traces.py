"""Files that editors and desktops leave beside those of their users."""

import re
from pathlib import Path
from typing import Final

EDITORS: Final = re.compile(
    r"\.#.+|\._.+|#.+#|.+~|~\$.+|\..+\.sw[a-z]|\..+\.kate-swp|\.~lock\..+#|\.goutputstream-\w+"
)
"""Locks, backups and unsaved texts: of Emacs, Vim, Kate, GNOME and the offices, and what macOS puts on other disks."""

DESKTOPS: Final = re.compile(
    r"\.DS_Store|\._.+|\.localized|Thumbs\.db|ehthumbs\.db|desktop\.ini|\.directory", re.IGNORECASE
)
"""How the Finder, the Explorer and Dolphin show a folder."""

COPIES: Final = re.compile(
    r"conflicted copy|\.sync-conflict-\d|\(SFConflict |_(BACKUP|BASE|LOCAL|REMOTE)_\d+\b|^copy of ",
    re.IGNORECASE,
)
"""What sync programs, version control and desktops call a second copy of a file."""

NUMBERED: Final = re.compile(
    r"( \(\d+\)| \d+|( -)? copy( \(?\d+\)?)?)(?=\.\w+(\.(gz|bz2|zst))?$)", re.IGNORECASE
)
"""What desktops and browsers add to the name of a file that is there already."""


def is_editor_trace(name: str) -> bool:
    """Return whether an editor, or the system beneath it, makes files of that name beside the one that is edited.

    >>> [is_editor_trace(name) for name in (".#x.ttl", "._x.ttl", "#x.ttl#", "x.ttl~", ".x.ttl.swp", "x.ttl", ".x.ttl")]
    [True, True, True, True, True, False, False]
    """
    return EDITORS.fullmatch(name) is not None


def is_desktop_trace(name: str) -> bool:
    """Return whether a desktop makes files of that name in every folder that it shows.

    >>> [is_desktop_trace(name) for name in (".DS_Store", "._azkz.ttl", "Thumbs.db", "Desktop.ini", "azkz.ttl")]
    [True, True, True, True, False]
    """
    return DESKTOPS.fullmatch(name) is not None


def is_second_copy(path: Path) -> bool:
    """Return whether a program has given the file the name of a second copy; something may differ in it."""
    original = path.with_name(NUMBERED.sub("", path.name))
    return COPIES.search(path.name) is not None or (original != path and original.exists())
