"""A name in; a form of it that other spellings share, in Latin letters where it is in Cyrillic ones, out."""

import unicodedata
from typing import Final

from azkz_graph.graph.name_lookup import folded

ROMAN: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
        **dict(zip("әғқңөұүһі", "agqnouuhi", strict=True)),
        **{
            "ё": "e",
            "ж": "zh",
            "х": "kh",
            "ц": "ts",
            "ч": "ch",
            "ш": "sh",
            "щ": "shch",
            "ю": "yu",
            "я": "ya",
        },
        **{"ъ": "", "ь": "", "ə": "a", "ı": "i", "'": "", '"': ""},
    }
)
"""Latin letters as English texts write the Russian and Kazakh ones; apostrophes and inner quotes are often left out."""


def spelled(name: str) -> str:
    """The words of the name without marks, punctuation and differences of script.

    >>> spelled("Қазақстан"), spelled("Bakı") == spelled("БАКИ"), spelled("אזרבייג׳ן") == spelled("אזרבייגן")
    ('qazaqstan', True, True)
    """
    apart = unicodedata.normalize("NFKD", folded(name).translate(ROMAN))
    plain = "".join(character for character in apart if unicodedata.category(character) != "Mn")
    return " ".join("".join(character if character.isalnum() else " " for character in plain).split())
