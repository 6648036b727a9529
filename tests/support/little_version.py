"""A few things, passages and facts, as one version publishes them: as quads, and as the files of a release."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from azkz_graph.dataset.derivation import fact_nodes
from azkz_graph.vocabulary import PREFIXES

ENTITIES = """
graph:entities {
    id:baku a azkz:Place ; rdfs:label "Baku"@en , "באקו"@he .
    id:aktau a azkz:Place ; rdfs:label "Aktau"@en .
    id:note-one a azkz:EditorialNote ; rdfs:label "One"@en ; schema:about id:baku .
    azkz:seat a owl:ObjectProperty ; rdfs:label "seat"@en .
    azkz:seat rdfs:range azkz:Place ; skos:definition "Where it sits."@en .
    passage:p1 a azkz:Passage ; rdfs:label "Trade 1"@en ; oa:hasSelector passage:p1-position .
    passage:p1-position oa:start 3 ; oa:end 9 .
    passage:p2 a azkz:Passage ; rdfs:label "Trade 2"@en .
    id:a-claim a azkz:Claim ; rdfs:label "A claim"@en .
}
"""
FACTS = """
passage:p1 { id:baku azkz:population 5 ; azkz:twin id:aktau . id:a-claim azkz:claimant id:baku . }
passage:p2 { id:aktau azkz:twin id:baku . }
"""


def quads_of(text: str) -> list[Quad]:
    """The quads of TriG, with those of its facts."""
    spaces = {**PREFIXES, "passage": PREFIXES["id"] + "article/"}
    prefixes = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in spaces.items())
    authored = list(parse(prefixes + text, format=RdfFormat.TRIG))
    return [*authored, *fact_nodes(authored)]


def release_files(quads: list[Quad], version: str = "1.0.0") -> dict[str, bytes]:
    """The files of a release of the quads, with their manifest and checksums."""
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    files = {
        "azkz.ttl": written(triples, RdfFormat.TURTLE),
        "azkz.nt": written(triples, RdfFormat.N_TRIPLES),
        "azkz.nq": serialize(quads, format=RdfFormat.N_QUADS) or b"",
        "azkz.rdf": written(triples, RdfFormat.RDF_XML),
        "queries/all.rq": b"SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
    }
    entries = [
        {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    ]
    manifest = {"version": version, "issued": "2026-11-22", "files": entries}
    files["manifest.json"] = json.dumps(manifest).encode()
    sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    files["SHA256SUMS"] = "".join(sums).encode()
    return files


def written(triples: list[Triple], format: RdfFormat) -> bytes:
    return serialize(triples, format=format) or b""


def write_files(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write the files into a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
