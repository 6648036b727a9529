"""What people do not see, or took from a word processor or from Git, is named where it stands."""

import pytest
from pyoxigraph import RdfFormat

from azkz_graph.sparql.stray_characters import find_stray

MERGED = "ASK {\n<<<<<<< HEAD\n ?s ?p 1\n=======\n ?s ?p 2\n>>>>>>> topic\n}"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ASK { ?s\u00a0?p ?o }", "the character U+00A0 (no-break space) stands at column 9"),
        ("ASK { ?s \u200b?p ?o }", "the character U+200B (zero width space) stands at column 10"),
        ("ASK { \ufeffex:a ?p ?o }", "the character U+FEFF (byte order mark) stands at column 7"),
        ("ASK { ?s ?p ?o\u2028}", "the character U+2028 (line separator) stands at column 15"),
        ("ASK { ?s ?p ex:a\u00ad }", "the character U+00AD (soft hyphen) stands at column 17"),
        ("ASK { ?s ?p \u202bex:a }", "the character U+202B (right-to-left embedding) stands at column 13"),
        (
            "ASK { ?s ?p \u201cc\u201d }",
            "the character U+201C (left double quotation mark) stands at column 13",
        ),
        ('ASK { ?s ?p "c\u201d }', "the character U+201D (right double quotation mark) stands at column 15"),
        (
            "ASK { ?s ?p \u2018c\u2019 }",
            "the character U+2018 (left single quotation mark) stands at column 13",
        ),
        ("ASK { ?s ?p \u20135 }", "the character U+2013 (en dash) stands at column 13"),
        (MERGED, "a merge is unfinished: this line begins with <<<<<<<"),
        (MERGED.partition("HEAD")[2], "a merge is unfinished: this line begins with ======="),
        (MERGED.partition("=======")[2], "a merge is unfinished: this line begins with >>>>>>>"),
        (MERGED.replace("=======", "|||||||"), "a merge is unfinished: this line begins with <<<<<<<"),
    ],
)
def test_stray(text: str, what: str) -> None:
    for format in (None, RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES):
        found = find_stray(text, text.count("\n") + 1, format)
        assert found is not None
        assert found.what == what


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p '\u00a0\u200b\u201c' }",
        "ASK { ?s ?p <https://example.org/\u00a0> } # \u201c\u200b",
        "ASK { ?s ?p '''\n=======\n''' }",
        "ASK { ?s ?p ex:\u200cnim\u200dfa }",
        "ASK { ?s ?p ex:\u05d1\u05d0\u05e7\u05d5 , ex:\u0431\u0430\u043a\u0443 }",
        "ASK { ?s ?p ?o }\n\u200b",
    ],
    ids=ascii,
)
def test_not_stray(text: str) -> None:
    """Behind the line that is refused, the parser has read nothing."""
    assert find_stray(text, text.rstrip("\u200b\n").count("\n") + 1) is None


@pytest.mark.parametrize(
    ("format", "text", "line", "column"),
    [
        (RdfFormat.JSON_LD, '{\n"@id": "\u00a0",\u00a0"a": 1}', 2, 12),
        (RdfFormat.JSON_LD, '{\n \u201c@id\u201d: "a"}', 2, 2),
        (RdfFormat.JSON_LD, '{\n<<<<<<< HEAD\n"@id": "a"\n=======\n', 2, 1),
        (RdfFormat.RDF_XML, '<a>\u201c\n<b c="\u00a0"\u00a0d=""/></a>', 2, 9),
        (RdfFormat.RDF_XML, "<a>\n<b c=\u201cd\u201d/></a>", 2, 6),
        (RdfFormat.RDF_XML, "<a>\n<<<<<<< HEAD\n<b/>\n=======\n</a>", 2, 1),
    ],
)
def test_stray_in_other_syntaxes(format: RdfFormat, text: str, line: int, column: int) -> None:
    found = find_stray(text, None, format)
    assert found is not None
    assert (found.line, found.column) == (line, column)
