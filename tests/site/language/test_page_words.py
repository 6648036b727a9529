"""Terms of the graph as the pages of five languages show them."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from shown_triples import words_of

from azkz_graph.graph.facts import Term
from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.page_words import MARKED, direction
from azkz_graph.site.language.shown_text import REPLACEMENT
from azkz_graph.vocabulary import ID, LABEL, ONTOLOGY, PREFIXES, TYPE, XSD

STATES = """
id:aktau a azkz:Place ; rdfs:label "Aktau"@en , "אקטאו"@he , "Ақтау"@kk ;
    schema:latitude 43.65 ; schema:longitude 51.15 .
id:oslo rdfs:label "Осло"@ru .
id:kazakhstan azkz:m49 "398" ; dct:title "Kazakhstan"@en .
azkz:Place rdfs:label "place"@en , "מקום"@he .
azkz:ofState rdfs:label "of the state"@en , "מהמדינה"@he .
"""
AKTAU, OSLO, KAZAKHSTAN, NOWHERE = (
    NamedNode(ID + name) for name in ("aktau", "oslo", "kazakhstan", "nowhere")
)
PAGES = {
    AKTAU.value: "doc/aktau",
    ONTOLOGY + "Place": "ontology/index#Place",
    "urn:shape": "ontology/shapes#a",
}
OF_STATE = NamedNode(ONTOLOGY + "ofState")


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def spaced(text: str) -> str:
    """The text with one kind of space; which one stands between digits changes with CLDR."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en", "ltr"),
        ("he", "rtl"),
        ("fa-af", "rtl"),
        ("ru", "ltr"),
        ("hex", "ltr"),
        ("", "ltr"),
        (None, "ltr"),
    ],
)
def test_direction(language: str | None, found: str) -> None:
    assert direction(language) == found


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", ("Aktau", "en")), ("he", ("אקטאו", "he")), ("kk", ("Ақтау", "kk")), ("az", ("Aktau", "en"))],
)
def test_a_name_in_the_language_or_in_english(language: str, name: tuple[str, str]) -> None:
    assert words_of(STATES, language).name(AKTAU) == name


def test_a_name_in_any_language_before_none() -> None:
    assert words_of(STATES, "he").name(OSLO) == ("Осло", "ru")
    assert words_of(STATES).name(KAZAKHSTAN) == ("Kazakhstan", "en")
    assert words_of(STATES).name(NOWHERE) == ("id:nowhere", None)
    assert words_of(STATES).name(NamedNode("https://example.org/a")) == ("https://example.org/a", None)
    assert words_of(STATES).name(BlankNode("a")) == ("_:a", None)


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("en", '<a href="doc/aktau.html">Aktau</a>'),
        ("he", '<a href="doc/aktau.he.html">אקטאו</a>'),
        ("kk", '<a href="doc/aktau.kk.html">Ақтау</a>'),
        ("az", '<a href="doc/aktau.az.html" lang="en" dir="ltr" data-other="en">Aktau</a>'),
    ],
)
def test_a_name_that_is_in_another_language_is_marked(language: str, html: str) -> None:
    assert words_of(STATES, language, pages=PAGES).shown(AKTAU) == html


def test_a_hebrew_name_on_an_english_page_has_its_direction() -> None:
    words = words_of('id:aktau rdfs:label "אקטאו"@he .', pages=PAGES)
    assert words.shown(AKTAU) == '<a href="doc/aktau.html" lang="he" dir="rtl" data-other="he">אקטאו</a>'


def test_what_has_no_name_is_shown_from_left_to_right() -> None:
    assert words_of(language="en").shown(NOWHERE) == "<span>id:nowhere</span>"
    assert words_of(language="he").shown(NOWHERE) == '<span dir="ltr">id:nowhere</span>'


@pytest.mark.parametrize(
    ("folder", "links"),
    [
        ("", ["doc/aktau.he.html", "ontology/shapes.he.html#a", "index.he.html", "assets/style.css"]),
        (
            "doc/",
            ["aktau.he.html", "../ontology/shapes.he.html#a", "../index.he.html", "../assets/style.css"],
        ),
        (
            "ontology/versions/",
            [
                "../../doc/aktau.he.html",
                "../shapes.he.html#a",
                "../../index.he.html",
                "../../assets/style.css",
            ],
        ),
    ],
)
def test_links_from_three_folders(folder: str, links: list[str]) -> None:
    words = words_of(STATES, "he", folder, PAGES)
    hrefs = [words.href(AKTAU), words.href(NamedNode("urn:shape"))]
    assert [*hrefs, words.link_to("index"), words.file("assets/style.css")] == links


@pytest.mark.parametrize(
    "iri",
    [
        *(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
        ),
        *("urn:isbn:1", "mailto:a@example.org", f"{ID}nowhere", f"{ID}javascript:alert(1)"),
    ],
)
def test_no_link_to_what_is_no_page(iri: str) -> None:
    words = words_of(STATES, pages=PAGES)
    assert words.href(NamedNode(iri)) is None
    assert "<a" not in words.shown(NamedNode(iri))
    assert "<a" not in words.predicate(NamedNode(iri))


def test_a_link_to_another_host_does_not_tell_it_whence() -> None:
    link = words_of().shown(NamedNode("https://example.org/?a=1&b=2"))
    assert link == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener" class="outside">https://example.org/?a=1&amp;b=2</a>'
    )


def test_literals_and_blank_nodes_have_no_link() -> None:
    words = words_of(STATES, pages={**PAGES, "a": "a", "_:a": "a"})
    assert words.href(Literal("a")) is None
    assert words.href(BlankNode("a")) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (typed("85000", "integer"), ["85,000", "85,000", "85.000", "85 000", "85 000"]),
        (typed("12643.50", "decimal"), ["12,643.5", "12,643.5", "12.643,5", "12 643,5", "12 643,5"]),
        (typed("-72.1", "decimal"), ["-72.1", "\u200e-72.1", "-72,1", "-72,1", "-72,1"]),
        (typed("1.5E3", "double"), ["1,500", "1,500", "1.500", "1 500", "1 500"]),
        (typed("7", "nonNegativeInteger"), ["7"] * 5),
        (
            typed("1234567890123456789012345678901", "integer"),
            [
                mark.join(["1", *["234", "567", "890", "123", "456", "789", "012", "345", "678", "901"]])
                for mark in ",,.  "
            ],
        ),
        (
            typed("0.1234567890123456789012345678901", "decimal"),
            [f"0{point}1234567890123456789012345678901" for point in "..,,,"],
        ),
        (typed("0.000000001", "decimal"), ["0.000000001", "0.000000001", *["0,000000001"] * 3]),
    ],
)
def test_numbers_in_five_languages(number: Literal, written: list[str]) -> None:
    found = [spaced(words_of(language=language).label(number)) for language in LANGUAGES]
    assert found == written


@pytest.mark.parametrize("text", ["1" * 302, "1e400000", "-" + "9" * 10_000])
def test_a_number_beyond_measure_is_shown_as_it_is_written(text: str) -> None:
    assert words_of().label(typed(text, "double")) == text


@pytest.mark.parametrize(
    ("literal", "html"),
    [
        (typed("85000", "integer"), '<data value="85000">85,000</data>'),
        (typed("1992-08-27", "date"), '<time datetime="1992-08-27">August 27, 1992</time>'),
        (typed("2016-10", "gYearMonth"), '<time datetime="2016-10">October 2016</time>'),
        (typed("1920", "gYear"), '<time datetime="1920">1920</time>'),
        (typed("true", "boolean"), "<bdi>yes</bdi>"),
        (typed("false", "boolean"), "<bdi>no</bdi>"),
        (typed("maybe", "boolean"), "<bdi>maybe</bdi>"),
        (typed("many\x01", "integer"), f"<bdi>many{REPLACEMENT}</bdi>"),
        (typed("2016-02-30", "date"), "<bdi>2016-02-30</bdi>"),
        (typed('"><script>', "date"), "<bdi>&#34;&gt;&lt;script&gt;</bdi>"),
        (Literal("plain <b>"), "<bdi>plain &lt;b&gt;</bdi>"),
        (Literal("in English", language="en"), "<span>in English</span>"),
        (Literal("ערך", language="he"), '<span lang="he" dir="rtl" data-other="he">ערך</span>'),
        (Literal("x", language="sr-latn"), '<span lang="sr-latn" dir="ltr" data-other="sr-latn">x</span>'),
    ],
)
def test_literals(literal: Literal, html: str) -> None:
    assert words_of().shown(literal) == html


FIGURE = """
id:figure a azkz:Figure ; rdfs:label "Figure"@en ; schema:value 85000 ; azkz:unit id:person ;
    azkz:hedge azkz:About , azkz:Today .
id:person rdfs:label "people"@en , "אנשים"@he . azkz:About rdfs:label "about"@en . azkz:Today rdfs:label "today"@en .
"""


def test_a_figure_stands_behind_its_name_with_unit_and_hedges() -> None:
    words, figure = words_of(FIGURE), NamedNode(ID + "figure")
    quantity = (
        'about <data value="85000">85,000</data> people <span class="hedge">(<span>today</span>)</span>'
    )
    assert words.quantity(figure) == quantity
    assert words.shown(figure) == f'<span>Figure</span>: <span class="figure">{quantity}</span>'
    assert words.figure(NamedNode(ID + "person")) == ""
    assert words.figure(Literal("a")) == ""


def test_hedges_and_units_that_no_message_knows_are_marked_if_they_are_in_another_language() -> None:
    quantity = words_of(FIGURE.replace("id:person", "id:mile"), "he").quantity(NamedNode(ID + "figure"))
    assert "<span>אנשים</span>" in quantity
    assert '<span lang="en" dir="ltr" data-other="en">today</span>' in quantity


@pytest.mark.parametrize(
    ("language", "value", "unit", "shown"),
    [
        ("ru", "129", "million-us-dollars", "129 миллионов долларов США"),
        ("ru", "3", "million-us-dollars", "3 миллиона долларов США"),
        ("ru", "136.6", "million-us-dollars", "136,6 миллиона долларов США"),
        ("ru", "21", "us-dollar", "21 доллар США"),
        ("en", "1", "person", "1 person"),
        ("en", "85000", "person", "85,000 people"),
        ("he", "85000", "person", "כ-85,000 נפש"),
        ("az", "86600", "square-kilometre", "86.600 km²"),
        ("kk", "7.9", "percent", "7,9 %"),
    ],
)
def test_units_agree_with_their_numbers(language: str, value: str, unit: str, shown: str) -> None:
    about = "; azkz:hedge azkz:About" if "כ-" in shown else ""
    words = words_of(f"id:figure schema:value {value} ; azkz:unit id:{unit} {about} .", language)
    assert words.quantity(NamedNode(ID + "figure")).striptags() == shown


@pytest.mark.parametrize(
    ("language", "numbers", "shown"),
    [
        ("en", (7, 2), "7 facts, 2 notes"),
        ("en", (1, 0), "1 fact"),
        ("he", (2, 1), "שתי עובדות, הערה אחת"),
        ("ru", (21, 5), "21 факт, 5 примечаний"),
    ],
)
def test_nouns_agree_with_their_numbers(language: str, numbers: tuple[int, int], shown: str) -> None:
    facts, notes = numbers
    assert words_of("", language).counts(("facts", facts), ("notes", notes)) == shown


@pytest.mark.parametrize(
    ("predicate", "html"),
    [
        (OF_STATE, "<span>of the state</span>"),
        (NamedNode(ONTOLOGY + "isUnknownHere"), "<span>is unknown here</span>"),
        (
            NamedNode("http://example.org/knows"),
            '<a href="http://example.org/knows" rel="noopener" class="outside">knows</a>',
        ),
        (NamedNode("urn:x/"), "<span>urn:x/</span>"),
    ],
)
def test_predicates_by_their_label_or_the_words_of_their_name(predicate: NamedNode, html: str) -> None:
    assert words_of(STATES).predicate(predicate) == html


def test_predicates_in_another_language() -> None:
    assert words_of(STATES, "he").predicate(OF_STATE) == "<span>מהמדינה</span>"
    english = '<span lang="en" dir="ltr" data-other="en">of the state</span>'
    assert words_of(STATES, "ru").predicate(OF_STATE) == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_of_rdf_are_words_of_the_interface(language: str) -> None:
    words = words_of(language=language)
    for term in (TYPE, LABEL):
        text, marked = words.name(term)
        assert (":" not in text, marked) == (True, language)
        assert "lang=" not in words.predicate(term)


def test_a_triple_is_its_three_parts() -> None:
    triple = Triple(AKTAU, OF_STATE, NOWHERE)
    assert words_of(STATES).label(triple) == "Aktau · of the state · id:nowhere"
    assert words_of(STATES).shown(triple).count(" · ") == 2


HOSTILE = "</script><script>alert(1)</script>\u202e\x00\"'&"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_name_does_no_harm(language: str) -> None:
    words = words_of("", language, pages=PAGES)
    for predicate in (LABEL, NamedNode(PREFIXES["dct"] + "title")):
        literal = Literal(HOSTILE.replace("\x00", "\x01"), language="en")
        index = type(words.graph)([Triple(AKTAU, predicate, literal), Triple(OF_STATE, LABEL, literal)])
        shown = type(words)(index, language, "", PAGES)
        htmls = (shown.shown(AKTAU), shown.predicate(OF_STATE), shown.unlinked(AKTAU), shown.text(literal))
        for html in (*htmls, shown.literal(literal)):
            assert "<script" not in html
            assert "</script" not in html
            assert "\u202e" not in html
            assert "\x01" not in html


LONG = Literal("a" * 10_000, language="en")


@pytest.mark.parametrize("term", [AKTAU, OF_STATE])
def test_a_long_name_is_cut_where_it_leads_on(term: Term) -> None:
    words = words_of("", pages=PAGES)
    graph = type(words.graph)([Triple(AKTAU, LABEL, LONG), Triple(OF_STATE, LABEL, LONG)])
    shown = type(words)(graph, "en", "", PAGES)
    assert len(shown.shown(term)) < 300
    assert len(shown.predicate(OF_STATE)) < 300
    assert len(shown.label(term)) == 160
    assert shown.full_name(AKTAU) == LONG


def test_places_have_coordinates_and_states_a_code() -> None:
    words = words_of(STATES)
    assert words.coordinates(AKTAU) == (43.65, 51.15)
    assert words.coordinates(OSLO) is None
    assert words.coordinates(Literal("Aktau")) is None
    assert words.m49(KAZAKHSTAN) == "398"
    assert words.m49(AKTAU) is None


def test_classes_have_one_mark_in_every_chart() -> None:
    words = words_of(STATES)
    assert (words.mark(AKTAU), words.mark(OSLO)) == (MARKED.index(NamedNode(ONTOLOGY + "Place")), None)


def test_kinds_are_called_as_their_classes() -> None:
    assert words_of(STATES, "he").kind(AKTAU) == "מקום"
    assert words_of(STATES).kind(OSLO) is None
    assert words_of(STATES).kind(Literal("a")) is None


def test_titles_and_subjects_of_questions() -> None:
    titles = {"en": "Which <towns>?", "he": "אילו ערים?"}
    assert words_of(language="he").title(titles) == "<span>אילו ערים?</span>"
    assert words_of().title(titles) == "<span>Which &lt;towns&gt;?</span>"
    marked = '<span lang="en" dir="ltr" data-other="en">Which &lt;towns&gt;?</span>'
    assert words_of(language="ru").title(titles) == marked
    assert words_of().subject("<none>") == "<span>&lt;none&gt;</span>"


def test_words_of_the_interface_are_filled_in() -> None:
    assert words_of().t("characters", start="1", end="2") == "characters 1 to 2"
    assert words_of().t("yes") == "yes"
    assert words_of().text(None) == ""
