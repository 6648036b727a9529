"""RDF/XML in the part of its syntax that the parser reads.

The parser ends the whole process at some entities, refuses empty XML literals, writes others that are no XML, and takes
every text for UTF-8 with line feeds. Source: https://www.w3.org/TR/rdf-syntax-grammar/.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import ParseError, canonicalize
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from azkz_graph.sparql.nesting_depth import MOST
from azkz_graph.vocabulary import PREFIXES

RDF: Final = PREFIXES["rdf"]

UNREAD: Final = re.compile(
    rb"""[\0\r]|<!DOCTYPE|parseType\s*+=\s*+["'](?!Resource["']|Collection["'])
    |encoding\s*+=\s*+["'](?!utf-8["'])""",
    re.IGNORECASE | re.VERBOSE,
)
"""What texts have that the parser may not read, those in UTF-16 too."""

OTHER_TYPES: Final = ("Resource", "Collection")
"""The values of rdf:parseType that are for no XML literal; all others are, by section 7.2.20."""

GROWTH: Final = 10
"""How many times as long a text may be when its entities are written out."""

FREE: Final = 1 << 20
"""How long it may be in any case, in characters."""

NAMESPACES: Final = 100
"""How many may be in force in an XML literal; each of its elements is compared with all of them."""

CUT_OFF: Final = (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
"""What is wrong with a text that is cut off."""

WRAPPER: Final = "in-force"
"""The prefix of the element around an XML literal that declares the prefixes that the literal takes from outside."""


class RdfXmlError(Exception):
    """A text is not XML, or more than is read, in the line `lineno`."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.lineno = line


def readable_rdf_xml(content: bytes) -> bytes:
    """Return RDF/XML for the parser: in UTF-8, with its entities written out, and XML literals in canonical form.

    Raises:
        RdfXmlError: it is not XML, has entities or a DOCTYPE that are elsewhere, or grows by its entities.
    """
    if UNREAD.search(content) is None:
        # The parser takes a text that is cut off for a whole one.
        parse_xml(expat.ParserCreate(), content)
        return content
    return Rewriting(content).text().encode()


def parse_xml(reader: expat.XMLParserType, content: bytes) -> None:
    """Let the reader read a whole text.

    Raises:
        RdfXmlError: it is not XML.
    """
    try:
        reader.Parse(content, True)
    except expat.ExpatError as error:
        fault = expat.ErrorString(error.code)
        what = "the text ends too early" if fault in CUT_OFF else f"this is not XML ({fault})"
        raise RdfXmlError(what, error.lineno) from None
    except LookupError as error:
        raise RdfXmlError(f"this is not XML ({error})", 1) from None


class Rewriting:
    """One pass over RDF/XML that writes it again.

    `declared` are the namespaces that each open element declares, and `values` those in force for each, the last of
    them. `literal` is the XML literal that is open, if one is, `inner` how many namespaces its open elements declare,
    and `used` which it has.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.parts: list[str] = []
        self.literal: list[str] | None = None
        self.length = 0
        self.declared: list[tuple[str, ...]] = []
        self.values: dict[str, list[str]] = defaultdict(list)
        self.inner = 0
        self.used: set[str] = set()
        self.depth_of_literal = 0
        self.reader = expat.ParserCreate()
        self.reader.buffer_text = True
        self.reader.ordered_attributes = True
        self.reader.StartElementHandler = self.start
        self.reader.EndElementHandler = self.end
        self.reader.CharacterDataHandler = lambda text: self.write(escape(text, {"\r": "&#13;"}))
        self.reader.CommentHandler = lambda text: self.write_in_literal(f"<!--{text}-->")
        self.reader.ProcessingInstructionHandler = lambda *words: self.write_in_literal(
            f"<?{' '.join(words)}?>"
        )
        self.reader.StartDoctypeDeclHandler = self.refuse_doctype
        self.reader.EntityDeclHandler = self.refuse_entity

    def text(self) -> str:
        """Return what is written at the end."""
        parse_xml(self.reader, self.content)
        return "".join(self.parts)

    def refuse_doctype(self, name: str, system: str | None, public: str | None, has_internal: int) -> None:
        """Refuse a document type definition that is elsewhere."""
        if system is not None:
            raise self.refusal("the definition that its DOCTYPE names is elsewhere, and is not fetched")

    def refuse_entity(self, name: str, is_parameter: int, value: str | None, *_: str | None) -> None:
        """Refuse an entity that is elsewhere."""
        if value is None:
            raise self.refusal(f"the entity {name} is elsewhere, and is not fetched")

    def refusal(self, what: str) -> RdfXmlError:
        """Return the error that something is refused in this line."""
        return RdfXmlError(what, self.reader.CurrentLineNumber)

    def write(self, part: str) -> None:
        """Write a part."""
        self.length += len(part)
        if self.length > GROWTH * len(self.content) + FREE:
            raise self.refusal("its entities grow out of proportion")
        (self.parts if self.literal is None else self.literal).append(part)

    def write_in_literal(self, part: str) -> None:
        """Write what has a meaning in XML literals alone."""
        if self.literal is not None:
            self.write(part)

    def start(self, name: str, attributes: Sequence[str]) -> None:
        """Write a start tag."""
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        declared = tuple(key for key in pairs if space_of(key) is None)
        if len(self.declared) >= MOST:
            raise self.refusal(f"its elements nest more than {MOST} deep")
        self.declared.append(declared)
        for key in declared:
            self.values[key].append(pairs[key])
        begins = self.literal is None and self.make_literal(pairs)
        if self.literal is not None:
            self.count_namespaces(name, pairs)
        self.write(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in pairs.items())}>")
        if begins:
            self.literal, self.depth_of_literal = [], len(self.declared)
            self.inner, self.used = 0, set()

    def count_namespaces(self, name: str, pairs: Iterable[str]) -> None:
        """Note the namespaces of an element of an XML literal."""
        self.inner += len(self.declared[-1])
        names = (name, *(key for key in pairs if ":" in key))
        self.used.update(space for each in names if (space := space_of(each)) is not None)
        if self.inner + len(self.used) > NAMESPACES:
            raise self.refusal(f"an XML literal has more than {NAMESPACES} namespaces")

    def make_literal(self, pairs: dict[str, str]) -> bool:
        """Give an element of an XML literal the datatype in place of the parse type; return whether it is one."""
        for key, value in pairs.items():
            prefix, _, local = key.rpartition(":")
            is_rdf = local == "parseType" and self.values[f"xmlns:{prefix}"][-1:] == [RDF]
            if is_rdf and value not in OTHER_TYPES:
                del pairs[key]
                pairs[f"{prefix}:datatype"] = f"{RDF}XMLLiteral"
                return True
        return False

    def end(self, name: str) -> None:
        """Write an end tag, behind the XML literal that ends with it."""
        if self.literal is not None and len(self.declared) == self.depth_of_literal:
            text = self.canonical("".join(self.literal))
            self.literal = None
            self.write(escape(text, {"\r": "&#13;"}))
        for key in self.declared.pop():
            self.values[key].pop()
            self.inner -= 1
        self.write(f"</{name}>")

    def canonical(self, literal: str) -> str:
        """Return an XML literal in exclusive canonical form, with its comments, as section 7.2.17 asks."""
        outside = {key: self.values[key][-1] for key in sorted(self.used) if self.values[key]}
        spaces = "".join(f" {key}={quoteattr(value)}" for key, value in outside.items())
        wrapped = f'<{WRAPPER}:a xmlns:{WRAPPER}="urn:x"{spaces}>{literal}</{WRAPPER}:a>'
        try:
            whole = canonicalize(wrapped, with_comments=True)
        except ParseError as error:
            raise self.refusal(f"the XML literal that ends here cannot be read ({error.msg})") from None
        return whole[whole.index(">") + 1 : whole.rindex("<")]


def space_of(name: str) -> str | None:
    """Return the attribute that declares the namespace of a qualified name; None if the name is such an attribute.

    >>> space_of("rdf:li"), space_of("p"), space_of("xmlns:rdf"), space_of("xmlns")
    ('xmlns:rdf', 'xmlns', None, None)
    """
    prefix, _, _ = name.rpartition(":")
    if "xmlns" in (prefix, name):
        return None
    return f"xmlns:{prefix}" if prefix else "xmlns"
