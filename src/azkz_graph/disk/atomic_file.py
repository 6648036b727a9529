"""Files that are written whole or not at all."""

import os
from pathlib import Path

from azkz_graph.disk.safe_path import beside, follow_links


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step: whenever the program dies, readers see all of it or the old file.

    What is no regular file, such as /dev/stdout, is written to as it is.

    Raises:
        UsageError: the path is a link that somebody else may have planted.
        OSError: the file cannot be written; what was there is untouched.
    """
    path = follow_links(path)
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    # The name is short, whatever the file's own.
    partial = beside(path.with_name("azkz"), "partial")
    # What is there already, even a link, is refused, and is not ours to remove.
    with partial.open("xb") as file:
        try:
            if path.exists():
                os.fchmod(file.fileno(), path.stat().st_mode & 0o7777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
