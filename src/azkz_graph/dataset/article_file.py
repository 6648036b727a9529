"""Text file of an article."""

from pathlib import Path

from azkz_graph.problem import UsageError


def read_article(path: Path) -> str:
    """Read an article's text file.

    Raises:
        UsageError: the file is missing, is a folder, or is not in UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        raise UsageError(f"{path} cannot be read ({fault.strerror}); name the article's text file") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not in UTF-8; name the article's text file") from None
