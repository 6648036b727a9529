"""What things are called."""

import unicodedata

import pytest
from pyoxigraph import Store

from azkz_graph.dataset.project import Project
from azkz_graph.graph.name_lookup import find
from azkz_graph.problem import UsageError
from azkz_graph.store.memory_store import project_store
from azkz_graph.vocabulary import shorten


@pytest.fixture(scope="module")
def store(small: Project) -> Store:
    return project_store(small)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("kazakhstan", "id:kazakhstan"),
        ("id:kazakhstan", "id:kazakhstan"),
        ("https://w3id.org/azkz/id/kazakhstan", "id:kazakhstan"),
        ("<https://w3id.org/azkz/id/kazakhstan>", "id:kazakhstan"),
        ("KAZAKHSTAN", "id:kazakhstan"),
        ("קזחסטן", "id:kazakhstan"),
        ("қазақстан", "id:kazakhstan"),
        ("Qazaqstan", "id:kazakhstan"),
        ("אזרבייג'ן", "id:azerbaijan"),
        ("אזרבייג׳ן", "id:azerbaijan"),
        (unicodedata.normalize("NFD", "Қазақстан"), "id:kazakhstan"),
        (" caspian   sea ", "id:caspian-sea"),
        ("Kazakh\xadstan", "id:kazakhstan"),
        ("\u200fקזח\u200dסטן\ufeff", "id:kazakhstan"),
        ("kazakh\u200bstan", "id:kazakhstan"),
        ("\ufeffid:kazakhstan\u200e ", "id:kazakhstan"),
        ("62oxieoz\u200csygmipfi", "fact:62oxieozsygmipfi"),
        ("o1", "id:small-article/o1"),
        ("passage:o1", "id:small-article/o1"),
        ("id:small-article/o1", "id:small-article/o1"),
        ("azkz:State", "azkz:State"),
        ("State", "azkz:State"),
        ("twinned with", "azkz:twinnedWith"),
        ("rdf:type", "rdf:type"),
        ("schema:value", "schema:value"),
        ("symmetry", "rule:symmetry"),
        ("62oxieozsygmipfi", "fact:62oxieozsygmipfi"),
        ("Population of Kazakhstan", "id:source-population"),
    ],
)
def test_a_thing_is_found(store: Store, name: str, found: str) -> None:
    assert shorten(find(store, name).value) == found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("kazakstan", "close to it: id:kazakhstan"),
        ("Казахстн", "close to it: id:kazakhstan"),
        ("kazakhstan-number", "close to it: id:number-of-azerbaijanis"),
        ("Persom", "close to it: azkz:Person, id:person"),
        ("President Aliyev", "id:heydar-aliyev .*, id:ilham-aliyev"),
        ("", "nothing is called ''"),
        ("a b{}|", "nothing is called"),
        ("https://w3id.org/azkz/id/nothing", "nothing is called"),
    ],
)
def test_a_thing_is_not_found(store: Store, name: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        find(store, name)
