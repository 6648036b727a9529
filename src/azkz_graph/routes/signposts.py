"""Signposts: links that tell programs what a page is about, who made it, under what licence, and where its data are.

They stand in the head of each page, and in the header Link of each page and document. A page about an IRI leads to its
documents, and each document to its page. Source: https://signposting.org/FAIR/.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from azkz_graph.vocabulary import BASE

SCHEMA: Final = "https://schema.org/"
PAGE_ABOUT: Final = SCHEMA + "AboutPage"
OVERVIEW: Final = SCHEMA + "CollectionPage"
DATA: Final = SCHEMA + "DataDownload"
CODE: Final = SCHEMA + "SoftwareSourceCode"

DOCUMENT: Final = "alternate describedby item"
"""What a document is to the page about the same IRI: the same in another format, its description, and its data."""

VOID: Final = ".well-known/void"
"""What programs learn of the dataset from. Source: https://www.w3.org/TR/void/#well-known."""


@dataclass(frozen=True)
class Signpost:
    """A link by its relations, target, and the media type of the target if it is known."""

    relation: str
    target: str
    media_type: str = ""

    def header(self) -> str:
        """Return the link as an item of the header Link. Source: RFC 8288, section 3."""
        type = f'; type="{self.media_type}"' if self.media_type else ""
        return f'<{quote(self.target, safe=IN_IRI)}>; rel="{self.relation}"{type}'

    def element(self) -> str:
        """Return the link as an element of HTML."""
        type = f' type="{self.media_type}"' if self.media_type else ""
        return f'<link rel="{self.relation}" href="{escape(self.target)}"{type}>'


def join_links(signposts: Iterable[Signpost]) -> str:
    """Return the signposts as the header Link."""
    return ", ".join(signpost.header() for signpost in signposts)


IN_IRI: Final = "%/:?#[]@!$&'()*+,;=~"
"""What may stand in a URI beside letters, digits and `-._`."""


@dataclass(frozen=True)
class Publisher:
    """Whose the pages and documents are: the IRI of the dataset, those of its makers, and of its licence, if any."""

    dataset: str
    makers: tuple[str, ...] = ()
    license: str = ""

    def signposts(self) -> tuple[Signpost, ...]:
        """Return what holds for every page and document."""
        makers = (Signpost("author", maker) for maker in self.makers)
        return (*makers, *([Signpost("license", self.license)] if self.license else []))

    def of_page(self, iri: str, types: Iterable[str] = ()) -> tuple[Signpost, ...]:
        """Return those of the page about an IRI, whose kinds are `types` of schema.org, without its documents."""
        kinds = (Signpost("type", type) for type in (PAGE_ABOUT, *types))
        whole = () if iri == self.dataset else (Signpost("collection", self.dataset),)
        return (Signpost("cite-as describes", iri), *kinds, *whole, *self.signposts())

    def of_overview(self) -> tuple[Signpost, ...]:
        """Return those of a page about no single IRI, without the files of the dataset."""
        return (Signpost("cite-as", self.dataset), Signpost("type", OVERVIEW), *self.signposts())

    def of_document(self, iri: str, page: str, type: str = DATA) -> tuple[Signpost, ...]:
        """Return those of a document, or of a file of the dataset, whose page is at that path."""
        return (
            Signpost("cite-as describes", iri),
            Signpost("type", type),
            Signpost("collection", page, "text/html"),
            *self.signposts(),
        )


ANYBODY: Final = Publisher(BASE + "dataset")
"""Who publishes where nothing is known of it."""
