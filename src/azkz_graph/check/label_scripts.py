"""Texts whose letters or words are not those of the language that they are tagged with."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.dataset.source_file import error
from azkz_graph.problem import Problem
from azkz_graph.vocabulary import LABEL, ONTOLOGY, PREFIXES

DESCRIPTION: Final = NamedNode(PREFIXES["dct"] + "description")

OTHER_NAME: Final = NamedNode(PREFIXES["schema"] + "alternateName")

TEXTS: Final = {
    LABEL,
    DESCRIPTION,
    OTHER_NAME,
    NamedNode(PREFIXES["dct"] + "title"),
    *(NamedNode(ONTOLOGY + name) for name in ("nameAsWritten", "asWritten", "asMeant")),
}
"""The predicates of texts that are written in the language of their tag."""

LATIN, CYRILLIC, HEBREW = "A-Za-zÀ-ÖØ-öø-ɏəƏ", "Ѐ-ӿ", "א-ת"

SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (LATIN,),
    "az": (LATIN, CYRILLIC),
    "he": (HEBREW,),
    "kk": (CYRILLIC, LATIN),
    "ru": (CYRILLIC,),
}
"""The letters of each language; where there are several scripts, the labels of a dataset use one of them."""

WORDS: Final = re.compile(f"[{LATIN}{CYRILLIC}{HEBREW}]+")

IN_SCRIPT: Final = {
    LATIN: re.compile(f"[{LATIN}]"),
    CYRILLIC: re.compile(f"[{CYRILLIC}]"),
    HEBREW: re.compile(f"[{HEBREW}]"),
}

LETTERS: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "ru": ("a Kazakh letter", frozenset("әғқңөұүһі")),
    "en": ("an Azerbaijani letter", frozenset("əğı")),
    "az": ("a letter that it lacks", frozenset("w")),
}
"""Small letters that no word of a language has, though they are of its script."""

FOREIGN_WORDS: Final[Mapping[str, tuple[str, frozenset[str], tuple[str, ...]]]] = {
    "kk": (
        "a Russian word",
        frozenset(("и", "в", "на", "по", "об", "из", "для")),
        ("ская", "ский", "ское", "ского", "ской"),
    ),
    "az": (
        "an English word",
        frozenset(("of", "the", "and", "for", "with", "from", "by")),
        ("tion", "ture"),
    ),
}
"""Words that a language does not have, and endings of such words: those of a neighbour in the same script."""

NEIGHBOURS: Final[Mapping[str, str]] = {"ru": "kk", "kk": "ru"}
"""The languages that do not keep a name as the other writes it."""


def script_problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield each text of the data that is not written as the others in its language are.

    A word that the thing has in another language too is a name that is kept as it is among words of the language;
    alone it needs no tag.
    """
    found = [
        (quad, quad.object, place)
        for quad, place in dataset.places.items()
        if quad.predicate in TEXTS and isinstance(quad.object, Literal) and quad.object.language in SCRIPTS
    ]
    texts: dict[object, list[Literal]] = defaultdict(list)
    for quad, text, _ in found:
        texts[quad.subject].append(text)
    # What articles share is compared with, and has been checked by itself.
    found = [each for each in found if each[2].path.is_relative_to(dataset.project.data)]
    scripts = choose_scripts(text for _, text, _ in found)
    for quad, text, place in found:
        language = text.language or ""
        fault = None
        letters = SCRIPTS[language] if quad.predicate == OTHER_NAME else (scripts[language],)
        if WORDS.search(text.value) and not any(IN_SCRIPT[each].search(text.value) for each in letters):
            fault = "no letter of that language"
        elif quad.predicate != DESCRIPTION:
            fault = find_foreign_word(text.value, language)
        if fault is None:
            continue
        others = [
            each.value
            for each in texts[quad.subject]
            if each.language not in (language, NEIGHBOURS.get(language))
        ]
        in_script = IN_SCRIPT[scripts[language]].search(text.value)
        if not in_script or not has_foreign_words(others, text.value, language):
            what = f"{text} is tagged as {language} and has {fault}"
            yield error(place.path, place.line, "script", what, "correct the text or its language tag")


def choose_scripts(texts: Iterable[Literal]) -> dict[str, str]:
    """Return the script of each language: the one that most of its texts are in, by default the first."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        language = text.language or ""
        if len(SCRIPTS[language]) > 1:
            counts.update(
                (language, script) for script in SCRIPTS[language] if IN_SCRIPT[script].search(text.value)
            )
    return {
        language: max(scripts, key=lambda script: counts[language, script])
        for language, scripts in SCRIPTS.items()
    }


def find_foreign_word(text: str, language: str) -> str | None:
    """Return what a word of the text has that is not of the language; None if there is no such word.

    >>> find_foreign_word("Қазақстан", "ru"), find_foreign_word("Казахстан", "ru")
    ('a Kazakh letter', None)
    """
    words = [word.lower() for word in WORDS.findall(text)]
    name, letters = LETTERS.get(language, ("", frozenset[str]()))
    if any(not letters.isdisjoint(word) for word in words):
        return name
    name, others, endings = FOREIGN_WORDS.get(language, ("", frozenset[str](), ()))
    return name if any(word in others or word.endswith(endings) for word in words) else None


def has_foreign_words(others: Iterable[str], text: str, language: str) -> bool:
    """Return whether the words of the text that are not of its language are words of the other texts."""
    known = {word for other in others for word in WORDS.findall(other.casefold())}
    return all(word in known for word in WORDS.findall(text.casefold()) if find_foreign_word(word, language))
