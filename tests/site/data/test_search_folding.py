"""Python and the scripts fold by the same rule, or search would not find what the index holds."""

import pytest
from node_program import evaluated, needs_node

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.site.data.search_folding import fold_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Əzərbaycan", "EZERBAYCAN"),
        ("Bakı", "baki"),
        ("İlham", "ILHAM"),
        ("Қазақстан", "казакстан"),
        ("Әзірбайжан", "азирбаижан"),
        ("אזרבייג׳ן", "אזרבייגן"),
        ("אזרבייג'ן", 'אזרבייג"ן'),
        ("קָזַחְסְטָן", "קזחסטן"),
        ("Ёлка", "елка"),
        ("ﬁve", "FIVE"),
        ("Straße", "STRASSE"),
        ("n’est", "nest"),
        ("Kazakh\xadstan", "Kazakhstan"),
        ("\ufeffקזח\u200bסטן\u200f", "קזחסטן"),
        ("Ba\u200cku\u200d \u202adiplomacy\u202c", "Baku diplomacy"),
    ],
)
def test_spellings_that_count_as_one(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other)


def test_words_part_at_anything_but_letters_and_digits() -> None:
    assert fold_words("Baku–Tbilisi_Ceyhan, 2016/17\N{NO-BREAK SPACE}x") == [
        "baku",
        "tbilisi",
        "ceyhan",
        "2016",
        "17",
        "x",
    ]


@needs_node
def test_scripts_fold_every_text_of_the_dataset_alike(dataset: Dataset) -> None:
    texts = sorted({str(quad.object) for quad in dataset.quads()})
    assert len(texts) > 1000
    imports = {"search/folding.js": "folded"}
    assert evaluated(imports, "return given.map(folded)", texts) == [fold_words(text) for text in texts]


@needs_node
def test_scripts_fold_every_letter_of_the_languages_alike() -> None:
    letters = [
        chr(code) for code in (*range(0x20, 0x0600), *range(0x1E00, 0x2100), *range(0xFB00, 0xFB50), 0xFEFF)
    ]
    imports = {"search/folding.js": "folded"}
    assert evaluated(imports, "return given.map(folded)", letters) == [
        fold_words(letter) for letter in letters
    ]
