"""One label for a language, whatever else its tag says."""

from small_dataset import dataset_of, quads_of

from azkz_graph.check.label_languages import label_problems


def whats(text: str) -> list[str]:
    return [problem.what for problem in label_problems(dataset_of(quads_of(text)))]


def test_labels_in_one_language() -> None:
    assert whats('id:a rdfs:label "colour"@en , "color"@en-US .') == [
        '"color"@en-us is a label beside "colour"@en, and queries answer with both'
    ]
    assert whats('id:a rdfs:label "colour"@en-GB , "color"@en-US , "צבע"@he .') == [
        '"colour"@en-gb is a label beside "color"@en-us, and queries answer with both'
    ]


def test_labels_in_several_languages() -> None:
    said = 'id:a rdfs:label "a"@en-GB , "a"@he-IL , "a"@fr , "a"@fr-CA ; schema:alternateName "b"@en .'
    assert whats(said) == []
