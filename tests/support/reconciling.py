"""The project's own things, and things made on the spot, ready to be reconciled with."""

from functools import cache

from pyoxigraph import RdfFormat, Store
from small_dataset import DECLARATIONS

from azkz_graph.dataset.project import open_project
from azkz_graph.reconcile.name_index import NameIndex, read_names
from azkz_graph.store.memory_store import project_store


@cache
def real_store() -> Store:
    """The project's own dataset."""
    return project_store(open_project(), graphs=True)


@cache
def real_names() -> NameIndex:
    """The names of the project's own things."""
    return read_names(real_store())


def store_of(turtle: str) -> Store:
    """A store of these triples, whose text may use the project's prefixes."""
    store = Store()
    store.load((DECLARATIONS + turtle).encode(), format=RdfFormat.TURTLE)
    return store


HOSTILE = """
<https://w3id.org/azkz/id/a%3Cscript%3E%22%26> rdfs:label "<script>alert(1)</script>"@en , "\\u202E\\u0000x" ;
    dct:description "</p><img src=x onerror=alert(1)>"@en ; a azkz:Place , <https://example.org/%22%3E> ;
    azkz:topic "{{ 7 * 7 }}" , <https://w3id.org/azkz/id/> , [] ; schema:sameAs <https://www.wikidata.org/entity/> .
<https://w3id.org/azkz/id/> rdfs:label "the namespace" .
id:nameless a azkz:Place .
id:empty rdfs:label "" , " "@en , "%"@he .
id:number rdfs:label 7 ; azkz:value "many"^^xsd:integer , "INF"^^xsd:double , "9"^^xsd:date .
"""
"""Things that mean harm, or are poor in names."""
