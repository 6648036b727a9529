"""Files for hosting: rules of servers, and pages for hosts without rules."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from azkz_graph.problem import UsageError
from azkz_graph.site.hosting.server_rules import (
    caddyfile,
    headers,
    htaccess,
    nginx_conf,
    redirects,
    w3id_htaccess,
)
from azkz_graph.site.hosting.stubs import stub
from azkz_graph.vocabulary import BASE

FOLDER: Final = "/srv/azkz"
"""The folder that rules name where they must name one."""


def make_hosting_files(
    published: Mapping[str, Sequence[str]], base: str = BASE
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield every file that lets the IRIs lead to their documents, whatever serves the site.

    `published` has the suffixes of the documents of each IRI. `base` is the URL of the published folder. As long as it
    is that of the IRIs themselves, where the folder will be published is not known: it is taken to be alone on
    its host, and there are no rules for w3id.org.

    Raises:
        UsageError: `base` or an IRI cannot be written into rules.
    """
    path = path_of_base(base)
    texts = {
        ".htaccess": htaccess(),
        "hosting/nginx.conf": nginx_conf(path, FOLDER),
        "hosting/Caddyfile": caddyfile(path, FOLDER),
        "_redirects": redirects(path),
        "_headers": headers(path),
        # GitHub Pages would leave out what begins with a dot or an underscore.
        ".nojekyll": "",
    }
    if base != BASE:
        texts["hosting/w3id.htaccess"] = w3id_htaccess(published, base)
    yield from ((PurePosixPath(name), text.encode()) for name, text in texts.items())
    pages = (stub(iri, formats, base) for iri, formats in published.items())
    yield from (page for page in pages if page is not None)


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
