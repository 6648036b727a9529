"""Every kind of page, each by one page of the project's own site."""

from azkz_graph.routes.document_paths import LANGUAGES

ARTICLE = "doc/azerbaijan-kazakhstan-article"
KINDS = {
    "home": "index",
    "entity": "doc/kazakhstan",
    "passage": f"{ARTICLE}/o9",
    "footnote": f"{ARTICLE}/fn2",
    "claim": "doc/claim-armenia-occupier",
    "figure": "doc/trade-turnover-2016",
    "source": "doc/source-zaman-interview",
    "rule": "doc/rule/trade-sum",
    "named graph": "doc/graph/entities",
    "dataset": "doc/dataset",
    "question with form and chart": "query/timeline",
    "question of triples": "query/schema-org",
    "questions": "questions",
    "article": "article",
    "timeline": "timeline",
    "map": "map",
    "network": "network",
    "trade": "trade",
    "profile": "profile",
    "ask": "ask",
    "search": "search",
    "things": "things",
    "downloads": "downloads",
    "ontology": "ontology/index",
    "shapes": "ontology/shapes",
    "about": "about",
    "versions": "versions",
    "version": "doc/dataset/1.0.0",
    "ontology of a version": "ontology/versions/1.0.0",
    "labels": "labels",
    "nothing": "404",
}
"""The path of a page of each kind, without suffix."""

SCRIPTED = frozenset({"ask", "search"})
"""What is not there without scripts."""

OTHERS = tuple(language for language in LANGUAGES if language != "en")
