import hashlib

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from small_dataset import quads_of

from azkz_graph.dataset.dataset import read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.passage_targets import passage_targets
from azkz_graph.dataset.project import Project
from azkz_graph.export.formats import ntriples
from azkz_graph.export.reading_order import arrange
from azkz_graph.vocabulary import ID, ONTOLOGY, PREFIXES, XSD

ARTICLE = """
id:article a schema:Article ; oa:hasSelector <https://w3id.org/azkz/id/article/position> .
<https://w3id.org/azkz/id/article/section> schema:isPartOf id:article ; oa:hasSelector id:heading .
<https://w3id.org/azkz/id/article/p1>
    schema:isPartOf <https://w3id.org/azkz/id/article/section> ; oa:hasSelector id:sentence .
id:elsewhere schema:isPartOf id:site ; oa:hasSelector id:anything .
"""
TARGETS = """
<https://w3id.org/azkz/id/article/section> a oa:SpecificResource ; oa:hasSource id:article .
<https://w3id.org/azkz/id/article/p1> a oa:SpecificResource ; oa:hasSource id:article .
"""


def test_parts_of_an_article_have_it_as_their_source_in_the_graph_of_their_position() -> None:
    quads = quads_of(f"graph:article {{ {ARTICLE} }}")
    assert set(passage_targets(quads)) == set(quads_of(f"graph:article {{ {TARGETS} }}"))


def test_an_annotation_client_finds_the_words_of_every_passage(small: Project) -> None:
    """As https://www.w3.org/TR/annotation-model/#text-position-selector has it, in what is published."""
    text = (small.root / "article.he.txt").read_text(encoding="utf-8")
    said: dict[object, dict[str, object]] = {}
    for quad in parse(ntriples(arrange(derive(read(small)))), format=RdfFormat.N_TRIPLES):
        said.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    oa = PREFIXES["oa"]
    targets = [node for node, values in said.items() if f"{oa}hasSource" in values]
    assert {node for node, values in said.items() if f"{ONTOLOGY}hasFootnote" in values} <= set(targets)
    for target in targets:
        assert said[target][f"{oa}hasSource"] == NamedNode(ID + "small-article")
        selector = said[said[target][f"{oa}hasSelector"]]
        start, end = selector[f"{oa}start"], selector[f"{oa}end"]
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert {start.datatype.value, end.datatype.value} == {XSD + "nonNegativeInteger"}
        digest = hashlib.sha256(text[int(start.value) : int(end.value)].encode()).hexdigest()
        assert said[target][f"{ONTOLOGY}sha256"] == Literal(digest)
