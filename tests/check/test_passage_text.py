"""The minimal project's passages compared with its article, and with texts that differ from it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from azkz_graph.check.passage_text import compare, excerpt, outline_article
from azkz_graph.dataset.article_file import read_article
from azkz_graph.dataset.dataset import Dataset, read
from azkz_graph.dataset.project import open_project
from azkz_graph.problem import Problem, UsageError

MINIMAL = Path(__file__).parents[1] / "projects" / "minimal"
ARTICLE = MINIMAL / "article.he.txt"
TEXT = ARTICLE.read_text(encoding="utf-8")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Dataset]:
    """Makes the minimal dataset with another text in article.ttl."""

    def change(old: str, new: str) -> Dataset:
        root = Path(shutil.copytree(MINIMAL, tmp_path / "project"))
        path = root / "data" / "article.ttl"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read(open_project(root))

    return change


@pytest.fixture
def dataset() -> Dataset:
    return read(open_project(MINIMAL))


def told(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [(problem.place.path.name, problem.place.line, problem.what, problem.mend) for problem in problems]


def article(folder: Path, text: str) -> Path:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_article_itself(dataset: Dataset) -> None:
    assert list(compare(dataset, ARTICLE)) == []


def test_words_of_every_part(dataset: Dataset) -> None:
    assert outline_article(dataset, ARTICLE) == [
        "title  0–7  מסע קצר",
        "p1  9–43  אזרבייג'ן וקזחסטן שכנות לים הכספי.",
        "p2  44–74  נוסעת ביקרה בקזחסטן במאי 2011.",
        "p3  78–112  לדבריה, שתי המדינות קרובות זו לזו.",
        "section-footnotes  114–126  הערות שוליים",
        "fn1  132–161  יומן מסע, הוצאת הבדיקה, 2010.",
    ]


def test_another_letter(dataset: Dataset, tmp_path: Path) -> None:
    text = TEXT.replace("ביקרה", "בקרה ")
    found = told(list(compare(dataset, article(tmp_path, text))))
    assert [(file, line, what) for file, line, what, _ in found] == [
        ("article.ttl", 16, f"id:journey: the article's text from 0 to 162 is different: {excerpt(text)}"),
        (
            "article.ttl",
            66,
            "passage:p2: the article's text from 44 to 74 is different: “נוסעת בקרה בקזחסטן במאי 2011.”",
        ),
    ]


def test_shifted_position(changed: Callable[[str, str], Dataset]) -> None:
    dataset = changed("oa:start 44 ;\n    oa:end 74 .", "oa:start 43 ;\n    oa:end 73 .")
    moved = told(list(compare(dataset, ARTICLE)))[0]
    assert moved == (
        "article.ttl",
        70,
        "passage:p2: the article's text from 43 to 73 is different: “נוסעת ביקרה בקזחסטן במאי 2011”",
        "correct the position to oa:start 44 and oa:end 74",
    )


def test_forgotten_footnote(changed: Callable[[str, str], Dataset]) -> None:
    dataset = changed("    azkz:hasFootnote passage:fn1 ;\n", "")
    assert told(list(compare(dataset, ARTICLE))) == [
        (
            "article.ttl",
            59,
            "passage:p2: the article marks footnotes 1, the passage has none",
            "correct azkz:hasFootnote, or the end of the passage",
        )
    ]


def test_footnote_that_the_article_does_not_mark(dataset: Dataset, tmp_path: Path) -> None:
    path = article(tmp_path, TEXT.replace("[1]", "   "))
    whats = [problem.what for problem in compare(dataset, path)]
    assert whats[1:] == ["passage:p2: the article marks footnotes none, the passage has 1"]


def test_sentence_in_no_passage(dataset: Dataset, tmp_path: Path) -> None:
    path = article(tmp_path, TEXT + "\nעוד משפט.\n")
    assert told(list(compare(dataset, path))) == [
        (
            "article.txt",
            10,
            "the text from 163 to 172 is in no passage: “עוד משפט.”",
            "add a passage to data/article.ttl with these offsets",
        )
    ]


@pytest.mark.parametrize("text", ["טקסט אחר לגמרי", ""])
def test_another_file_altogether(text: str, dataset: Dataset, tmp_path: Path) -> None:
    path = article(tmp_path, text)
    assert [problem.what for problem in compare(dataset, path)] == [
        "no passage of the dataset is in this text"
    ]


@pytest.mark.parametrize("text", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n")])
def test_article_saved_in_another_way(text: str, dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode())
    assert [problem.what for problem in compare(dataset, path)] == [
        "the file has a byte order mark or carriage returns, which no position counts"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("oa:start 44 ;\n", ""),
        ("oa:start 44 ;\n", 'oa:start "soon" ;\n'),
        ("oa:start 44 ;\n", "oa:start -1 ;\n"),
        ("    oa:hasSelector passage:p2-position ;\n", ""),
        ("    oa:hasSelector passage:p2-position ;\n", "    oa:hasSelector passage:nowhere ;\n"),
    ],
)
def test_part_without_a_place_is_left_to_the_shapes(
    old: str, new: str, changed: Callable[[str, str], Dataset]
) -> None:
    dataset = changed(old, new)
    assert [problem.code for problem in compare(dataset, ARTICLE)] == ["article-coverage"]


def test_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_article(tmp_path / "missing.txt")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Is a directory"):
        read_article(tmp_path)


def test_other_encoding(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(TEXT.encode("cp1255"))
    with pytest.raises(UsageError, match="not in UTF-8"):
        read_article(tmp_path / "article.txt")
