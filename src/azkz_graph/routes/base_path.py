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
    if not re.fullmatch(r"https?://[\w.:\[\]-]+/([\w.~-]+/)*", base, re.ASCII):
        raise UsageError(
            f"{base!a} cannot be the base of a site; write it as https://example.org/path/ with plain letters"
        )
    return "/" if base == BASE else urlsplit(base).path
