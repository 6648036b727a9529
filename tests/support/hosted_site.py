"""A small site of documents with every kind of IRI, and all its hosting files; what servers are tested with."""

from collections.abc import Mapping
from pathlib import Path

from azkz_graph.routes.document_paths import LANGUAGES, document, page
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS
from azkz_graph.routes.signposts import Publisher
from azkz_graph.site.hosting.hosting_files import make_hosting_files
from azkz_graph.site.hosting.path_patterns import GONE
from azkz_graph.site.hosting.section_patterns import section_patterns
from azkz_graph.vocabulary import BASE

PUBLISHER = Publisher(
    f"{BASE}dataset", (f"{BASE}id/makers",), "https://creativecommons.org/licenses/by-sa/4.0/"
)
SETS = {each.name: each.formats for each in DOCUMENT_SETS}
PUBLISHED: Mapping[str, tuple[str, ...]] = {
    BASE + path: SETS[name]
    for path, name in {
        "id/baku": "thing",
        "id/article": "thing",
        "id/article/o1": "graph",
        "id/article/o1-position": "thing",
        "id/note": "thing",
        "fact/6o232wgjptfoz752": "thing",
        "rule/symmetry": "thing",
        "graph/entities": "graph",
        "graph/derived/symmetry": "graph",
        "query/towns": "table",
        "query/names": "triples",
        "ontology": "thing",
        "ontology/alignments": "thing",
        "ontology/shapes": "thing",
        "dataset": "thing",
    }.items()
}
SECTIONS: Mapping[str, str] = {
    BASE + "fact/6o232wgjptfoz752": "doc/article/o1#fact-6o232wgjptfoz752",
    BASE + "id/article/o1-position": "doc/article/o1#id-article-o1-position",
    BASE + "id/note": "doc/baku#id-note",
    BASE + "ontology#unit": "ontology/index#unit",
}
"""What is a section of a page."""

PATTERNS = tuple(section_patterns(SECTIONS))
WITHDRAWN = BASE + "id/once"
"""What was withdrawn."""

TRIPLE = '<{iri}> <http://www.w3.org/2000/01/rdf-schema#label> "x"'
WHOLE = {"jsonld": "[{body}{{}}]\n", "csv": "s\r\n{body}"}
"""What is around the bodies of some documents."""

BODIES = {
    "ttl": TRIPLE + " .\n",
    "nt": TRIPLE + " .\n",
    "jsonld": '{"@id": "{iri}", "http://www.w3.org/2000/01/rdf-schema#label": "x"},',
    "trig": "<{iri}> { " + TRIPLE + " }\n",
    "rq": "SELECT * { ?s ?p ?o }\n",
    "csv": "x\r\n",
    "json": '{"head": {}, "boolean": true}\n',
}
PAGE = '<!DOCTYPE html>\n<html lang="{language}">\n<title>{text}</title>\n<p>{text}</p>\n</html>\n'


def write_site(folder: Path, base: str = BASE, published: Mapping[str, tuple[str, ...]] = PUBLISHED) -> Path:
    """Write the site into a new folder, which anybody may read."""
    files = {
        **{str(path): data for path, data in make_hosting_files(published, base, PUBLISHER, (), SECTIONS)},
        **documents({**published, WITHDRAWN: SETS["thing"]}),
        f"{document(WITHDRAWN)}.{GONE}": b"",
        ".well-known/void": b"",
        "assets/style.css": b"",
        "download/manifest.json": b"{}",
        "download/.zenodo.json": b"{}",
        "download/CITATION.cff": b"",
        "download/azkz.rdf": b"",
        **{page(name, tag): html(tag, name) for name in ("index", "404") for tag in LANGUAGES},
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def documents(published: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Every document of every IRI."""
    found: dict[str, bytes] = {}
    for iri, formats in published.items():
        if iri in SECTIONS:
            continue
        stem = str(document(iri))
        iris = [iri, *(each for each, place in SECTIONS.items() if place.startswith(f"{stem}#"))]
        for suffix in formats:
            if suffix == "html":
                found |= {page(stem, tag): html(tag, " ".join(iris)) for tag in LANGUAGES}
            else:
                body = "".join(BODIES[suffix].replace("{iri}", each) for each in iris)
                found[f"{stem}.{suffix}"] = WHOLE.get(suffix, "{body}").format(body=body).encode()
    return found


def html(language: str, text: str) -> bytes:
    """A page in a language with a text."""
    return PAGE.format(language=language, text=text).encode()
