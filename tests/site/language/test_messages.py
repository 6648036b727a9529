"""The words of the interface: every language has them all, with the same places to fill in."""

import string
import tomllib
from pathlib import Path

import pytest

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.messages import FOLDER, messages
from azkz_graph.site.language.script_words import script_words


def words(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def blanks(text: str) -> set[str]:
    """The names of the places to fill in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    own = words(FOLDER / f"{language}.toml")
    assert own.keys() == messages("en").keys()
    assert messages(language) == own
    assert all(text.strip() for text in own.values())


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_fills_in_the_same(language: str) -> None:
    english, own = messages("en"), messages(language)
    assert {key: blanks(own[key]) for key in english} == {key: blanks(english[key]) for key in english}


def test_scripts_get_the_words_of_their_parts() -> None:
    found = script_words("he", "search", "answer")
    assert found
    assert not any(key.startswith("script_") for key in found)
    assert {key.partition("_")[0] for key in found} == {"search", "answer"}
    assert all(messages("he")[f"script_{key}"] == text for key, text in found.items())


def test_no_parts_have_no_words() -> None:
    assert script_words("en", "nothing") == {}
