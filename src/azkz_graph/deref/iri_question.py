"""Questions to a site: each published IRI in every format and language."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from azkz_graph.problem import UsageError
from azkz_graph.routes.document_paths import LANGUAGES, MEDIA_TYPES, document, page, path_of
from azkz_graph.vocabulary import ID

NOBODY: Final = ID + "nothing-is-called-so"
"""An IRI that leads nowhere, and must say so."""


@dataclass(frozen=True, order=True)
class Question:
    """A request for an IRI's document of that suffix; only pages have a language.

    If `weighed`, something else is asked for first, with a lesser weight. What `is_gone` was withdrawn. `stem` is the
    path of the IRI's documents without suffix, if it does not follow from the IRI.
    """

    iri: str
    suffix: str
    language: str = ""
    weighed: bool = False
    is_gone: bool = False
    stem: str = ""

    def __str__(self) -> str:
        how = (self.suffix, self.language, "by weight" if self.weighed else "")
        return f"{self.iri} [{', '.join(filter(None, how))}]"

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of the request."""
        type, language = MEDIA_TYPES[self.suffix], self.language
        if self.weighed and language:
            language = f"{LANGUAGES[0]};q=0.2, {language};q=0.9"
        elif self.weighed:
            type = f"{MEDIA_TYPES['html']};q=0.2, {type};q=0.9"
        return {"Accept": type, **({"Accept-Language": language} if language else {})}

    @property
    def document(self) -> str:
        """Return where the document lies in the site."""
        stem = self.stem or str(document(self.iri))
        return page(stem, self.language) if self.language else f"{stem}.{self.suffix}"


@dataclass(frozen=True, order=True)
class Finding:
    """What is wrong with the answer to a question, and how to mend it."""

    question: Question
    what: str
    mend: str


def questions(
    published: Mapping[str, Sequence[str]],
    only: str = "*",
    withdrawn: Container[str] = (),
    section: Callable[[str], str | None] = lambda iri: None,
) -> list[Question]:
    """Return all questions: `published` has the suffixes of the documents of each IRI, of the `withdrawn` ones too.

    `section` gives the path of what is a section of a page, with its fragment. `only` is a shell pattern for IRIs or
    their paths. Whether the host weighs is asked of one IRI alone. An IRI that nothing has is asked for last.

    Raises:
        UsageError: no IRI fits.
    """
    chosen = {
        iri: suffixes
        for iri, suffixes in {**published, NOBODY: ("html",)}.items()
        if fnmatchcase(path_of(iri), only) or fnmatchcase(iri, only)
    }
    if not chosen:
        raise UsageError(f"no IRI matches {only!r}; name some by their path, as in 'id/baku' or 'query/*'")
    weighed = next((iri for iri, suffixes in chosen.items() if "ttl" in suffixes), None)
    return [
        Question(iri, suffix, language, is_weighed, iri in withdrawn, (section(iri) or "").partition("#")[0])
        for iri, suffixes in chosen.items()
        for suffix in suffixes
        for language in languages(iri, suffix)
        for is_weighed in ((False, True) if iri == weighed and (suffix, language) in WEIGHED else (False,))
    ]


WEIGHED: Final = {("ttl", ""), ("html", LANGUAGES[1])}
"""What is asked for by weight as well, against what hosts answer those who say nothing."""


def languages(iri: str, suffix: str) -> Sequence[str]:
    """Return the languages in which a document is asked for."""
    if suffix != "html":
        return ("",)
    return LANGUAGES if iri != NOBODY else LANGUAGES[:1]
