"""XML with only the characters that XML has, whatever texts a serializer has put into it."""

import re
from typing import Final

FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""What no document may hold, even escaped, in UTF-8. Source: https://www.w3.org/TR/xml/#charsets."""

NOTE: Final = b"<!-- U+FFFD stands for characters that XML cannot hold. -->"


def is_lossy(document: bytes) -> bool:
    """Return whether XML cannot hold some character of the document."""
    return FORBIDDEN.search(document) is not None


def well_formed(document: bytes) -> bytes:
    r"""Return the document with U+FFFD for what XML cannot hold, which a comment says then, and with every CR escaped.

    A parser would take a carriage return that is not escaped for a line feed. Source: https://www.w3.org/TR/xml/#sec-line-ends.

    >>> well_formed(b"<?xml version='1.0'?><a>\r</a>")
    b"<?xml version='1.0'?><a>&#13;</a>"
    """
    document = document.replace(b"\r", b"&#13;")
    if not is_lossy(document):
        return document
    return FORBIDDEN.sub(b"\xef\xbf\xbd", document).replace(b"?>", b"?>" + NOTE, 1)
