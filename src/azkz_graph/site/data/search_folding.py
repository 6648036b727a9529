"""A text in; its words as search compares them out. The scripts fold by the same rule, in search/folding.js."""

import re
import unicodedata
from typing import Final

from azkz_graph.text.normal_form import normalized

SILENT: Final = dict.fromkeys(map(ord, "׳״'’ʼ‘ʻ`´\"“”„"))
"""Apostrophes, and the signs of Hebrew that look like them: they part no word."""

NEIGHBOURS: Final = str.maketrans("əәғқңөұүһі", "eагкноуухи")
"""Letters of one language only, and those of its neighbours that readers type for them."""

WORDS: Final = re.compile(r"[^\W_]+")


def folded(text: str) -> list[str]:
    """The words without marks and apostrophes, in one case, with letters of one language only as its neighbours'.

    Through capitals to small letters comes nearest to Unicode's folding of cases that scripts have too.

    >>> folded("Əzərbaycan, Қазақстан; אזרבייג'ן")
    ['ezerbaycan', 'казакстан', 'אזרבייגן']
    """
    bare = without_marks(text.translate(SILENT))
    return WORDS.findall(without_marks(bare.upper().lower()).translate(NEIGHBOURS))


def without_marks(text: str) -> str:
    """The text in compatible letters, without the marks above, below and in them.

    Source: https://www.unicode.org/reports/tr15/ (NFKD).
    """
    return "".join(
        character
        for character in normalized("NFKD", text)
        if not unicodedata.category(character).startswith("M")
    )
