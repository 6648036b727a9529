"""Publication with harm in every text, name, link and header of the small project."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from small_dataset import quads_of

from azkz_graph.dataset.dataset import read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project, open_project
from azkz_graph.problem import Place
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import BASE, PREFIXES, XSD

HARM = (
    "<script>pwned('script')</script>",
    '"><img src=x onerror="pwned(\'image\')">',
    "'><svg onload='pwned(1)'></svg>",
    "</script><script>pwned('closed')</script>",
    "</title></style></textarea></select><script>pwned('raw')</script>",
    "<!-- --!> --><script>pwned('comment')</script>",
    "]]><script>pwned('cdata')</script><![CDATA[",
    "{{ 7*7 }} {% include 'x' %} ${pwned('template')} `${pwned(2)}`",
    "javascript:pwned('url')",
    "\\u003cscript\\u003epwned('escape')\\u003c/script\\u003e \\ \\\\ \\\"",
    "&lt;script&gt;pwned('entity')&lt;/script&gt; &amp; &#60; &quot",
    "%s %(name)s {0} {name} %3Cscript%3E 100%",
    "\u202egnp.exe\u202c \u2066\u2067turned\u200f\u200e \u061c\u2069",
    "e" + "\u0301\u0330" * 200 + " Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "\N{MAN}\N{ZERO WIDTH JOINER}\N{GIRL} 🇰🇿 𐎠𝕏漢字ﷺ",
    "W" * 10_000,
    "word " * 2_000,
    " \t\r\n \u0001\u001b[2J line\u2028paragraph\u2029end\u0085\u007f ",
    "",
)
"""What a text is followed by, each in its turn."""

IRIS = (
    "javascript:pwned('iri')",
    "JaVaScRiPt:pwned(1)",
    "data:text/html,%3Cscript%3Epwned()%3C/script%3E",
    "vbscript:pwned",
    "file:///etc/passwd",
    "https://example.org/'onmouseover=pwned()//?a=b&c=(d)",
    "http://user:word@example.org:80/%22%3E%3Cscript%3E#a%20b",
    "urn:azkz:page",
    "tel:+1",
    "https://example.org/" + "long/" * 500,
)
"""Where links lead that a graph may hold."""

QUERIES = (
    "class-links",
    "diplomatic-missions",
    "memberships",
    "network",
    "notes",
    "places",
    "schema-org",
    "timeline",
)
PREDICATES = ("schema:sameAs", "rdfs:seeAlso", "skos:closeMatch", "schema:url", "azkz:party", "dct:license")

MORE = """
GRAPH <https://w3id.org/azkz/graph/entities> {
    id:aktau schema:latitude 43.65 ; schema:longitude 51.17 .
    id:sumqayit schema:latitude 40.59 ; schema:longitude 49.67 .
    id:kazakhstan azkz:m49 "398" .
    id:embassy a azkz:DiplomaticMission ; rdfs:label "Embassy"@en , "שגרירות"@he ; dct:type id:award .
    id:event a azkz:Event ; rdfs:label "Event"@en .
    id:nameless a azkz:Event .
    <https://w3id.org/azkz/id/a-'(onload=pwned())> a azkz:Event ; rdfs:label "Quoted"@en .
    <http://example.org/%22%3E%3Cscript%3E#'('> rdfs:label "Foreign term"@en .
}
GRAPH <https://w3id.org/azkz/id/small-article/o3> {
    id:embassy azkz:sendingState id:kazakhstan ; azkz:receivingState id:azerbaijan ; dct:spatial id:aktau .
    id:event dct:date "2016"^^xsd:gYear , "0000-99-99"^^xsd:date , "not a date"^^xsd:date , "<b>"^^xsd:gYear ;
        dct:spatial id:sumqayit ; schema:value "1e999"^^xsd:double , "NaN"^^xsd:double , "x<y"^^xsd:integer ,
        "1"^^<javascript:alert(1)> , "<i>"^^rdf:HTML , "true<"^^xsd:boolean .
}
"""

STATED = NamedNode(f"{BASE}id/small-article/o3")
TEXT = NamedNode(XSD + "string")


def hostile(small: Project, root: Path) -> Publication:
    """The publication, whose project lies in the folder `root`."""
    project = hostile_project(small, root)
    authored = read(project)
    place = next(iter(authored.places.values()))
    harm = cycle(HARM)
    quads = {harmed(quad, harm): where for quad, where in authored.places.items()}
    more: Mapping[Quad, Place] = dict.fromkeys([*quads_of(MORE), *links()], place)
    words = "".join(HARM)[:400]
    places = {resealed(quad, authored.places, words): where for quad, where in quads.items()}
    return Publication(derive(replace(authored, places={**places, **more})), BASE, words)


def hostile_project(small: Project, root: Path) -> Project:
    """A copy of the project with harm in the files that are no data: saved queries, shapes, rules."""
    for part, name in ((small.root / "data", "data"), (small.ontology, "ontology")):
        shutil.copytree(part, root / name)
    harm = cycle(text for text in HARM if text.isprintable() and len(text) < 1000)
    (root / "queries").mkdir()
    for name in QUERIES:
        text = (open_project().queries / f"{name}.rq").read_text(encoding="utf-8")
        (root / "queries" / f"{name}.rq").write_text(hostile_header(text, harm), encoding="utf-8")
    shapes = root / "ontology" / "shapes.ttl"
    shapes.write_text(
        re.sub(
            r'(sh:(?:message|name) )"([^"]*)"',
            lambda found: f"{found[1]}{Literal(found[2] + next(harm))}",
            shapes.read_text(encoding="utf-8"),
        ),
        encoding="utf-8",
    )
    return replace(small, root=root, data=root / "data", ontology=root / "ontology", queries=root / "queries")


def hostile_header(text: str, harm: Iterator[str]) -> str:
    """A saved query with harm in its title, its description, its subjects and what it says of a row."""

    def quoted(key: str) -> str:
        return f"#+ {key}: {json.dumps(key + next(harm), ensure_ascii=False)}"

    kept = re.sub(r"(?m)^#\+ (summary|description|row|tags|translations):.*\n(#\+ {2,}.*\n)*", "", text)
    tags = json.dumps([f"tag{next(harm)}" for _ in range(2)], ensure_ascii=False)
    return "\n".join([*map(quoted, ("summary", "description", "row")), f"#+ tags: {tags}", kept])


def harmed(quad: Quad, harm: Iterator[str]) -> Quad:
    """The quad, with harm behind its text if it ends in one."""
    term = quad.object
    if (
        not isinstance(term, Literal)
        or not (term.language or term.datatype == TEXT)
        or quad.predicate == SHA256
    ):
        return quad
    text = term.value + next(harm)
    found = Literal(text, language=term.language) if term.language else Literal(text)
    return Quad(quad.subject, quad.predicate, found, quad.graph_name)


def resealed(quad: Quad, authored: Iterable[Quad], words: str) -> Quad:
    """The quad; if it is the digest of a passage, that of the passage in this text."""
    if quad.predicate != SHA256:
        return quad
    parts = {(str(each.subject), each.predicate): each.object for each in authored}
    selector = str(parts[str(quad.subject), SELECTOR])
    start, end = (int(str(parts[selector, name]).split('"')[1]) for name in (START, END))
    digest = hashlib.sha256(words[start:end].encode()).hexdigest()
    return Quad(quad.subject, quad.predicate, Literal(digest), quad.graph_name)


def links() -> Iterator[Quad]:
    """Links of every kind to everywhere."""
    for name in PREDICATES:
        prefix, _, local = name.partition(":")
        for iri in IRIS:
            yield Quad(KAZAKHSTAN, NamedNode(PREFIXES[prefix] + local), NamedNode(iri), STATED)


SHA256 = NamedNode(PREFIXES["azkz"] + "sha256")
SELECTOR, START, END = (NamedNode(PREFIXES["oa"] + name) for name in ("hasSelector", "start", "end"))
KAZAKHSTAN = NamedNode(f"{BASE}id/kazakhstan")
