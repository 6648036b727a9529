"""A small site of documents with every kind of IRI, and all its hosting files; what servers are tested with."""

from collections.abc import Mapping
from pathlib import Path

from azkz_graph.routes.document_paths import LANGUAGES, document, page
from azkz_graph.routes.negotiation_patterns import DOCUMENT_SETS
from azkz_graph.routes.signposts import Publisher
from azkz_graph.site.hosting.hosting_files import make_hosting_files
from azkz_graph.site.hosting.path_patterns import GONE
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
WITHDRAWN = BASE + "id/once"
"""What was withdrawn."""

RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">'
    '<rdf:Description rdf:about="{iri}"><rdfs:label>x</rdfs:label></rdf:Description></rdf:RDF>\n'
)
TRIPLE = '<{iri}> <http://www.w3.org/2000/01/rdf-schema#label> "x"'
BODIES = {
    "ttl": TRIPLE + " .\n",
    "nt": TRIPLE + " .\n",
    "rdf": RDF_XML,
    "jsonld": '[{"@id": "{iri}", "http://www.w3.org/2000/01/rdf-schema#label": "x"}]\n',
    "trig": "<{iri}> { " + TRIPLE + " }\n",
    "nq": TRIPLE + " <{iri}> .\n",
    "rq": "SELECT * { ?s ?p ?o }\n",
    "csv": "s\r\nx\r\n",
    "json": '{"head": {}, "boolean": true}\n',
}
PAGE = '<!DOCTYPE html>\n<html lang="{language}">\n<title>{text}</title>\n<p>{text}</p>\n</html>\n'


def write_site(folder: Path, base: str = BASE, published: Mapping[str, tuple[str, ...]] = PUBLISHED) -> Path:
    """Write the site into a new folder, which anybody may read."""
    files = {
        **{str(path): data for path, data in make_hosting_files(published, base, PUBLISHER)},
        **documents({**published, WITHDRAWN: SETS["thing"]}),
        f"{document(WITHDRAWN)}.{GONE}": b"",
        ".well-known/void": b"",
        "assets/style.css": b"",
        "ontology/terms/Unit.html": html("en", "Unit"),
        "ontology/properties/unit.he.html": html("he", "unit"),
        "download/manifest.json": b"{}",
        "download/.zenodo.json": b"{}",
        "download/CITATION.cff": b"",
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
        stem = str(document(iri))
        for suffix in formats:
            if suffix == "html":
                found |= {page(stem, tag): html(tag, iri) for tag in LANGUAGES}
            else:
                found[f"{stem}.{suffix}"] = BODIES[suffix].replace("{iri}", iri).encode()
    return found


def html(language: str, text: str) -> bytes:
    """A page in a language with a text."""
    return PAGE.format(language=language, text=text).encode()
