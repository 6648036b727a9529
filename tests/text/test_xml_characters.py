"""XML that every parser takes, whatever texts were put into it."""

from xml.etree import ElementTree

import pytest

from azkz_graph.text.xml_characters import NOTE, well_formed


def element(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><a>{text}</a>'.encode()


@pytest.mark.parametrize(
    "text", ["", "a\tb\nc", "Əliyev ב", "\x7f\x85\u2028\ufdd0\ufffd", "\U0001fffe\U0010ffff"]
)
def test_what_xml_holds_stays_as_it_is(text: str) -> None:
    assert well_formed(element(text)) == element(text)


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "\r"])
def test_a_carriage_return_is_read_back(text: str) -> None:
    assert ElementTree.fromstring(well_formed(element(text))).text == text


@pytest.mark.parametrize("code", [*set(range(0x20)) - {0x09, 0x0A, 0x0D}, 0xFFFE, 0xFFFF])
def test_what_xml_cannot_hold_is_marked_and_told(code: int) -> None:
    written = well_formed(element(f"a{chr(code)}b"))
    assert ElementTree.fromstring(written).text == "a\ufffdb"
    assert written.count(NOTE) == 1
