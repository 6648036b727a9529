"""RDF/XML as people and other programs write it: XML literals, a DOCTYPE with entities, other encodings."""

from pathlib import Path

import pytest
from growth import assert_linear
from pyoxigraph import RdfFormat, parse

from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import files_store
from azkz_graph.store.rdf_file import RdfFile
from azkz_graph.store.readable_rdf_xml import RdfXmlError, readable_rdf_xml

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def document(inner: str, before: str = "") -> str:
    return (
        f'{before}<rdf:RDF xmlns:rdf="{RDF}" xmlns:ex="x:" xml:base="https://example.org/">\n'
        f'<rdf:Description rdf:about="x:a">{inner}</rdf:Description>\n</rdf:RDF>'
    )


def objects(content: bytes) -> list[str]:
    """The values of ex:p."""
    quads = parse(readable_rdf_xml(content), format=RdfFormat.RDF_XML)
    return [str(quad.object) for quad in quads if quad.predicate.value == "x:p"]


@pytest.mark.parametrize(
    ("inner", "literal"),
    [
        ("", ""),
        ("plain", "plain"),
        (
            '<div xmlns="http://www.w3.org/1999/xhtml"><p title="&lt;b">a &amp; <i>b</i><br/></p></div>',
            '<div xmlns="http://www.w3.org/1999/xhtml"><p title="&lt;b">a &amp; <i>b</i><br></br></p></div>',
        ),
        (
            '<h:p xmlns:h="http://www.w3.org/1999/xhtml" class="b" a="c">d</h:p>',
            '<h:p xmlns:h="http://www.w3.org/1999/xhtml" a="c" class="b">d</h:p>',
        ),
        ('a<ex:b ex:c="1"/>d', 'a<ex:b xmlns:ex="x:" ex:c="1"></ex:b>d'),
        ("<!-- a --><b/><![CDATA[c<d]]><?e f?>", "<!-- a --><b></b>c&lt;d<?e f?>"),
        ("a\r\nb", "a\nb"),
    ],
)
@pytest.mark.parametrize("parse_type", ["Literal", "daml:collection"])
def test_xml_literal_is_canonical(inner: str, literal: str, parse_type: str) -> None:
    """Sources: https://www.w3.org/TR/rdf-syntax-grammar/#section-Syntax-parsetype-literal and section 7.2.20."""
    found = objects(document(f'<ex:p rdf:parseType="{parse_type}">{inner}</ex:p>').encode())
    written = literal.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert found == [f'"{written}"^^<{RDF}XMLLiteral>']


def test_literals_beside_others() -> None:
    inner = (
        '<ex:p rdf:parseType="Literal"/><ex:p>a</ex:p><ex:p rdf:parseType="Resource"><ex:p>b</ex:p></ex:p>'
        '<ex:p rdf:parseType="Collection"/><ex:p rdf:parseType="Literal"><ex:p rdf:parseType="Literal"/></ex:p>'
    )
    nested = f'<ex:p xmlns:ex="x:" xmlns:rdf="{RDF}" rdf:parseType="Literal"></ex:p>'.replace('"', '\\"')
    empty, _, *others = (each for each in objects(document(inner).encode()) if not each.startswith("_:"))
    assert empty == f'""^^<{RDF}XMLLiteral>'
    assert sorted(others) == sorted(['"b"', f"<{RDF}nil>", f'"{nested}"^^<{RDF}XMLLiteral>'])


def test_xml_literal_of_a_statement_with_a_name() -> None:
    content = document('<ex:p rdf:ID="s" rdf:parseType="Literal"><b/></ex:p>').encode()
    subjects = {str(quad.subject) for quad in parse(readable_rdf_xml(content), format=RdfFormat.RDF_XML)}
    assert subjects == {"<x:a>", "<https://example.org/#s>"}


DOCTYPE = (
    '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">\n{}]>\n'
)


@pytest.mark.parametrize(
    ("declared", "inner", "expected"),
    [
        (
            "",
            '<ex:p rdf:datatype="&xsd;gYear">2016</ex:p>',
            '"2016"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        ),
        ('<!ENTITY a "b">\n<!ENTITY c "&a;&a;">', "<ex:p>&c;&#x64;&lt;</ex:p>", '"bbd<"'),
        ('<!ENTITY a "<rdf:li/>">', '<ex:p rdf:parseType="Literal">&a;</ex:p>', None),
        ('<!ATTLIST ex:p xml:lang CDATA "en">', "<ex:p>a</ex:p>", '"a"@en'),
        ('<!ENTITY % a "b">', "<ex:p>c</ex:p>", '"c"'),
    ],
)
def test_doctype(declared: str, inner: str, expected: str | None) -> None:
    (found,) = objects(document(inner, DOCTYPE.format(declared)).encode())
    assert found == (expected or f'"<rdf:li xmlns:rdf=\\"{RDF}\\"></rdf:li>"^^<{RDF}XMLLiteral>')


MANY = "\n".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
LONG = f'<!ENTITY a "{"x" * 100_000}">\n'


@pytest.mark.parametrize(
    ("declared", "inner", "what"),
    [
        ('<!ENTITY a0 "lol">\n' + MANY, "<ex:p>&a9;</ex:p>", "its entities grow out of proportion"),
        (LONG, f"<ex:p>{'&a;' * 1000}</ex:p>", "its entities grow out of proportion"),
        (
            LONG,
            f'<ex:p ex:q="{"&a;" * 1000}"/>',
            "limit on input amplification factor|grow out of proportion",
        ),
        ('<!ENTITY a "&a;">', "<ex:p>&a;</ex:p>", "recursive entity reference"),
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "<ex:p>&a;</ex:p>", "recursive entity reference"),
        ('<!ENTITY a SYSTEM "file:///etc/hostname">', "<ex:p>&a;</ex:p>", "the entity a is elsewhere"),
        ('<!ENTITY a SYSTEM "https://example.org/">', "<ex:p>b</ex:p>", "the entity a is elsewhere"),
        ('<!ENTITY % a SYSTEM "https://example.org/">\n%a;', "<ex:p>b</ex:p>", "the entity a is elsewhere"),
        ("", "<ex:p>&a;</ex:p>", "undefined entity"),
    ],
)
def test_harmful_entities_are_refused(declared: str, inner: str, what: str) -> None:
    with pytest.raises(RdfXmlError, match=what):
        readable_rdf_xml(document(inner, DOCTYPE.format(declared)).encode())


def test_doctype_elsewhere_is_refused() -> None:
    before = '<!DOCTYPE rdf:RDF\nPUBLIC "a" "https://example.org/a.dtd">'
    with pytest.raises(RdfXmlError, match="the definition that its DOCTYPE names is elsewhere") as caught:
        readable_rdf_xml(document("<ex:p>&a;</ex:p>", before).encode())
    assert caught.value.lineno == 2


def test_place_of_a_fault() -> None:
    for inner, what in (
        ("\n<ex:p rdf:parseType='Literal'>", "mismatched tag"),
        ("\n<ex:p\r\n", "not well-formed"),
    ):
        with pytest.raises(RdfXmlError, match=what) as caught:
            readable_rdf_xml(document(inner).encode())
        assert caught.value.lineno >= 3
    with pytest.raises(RdfXmlError, match="the XML literal that ends here cannot be read") as caught:
        readable_rdf_xml(document("\n<ex:p rdf:parseType='Literal'><a:b/></ex:p>").encode())
    assert caught.value.lineno == 3


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "UTF-8", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    assert objects(document("<ex:p>Ã©</ex:p>", declared).encode(encoding)) == ['"Ã©"']


def test_what_the_parser_reads_is_left_as_it_is() -> None:
    content = document("<ex:p>a</ex:p>").encode()
    assert readable_rdf_xml(content) is content


HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="x:"><rdf:Description rdf:about="x:a">'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{HEAD}<e:p>x</e:p></rdf:Description>\n", "the text ends too early"),
        (f"{HEAD}<e:p>x", "the text ends too early"),
        ("", "the text ends too early"),
        (f"{HEAD}<e:p>&#1;</e:p></rdf:Description></rdf:RDF>", "reference to invalid character number"),
        (f"{HEAD}<e:p>\uffff</e:p></rdf:Description></rdf:RDF>", "not well-formed"),
        ('<?xml version="1.0" encoding="rot13"?><a/>', "this is not XML"),
    ],
)
def test_what_is_no_whole_xml_is_refused(text: str, what: str) -> None:
    with pytest.raises(RdfXmlError, match=what):
        readable_rdf_xml(text.encode())


def declaring(count: int) -> str:
    """The declarations of so many namespaces."""
    return " ".join(f'xmlns:n{number}="x:{number}"' for number in range(count))


def test_namespaces_of_a_literal_are_those_that_it_uses() -> None:
    inner = '<n1:a xmlns:n1="y:"><n1:b n2:c="" xml:lang="az"/></n1:a><n1:d/>'
    literal = f'<ex:p {declaring(3000)} rdf:parseType="Literal">{inner}</ex:p>'
    (found,) = objects(document(literal).encode())
    expected = (
        '<n1:a xmlns:n1="y:"><n1:b xmlns:n2="x:2" xml:lang="az" n2:c=""></n1:b></n1:a>'
        '<n1:d xmlns:n1="x:1"></n1:d>'
    ).replace('"', '\\"')
    assert found == f'"{expected}"^^<{RDF}XMLLiteral>'


def test_literals_under_many_namespaces_take_no_longer() -> None:
    def document_of(size: int) -> bytes:
        literals = '<ex:p rdf:parseType="Literal"><n1:a/></ex:p>' * size
        return f'<a {declaring(size)} xmlns:rdf="{RDF}" xmlns:ex="x:">{literals}</a>'.encode()

    assert_linear(document_of, readable_rdf_xml, 400)


@pytest.mark.parametrize(
    ("literal", "is_read"),
    [
        ("".join(f"<n{number}:a/>" for number in range(100)), True),
        ("".join(f"<n{number}:a/>" for number in range(101)), False),
        ("<n1:a " + " ".join(f"n{number}:b=''" for number in range(101)) + "/>", False),
        (f"<n1:a {declaring(99)}/>" * 3, True),
        (f"<n1:a {declaring(99)}><n1:b {declaring(2)}/></n1:a>", False),
    ],
)
def test_a_literal_has_as_few_namespaces_in_force_as_real_ones(literal: str, is_read: bool) -> None:
    content = document(f'<ex:p {declaring(200)} rdf:parseType="Literal">{literal}</ex:p>').encode()
    if is_read:
        assert len(objects(content)) == 1
    else:
        with pytest.raises(RdfXmlError, match="an XML literal has more than 100 namespaces"):
            readable_rdf_xml(content)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_elements_of_a_literal_nest_as_little_as_others(encoding: str, tmp_path: Path) -> None:
    literal = "<b>" * 100_000 + "</b>" * 100_000
    path = tmp_path / "deep.rdf"
    path.write_text(
        f'{HEAD}<e:p rdf:parseType="Literal">{literal}</e:p></rdf:Description></rdf:RDF>', encoding=encoding
    )
    with pytest.raises(UsageError, match="its elements nest more than 500 deep"):
        files_store([RdfFile(path)])
