"""Rules of each kind of server or host, as text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from azkz_graph.routes.document_paths import (
    LANGUAGES,
    MEDIA_TYPES,
    page,
    page_with_fragment,
    path_of,
)
from azkz_graph.routes.negotiation_patterns import (
    DOCUMENT_SETS,
    HEAVIEST,
    LANGUAGE_PREFERENCE,
    LANGUAGE_TAGS,
    NO_HTML,
    START,
    choices,
    fallbacks,
    weights,
)
from azkz_graph.routes.response_headers import CONTENT_TYPES, HEADERS, TEXTS, VARY
from azkz_graph.routes.signposts import ANYBODY, Publisher, join_links
from azkz_graph.site.hosting.link_rules import LinkRule, link_rules
from azkz_graph.site.hosting.path_patterns import DOCUMENT, GONE, PATTERNS
from azkz_graph.site.hosting.section_patterns import FORMER, SectionPattern
from azkz_graph.site.hosting.w3id import unusual_sets, usual_sets
from azkz_graph.vocabulary import BASE, FACT, ONTOLOGY

ANYWHERE: Final = "/@anywhere@/"
"""What stands for the path of the site where it is not known."""

# What is written are no web pages, and nothing of the dataset is in it but IRIs as patterns: nothing is to be escaped.
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.globals.update(
    answer_type=MEDIA_TYPES["json"],
    choices=choices(),
    content_types=CONTENT_TYPES,
    document=DOCUMENT,
    escaped=re.escape,
    fallbacks=fallbacks(),
    gone=GONE,
    headers=HEADERS,
    heaviest=HEAVIEST,
    language=LANGUAGE_PREFERENCE,
    marks={tag: f".{name}" for tag, name in LANGUAGE_TAGS.items() if name != LANGUAGES[0]},
    media_types=MEDIA_TYPES,
    former_terms=FORMER,
    no_html=NO_HTML,
    patterns=PATTERNS,
    sets=DOCUMENT_SETS,
    start=START,
    text_types=sorted({CONTENT_TYPES[suffix] for suffix in TEXTS}),
    texts=TEXTS,
    vary=VARY,
    weights=weights(),
    void_type=MEDIA_TYPES["ttl"],
)


def htaccess(publisher: Publisher = ANYBODY, sections: Sequence[SectionPattern] = ()) -> str:
    """Return the `.htaccess` of the site for Apache; it holds wherever the site is published."""
    # Where that is, Apache finds out for each request.
    rules = [
        LinkRule(rule.pattern, rule.link.replace(ANYWHERE, "/%{AZKZ_PATH}e").replace("$1", "%{AZKZ_NAME}e"))
        for rule in link_rules(publisher, ANYWHERE)
    ]
    return _render("htaccess", links=rules, sections=sections)


def w3id_htaccess(
    published: Mapping[str, Sequence[str]], base: str, sections: Sequence[SectionPattern] = ()
) -> str:
    """Return the `.htaccess` by which w3id.org leads to a site at the URL `base`, whatever serves it there.

    `published` has the suffixes of the documents of each IRI.
    """
    usual = usual_sets(published)
    unusual = list(unusual_sets(published, usual))
    return _render("w3id", usual=usual, unusual=unusual, base=base, sections=sections)


def nginx_conf(
    path: str, folder: str, publisher: Publisher = ANYBODY, sections: Sequence[SectionPattern] = ()
) -> str:
    """Return the locations for a server block of nginx that publishes `folder` at `path`, which ends in `/`."""
    links = list(link_rules(publisher, path))
    return _render("nginx", path=path, folder=folder, links=links, sections=sections)


def caddyfile(
    path: str, folder: str, publisher: Publisher = ANYBODY, sections: Sequence[SectionPattern] = ()
) -> str:
    """Return the same for a site block of Caddy."""
    links = list(link_rules(publisher, path))
    return _render("caddy", path=path, folder=folder, links=links, sections=sections)


def redirects(path: str, withdrawn: Iterable[str] = (), sections: Mapping[str, str] | None = None) -> str:
    """Return the `_redirects` of Netlify and Cloudflare Pages for a site at `path`, which ends in `/`.

    `withdrawn` are the paths of the documents of what was withdrawn, without suffix; `sections` the paths of sections
    of pages, with their fragments, by IRI.
    """
    # Facts have no page, and lie in a folder of their own, where their stubs are found without a rule.
    own = {
        path_of(iri): place for iri, place in (sections or {}).items() if not iri.startswith((FACT, ONTOLOGY))
    }
    terms = [iri.removeprefix(ONTOLOGY) for iri in sections or () if iri.startswith(ONTOLOGY)]
    # A splat would take the slash at the end of a path with it.
    moved = {
        pattern.route.prefix + behind: pattern.route.documents + behind
        for pattern in PATTERNS
        # A place in a path may be anything here, and that of a version would be every document of the ontology.
        if pattern.moved
        and BASE + pattern.route.prefix != FACT
        and not pattern.documents.endswith("/index")
        and not pattern.route.of_versions
        for behind in ([""] if pattern.route.exact else [":one", ":one/:two"])
    }
    others = {tag: name for tag, name in LANGUAGE_TAGS.items() if name != LANGUAGES[0]}
    gone = [page(stem, language) for stem in withdrawn for language in LANGUAGES]
    places = {iri: page_with_fragment(place, LANGUAGES[0]) for iri, place in own.items()}
    return _render(
        "redirects", path=path, moved=moved, languages=others, withdrawn=gone, sections=places, terms=terms
    )


def headers(path: str, publisher: Publisher = ANYBODY) -> str:
    """Return the `_headers` of the same hosts, which cannot tell what a file is about."""
    return _render("headers", path=path, link=join_links(publisher.signposts()))


def _render(name: str, **values: object) -> str:
    return _TEMPLATES.get_template(f"{name}.jinja").render(**values)
