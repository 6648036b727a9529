"""Path at which a site is published on its host."""

import re
from urllib.parse import urlsplit

from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import BASE


def path_of_base(base: str) -> str:
    """Return the path at which the site is published on its host, with a slash at both ends.

    >>> path_of_base("https://example.org/some/azkz/"), path_of_base(BASE)
    ('/some/azkz/', '/')
    """
    if "@" in base:
        raise UsageError("--base holds a name or a password, which every page would show; leave it out")
    if not is_base(base):
        raise UsageError(
            f"{base!a} cannot be the base of a site; write it as https://example.org/path/ with plain letters"
        )
    return "/" if base == BASE else urlsplit(base).path


def is_base(url: str) -> bool:
    """Return whether the URL has a host, at most a port and a path beside it, and plain letters.

    >>> [is_base(f"http://{rest}/") for rest in ("a", "[::1]:80", "a/b", "a:65536", "[a]", ":80", "a:b", "a b")]
    [True, True, True, False, False, False, False, False]
    """
    try:
        parts = urlsplit(url)
        is_read = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_read and re.fullmatch(r"https?://[\w.:\[\]-]+/([\w.~-]+/)*", url, re.ASCII) is not None
