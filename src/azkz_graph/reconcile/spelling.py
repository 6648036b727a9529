"""Spellings of names without marks and punctuation, Cyrillic ones in Latin letters."""

import unicodedata
from typing import Final

from azkz_graph.graph.name_lookup import fold_name

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


def normalize_spelling(name: str) -> str:
    """Return the words of a name without marks, punctuation and differences of script.

    >>> normalize_spelling("Қазақстан"), normalize_spelling("Bakı"), normalize_spelling("БАКИ")
    ('qazaqstan', 'baki', 'baki')
    >>> normalize_spelling("אזרבייג׳ן") == normalize_spelling("אזרבייגן")
    True
    """
    apart = unicodedata.normalize("NFKD", fold_name(name).translate(ROMAN))
    plain = "".join(character for character in apart if unicodedata.category(character) != "Mn")
    return " ".join("".join(character if character.isalnum() else " " for character in plain).split())
