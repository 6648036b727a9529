"""Made-up labels in the language and of about the length of real ones."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("Thing {} of article %(n)s", ", a made-up name that stands for nothing in the world"),
    "he": ("דבר {} בערך %(n)s", ", שם בדוי שאין לו דבר בעולם"),
    "az": ("%(n)s nömrəli məqalədə şey {}", ", dünyada heç nəyi bildirməyən uydurma ad"),
    "kk": ("%(n)s-мақаладағы нысан {}", ", әлемде ештеңені білдірмейтін ойдан шығарылған атау"),
    "ru": ("Предмет {} статьи %(n)s", ", вымышленное имя, за которым в мире ничего нет"),
}
"""By the language: what a label says, with the thing's number and the article's, and what fills it up."""


def label(text: str, language: str, number: int) -> str:
    """A label in place of `text`, for the thing of a number; `%(n)s` stands for the article's.

    >>> label("Dissolution of the Soviet Union and more", "en", 7)
    'Thing 7 of article %(n)s, a made-up name'
    """
    begun, filling = LABELS[language]
    filled = begun.format(number)
    for word in filling.split(" "):
        if len(filled) + len(word) > len(text):
            break
        filled += word if word == "," else f" {word}"
    return filled.replace(" ,", ",")
