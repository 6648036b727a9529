"""Made-up articles: their shape is that of the real one, and a check finds in them what was put into them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from corpora import build, contents, problems
from pyoxigraph import Literal, NamedNode
from synthetic.article import make_article
from synthetic.corpus import write, write_corpus
from synthetic.fault import Fault, table, with_fault
from synthetic.kinds import COLLISION, KINDS
from synthetic.mould import Mould, read_mould

from azkz_graph.check.dataset_check import check, stops
from azkz_graph.dataset.dataset import Dataset, is_passage, read
from azkz_graph.dataset.derivation import derive
from azkz_graph.dataset.project import Project, own_root
from azkz_graph.problem import Problem, Severity
from azkz_graph.register.withdrawals import WITHDRAWN

pytestmark = pytest.mark.large

SEED_OF_COLLISION = 6
"""One that makes one of three faults in eight articles a collision."""


@pytest.fixture(scope="module")
def mould() -> Mould:
    return read_mould(own_root() / "data")


def derived(data: Path) -> Dataset:
    """An article's folder, as the package's ontology reads it."""
    return derive(read(Project(data.parent, data, own_root() / "ontology", own_root() / "queries")))


def written(folder: Path, articles: int, seed: int) -> Iterator[Dataset]:
    """The articles of a corpus."""
    write_corpus(folder, articles, seed)
    return (derived(path) for path in sorted(folder.iterdir()))


def sizes(dataset: Dataset) -> Counter[str]:
    """How many quads each graph has, all passages' together; and how many things there are of each kind.

    What releases have withdrawn is left out, since no made-up article was released.
    """
    kinds = {"azkz:Passage", "azkz:Footnote", "azkz:Claim", "azkz:EditorialNote", "azkz:Figure", "azkz:Event"}
    names = {NamedNode("https://w3id.org/azkz/ontology#" + kind[5:]): kind for kind in kinds}
    quads = [quad for quad in dataset.quads() if quad.graph_name != WITHDRAWN]
    graphs = ("passages" if is_passage(quad.graph_name) else str(quad.graph_name) for quad in quads)
    objects = [quad.object for quad in dataset.places]
    languages = (value.language for value in objects if isinstance(value, Literal))
    return (
        Counter(graphs)
        + Counter(names[value] for value in objects if isinstance(value, NamedNode) and value in names)
        + Counter(f"@{language}" for language in languages if language)
    )


def kinds(found: tuple[Problem, ...]) -> set[tuple[Severity, str, bool]]:
    """Which kinds of problems there are, and whether a note explains them."""
    return {(problem.severity, problem.code, problem.note is not None) for problem in found}


OF_SENTENCES: Final = ("shape:Passage-date", "shape:Passage-name", "shape:Passage-number")
"""What made-up articles cannot keep to: their sentences are the real ones, their values, years and names are not."""


def test_a_seed_makes_the_same_bytes_each_time(tmp_path: Path) -> None:
    found = [write_corpus(tmp_path / name, 3, seed, 2) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    first, same, other = (contents(tmp_path / name) for name in "abc")
    assert first == same
    assert found[0] == found[1]
    assert all(first[name] != text for name, text in other.items() if Path(name).name == "facts.trig")


def test_articles_have_the_shape_of_the_real_one(dataset: Dataset, tmp_path: Path) -> None:
    real = sizes(dataset)
    made = [sizes(each) for each in written(tmp_path / "corpus", 12, 1)]
    for name, count in real.items():
        assert sum(each[name] for each in made) / len(made) == pytest.approx(count, rel=0.2), name
    assert len({each["passages"] for each in made}) > 1
    assert all(each.total() == pytest.approx(real.total(), rel=0.2) for each in made)


def test_an_article_has_no_problem_that_the_real_one_has_not(dataset: Dataset, tmp_path: Path) -> None:
    known = kinds(check(dataset)) | {(Severity.WARNING, code, False) for code in OF_SENTENCES}
    for made in written(tmp_path / "corpus", 2, 4):
        assert kinds(check(made)) <= known


def test_what_is_concluded_of_one_article_is_of_no_other(tmp_path: Path) -> None:
    concluded = []
    for made in written(tmp_path / "corpus", 4, 1):
        stated = {quad.subject for quad in made.places}
        graphs = (quad for quad in made.derived if "/derived/" in str(quad.graph_name))
        concluded.append({quad.subject for quad in graphs if "/id/" in str(quad.subject)} - stated)
    assert all(len(each) > 5 for each in concluded)
    assert len(set().union(*concluded)) == sum(map(len, concluded))


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {COLLISION}))
def test_a_check_finds_the_fault_alone(kind: str, mould: Mould, tmp_path: Path) -> None:
    article, faults = with_fault(make_article(mould, 17, 3, True), kind, mould)
    write(tmp_path / "data", article.files)
    found = [problem for problem in check(derived(tmp_path / "data")) if stops(problem)]
    assert rows(faults) == sorted(
        (problem.place.path.relative_to(tmp_path / "data").as_posix(), problem.place.line, problem.code)
        for problem in found
    )


def rows(faults: tuple[Fault, ...]) -> list[tuple[str, int, str]]:
    return sorted((fault.file, fault.line, fault.code) for fault in faults)


def test_a_build_names_the_faults_alone(tmp_path: Path) -> None:
    faults = write_corpus(tmp_path / "corpus", len(KINDS) + 3, 9, len(KINDS))
    assert {fault.kind for fault in faults} == set(KINDS)
    check_build(tmp_path, faults)


def test_a_build_names_the_faults_where_shared_things_are_described_once(tmp_path: Path) -> None:
    faults = write_corpus(tmp_path / "corpus", 8, SEED_OF_COLLISION, 3, "once")
    assert COLLISION in {fault.kind for fault in faults}
    check_build(tmp_path, faults)


def check_build(folder: Path, faults: tuple[Fault, ...]) -> None:
    built = build(folder / "corpus", folder / "built", 12)
    found = [(row["article"], row["file"], row["line"], row["code"]) for row in problems(folder / "built")]
    assert sorted(found) == [(fault.article, fault.file, fault.line, fault.code) for fault in faults]
    assert set(built.left_out) == {fault.article for fault in faults}


def test_faults_are_listed_as_a_table() -> None:
    faults = [Fault("article-00002", "facts.trig", 3, "slug", "bad slug")]
    assert table(faults) == "article\tfile\tline\tcode\tkind\narticle-00002\tfacts.trig\t3\tslug\tbad slug\n"


def test_more_faults_than_articles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 articles cannot have 3 faults"):
        write_corpus(tmp_path / "corpus", 2, 1, 3)


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "mine").write_text("kept", encoding="utf-8")
    with pytest.raises(ValueError, match="holds something already"):
        write_corpus(tmp_path / "corpus", 1, 1)
