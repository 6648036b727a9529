"""Words as the search compares them. The scripts fold by the same rule, in search/folding.js."""

import re
import unicodedata
from typing import Final

from azkz_graph.text.normal_form import normalize, visible

SILENT: Final = dict.fromkeys(map(ord, "׳״'’ʼ‘ʻ`´\"“”„"))
"""Apostrophes, and the signs of Hebrew that look like them: they part no word."""

NEIGHBOURS: Final = str.maketrans("əәғқңөұүһі", "eагкноуухи")
"""Letters of one language only, and those of its neighbours that readers type for them."""

WORDS: Final = re.compile(r"[^\W_]+")


def fold_words(text: str) -> list[str]:
    """Fold the visible words: no marks or apostrophes, one case, and letters as neighbouring languages write them.

    Through capitals to small letters comes nearest to Unicode's folding of cases that scripts have too.

    >>> fold_words("Əzərbaycan, Қазақстан; אזרבייג'ן")
    ['ezerbaycan', 'казакстан', 'אזרבייגן']
    """
    bare = without_marks(visible(text).translate(SILENT))
    return WORDS.findall(without_marks(bare.upper().lower()).translate(NEIGHBOURS))


def without_marks(text: str) -> str:
    """Return the text in compatible letters, without the marks above, below and in them.

    Source: https://www.unicode.org/reports/tr15/ (NFKD).
    """
    return "".join(
        character
        for character in normalize("NFKD", text)
        if not unicodedata.category(character).startswith("M")
    )
