"""Which things can be found, and by which names."""

from pyoxigraph import NamedNode
from reconciling import HOSTILE, real_names, real_store, store_of

from azkz_graph.graph.facts import nodes
from azkz_graph.reconcile.name_index import read_names
from azkz_graph.site.data.text_kinds import TEXT_KINDS
from azkz_graph.vocabulary import ID, TYPE

KAZAKHSTAN = NamedNode(ID + "kazakhstan")


def test_things_are_there_and_the_text_of_the_article_is_not() -> None:
    index, store = real_names(), real_store()
    assert KAZAKHSTAN in index.entities
    for node in index.entities:
        assert node.value.startswith(ID)
        assert TEXT_KINDS.isdisjoint(nodes(store, node, TYPE))


def test_a_thing_has_its_names_in_every_language() -> None:
    entry = real_names().entities[KAZAKHSTAN]
    assert [label.language for label in entry.labels] == ["en", "he", "az", "kk", "ru"]
    assert {language: entry.name(language) for language in ("en", "he", "kk", "xx")} == {
        "en": "Kazakhstan",
        "he": "קזחסטן",
        "kk": "Қазақстан",
        "xx": "Kazakhstan",
    }


def test_classes_are_known_with_those_that_they_are_part_of() -> None:
    index = real_names()
    kinds = {index.types[kind].id for kind in index.kinds(index.entities[KAZAKHSTAN])}
    assert kinds == {"State", "schema:Country"}


def test_properties_have_words_even_those_of_other_vocabularies() -> None:
    names = {entry.id: entry.name() for entry in real_names().properties.values()}
    assert names["twinnedWith"] == "twinned with"
    assert names["rdfs:label"] == "name"


def test_capitals_of_azerbaijani_are_the_same_name() -> None:
    exact = real_names().exact
    assert {name.node.value for form in ("baki", "i̇lham əli̇yev") for name in exact[form]} == {
        ID + "baku",
        ID + "ilham-aliyev",
    }


def test_what_has_no_name_is_called_by_its_identifier() -> None:
    index = read_names(store_of(HOSTILE))
    assert {entry.id: entry.name() for entry in index.entities.values()} == {
        "a%3Cscript%3E%22%26": "<script>alert(1)</script>",
        "empty": " ",
        "nameless": "nameless",
        "number": "7",
    }


def test_no_data_have_no_names() -> None:
    index = read_names(store_of(""))
    assert (index.entities, index.names, index.spellings) == ({}, (), ())
