"""Misspelled names lead to the names that are meant, and other names to none."""

import pytest

from azkz_graph.text.near_names import LONGEST, near_iri, near_names


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("kazahstan", "kazakhstan"),
        ("azerbaidjan", "azerbaijan"),
        ("bakuu", "baku"),
        ("abku", "baku"),
        ("aliev", "aliyev"),
        ("sumgait", "sumqayit"),
        ("armenya", "armenia"),
        ("caspian-see", "caspian-sea"),
        ("embasy of azerbaijan in astana", "embassy-of-azerbaijan-in-astana"),
        ("trade-grwoth", "trade-growth"),
        ("tag", "tags"),
        ("tgas", "tags"),
        ("membr", "member"),
        ("descripton", "description"),
        ("BordersUpon", "bordersOn"),
        ("קזחסטאן", "קזחסטן"),
        ("казахстн", "казахстан"),
        ("trade-2016-totl", "trade-2016-total"),
    ],
)
def test_a_misspelled_name_comes_close(name: str, meant: str) -> None:
    assert near_names(name, ["something else", meant, ""]) == [meant]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("paris", "azeris"),
        ("stalin", "spain"),
        ("pakistan", "kazakhstan"),
        ("uzbekistan", "kazakhstan"),
        ("turky", "turksoy"),
        ("germany", "ceremony"),
        ("parliament", "participant"),
        ("pipelinezz", "btc pipeline"),
        ("kazahstan", "gdp-of-kazakhstan"),
        ("oil", "oic"),
        ("wine", "since"),
        ("colour", "format"),
        ("embassy-of-iran-in-baku", "embassy-of-kazakhstan-in-baku"),
        ("number-of-armenians", "number-of-azerbaijanis"),
        ("trade-2016", "trade-2017"),
        ("p99", "p9"),
        ("", "he"),
    ],
)
def test_another_name_does_not(name: str, other: str) -> None:
    assert near_names(name, [other]) == []
    assert near_names(other, [name]) == []


def test_the_closest_are_first() -> None:
    assert near_names("timelnie", ["timelines", "time-lines", "timeline"], 2) == ["timeline", "timelines"]


def test_what_is_too_long_for_a_name_comes_close_to_none() -> None:
    name = "x" * LONGEST
    assert near_names(name, [f"{name}y"]) == [f"{name}y"]
    assert near_names(f"{name}y", [f"{name}y"]) == []


@pytest.mark.parametrize(
    ("iri", "near"),
    [
        ("https://w3id.org/azkz/id/bakku", "https://w3id.org/azkz/id/baku"),
        ("https://w3id.org/azkz/id/bali-hai", None),
        ("https://w3id.org/azkz/id/article/p98", None),
        ("https://w3id.org/azkz/rule/baku", None),
    ],
)
def test_what_iris_share_does_not_bring_them_close(iri: str, near: str | None) -> None:
    known = [f"https://w3id.org/azkz/id/{name}" for name in ("baku", "ganja", "article/p99", "article/p9")]
    assert near_iri(iri, known) == near
