"""Words that scripts show."""

from collections.abc import Mapping

from azkz_graph.site.language.messages import messages

PREFIX = "script_"


def script_words(language: str, *parts: str) -> Mapping[str, str]:
    """Return the words of these parts by key, without the prefix that marks the words of scripts."""
    wanted = tuple(f"{PREFIX}{part}_" for part in parts)
    return {
        key.removeprefix(PREFIX): text for key, text in messages(language).items() if key.startswith(wanted)
    }
