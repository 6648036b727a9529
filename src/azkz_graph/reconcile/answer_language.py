"""Language in which to answer the author of a text."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal

LANGUAGES: Final[Mapping[str, str]] = {"LATIN": "en", "CYRILLIC": "ru", "HEBREW": "he"}
"""The language that a script alone suggests."""


def choose_language(text: str, name: Literal | None = None) -> str:
    """Return the name's language if it is in the script of the text, else the one that this script suggests.

    >>> choose_language("Bakı", Literal("Bakı", language="az"))
    'az'
    >>> choose_language("Nazarbaev", Literal("Нұрсұлтан Назарбаев", language="kk")), choose_language("באקו")
    ('en', 'he')
    """
    if name is not None and name.language and find_script(name.value) == find_script(text):
        return name.language
    return LANGUAGES.get(find_script(text), "en")


def find_script(text: str) -> str:
    """Return the script of the first letter, by its name in Unicode; empty if there is no letter."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
