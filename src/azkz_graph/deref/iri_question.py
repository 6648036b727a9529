"""Questions to a site: each published IRI in every format and language."""

from collections.abc import Mapping, Sequence
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
    """A request for an IRI's document of that suffix; only pages have a language."""

    iri: str
    suffix: str
    language: str = ""

    def __str__(self) -> str:
        return f"{self.iri} [{', '.join(filter(None, (self.suffix, self.language)))}]"

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of the request."""
        language = {"Accept-Language": self.language} if self.language else {}
        return {"Accept": MEDIA_TYPES[self.suffix], **language}

    @property
    def document(self) -> str:
        """Return where the document lies in the site."""
        stem = str(document(self.iri))
        return page(stem, self.language) if self.language else f"{stem}.{self.suffix}"


@dataclass(frozen=True, order=True)
class Finding:
    """What is wrong with the answer to a question, and how to mend it."""

    question: Question
    what: str
    mend: str


def questions(published: Mapping[str, Sequence[str]], only: str = "*") -> list[Question]:
    """Return all questions: `published` has the suffixes of the documents of each IRI.

    `only` is a shell pattern for IRIs or their paths. An IRI that nothing has is asked for last.

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
    return [
        Question(iri, suffix, language)
        for iri, suffixes in chosen.items()
        for suffix in suffixes
        for language in languages(iri, suffix)
    ]


def languages(iri: str, suffix: str) -> Sequence[str]:
    """Return the languages in which a document is asked for."""
    if suffix != "html":
        return ("",)
    return LANGUAGES if iri != NOBODY else LANGUAGES[:1]
