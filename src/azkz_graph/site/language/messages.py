"""Words of the site's interface."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "messages"


@cache
def messages(language: str) -> Mapping[str, str]:
    """Return the words by key, those of `<language>.toml`; a word may have {placeholders}."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
