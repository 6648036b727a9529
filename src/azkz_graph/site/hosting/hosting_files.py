"""Files for hosting: rules of servers, and pages for hosts without rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.signposts import ANYBODY, Publisher
from azkz_graph.site.hosting.section_patterns import section_patterns
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

NO_SECTIONS: Final[Mapping[str, str]] = {}
FOLDER: Final = "/srv/azkz"
"""The folder that rules name where they must name one."""


def make_hosting_files(
    published: Mapping[str, Sequence[str]],
    base: str = BASE,
    publisher: Publisher = ANYBODY,
    withdrawn: Iterable[str] = (),
    sections: Mapping[str, str] = NO_SECTIONS,
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield every file that lets the IRIs lead to their documents, whatever serves the site.

    `published` has the suffixes of the documents of each IRI, `publisher` whose they are, and `withdrawn` the paths,
    without suffix, of those that were withdrawn. `sections` has the path of each IRI that is a section of another's
    page, with its fragment. `base` is the URL of the published folder. As long as it is that of the IRIs themselves,
    where the folder will be published is not known: it is taken to be alone on its host, and there are no rules for
    w3id.org.

    Raises:
        UsageError: `base` or an IRI cannot be written into rules.
    """
    path, patterns = path_of_base(base), tuple(section_patterns(sections))
    texts = {
        ".htaccess": htaccess(publisher, patterns),
        "hosting/nginx.conf": nginx_conf(path, FOLDER, publisher, patterns),
        "hosting/Caddyfile": caddyfile(path, FOLDER, publisher, patterns),
        "_redirects": redirects(path, withdrawn, sections),
        "_headers": headers(path, publisher),
        # GitHub Pages would leave out what begins with a dot or an underscore.
        ".nojekyll": "",
    }
    if base != BASE:
        texts["hosting/w3id.htaccess"] = w3id_htaccess(published, base, patterns)
    yield from ((PurePosixPath(name), text.encode()) for name, text in texts.items())
    pages = (stub(iri, formats, base, sections.get(iri)) for iri, formats in published.items())
    yield from (page for page in pages if page is not None)
