"""Context object of a page (COinS): what a reference manager such as Zotero saves when it cites the page.

It is one element, smaller than `citation_` tags would be. Of a page with those, Zotero makes an article of a journal,
and of an organization that is its author a person with a first and a last name.

Source: https://www.niso.org/publications/z3988-2004-r2010, with the format for Dublin Core.
"""

from collections.abc import Iterable
from string import ascii_letters, digits
from typing import Final
from urllib.parse import quote_plus

from markupsafe import Markup
from pyoxigraph import NamedNode

from azkz_graph.about.citation import CREATOR, PUBLISHER, agents
from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.graph.facts import Triples
from azkz_graph.site.language.page_words import Words

SAFE: Final = frozenset(f"{ascii_letters}{digits}-._~:/,()[]")
FORMAT: Final = {"ctx_ver": "Z39.88-2004", "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc"}


def shared_part(graph: Triples, record: DatasetRecord, words: Words) -> str:
    """Return what the context objects of all pages in a language share: who made the dataset, and when."""
    node = NamedNode(record.iri)
    makers = agents(graph, node, CREATOR, words.language)
    publishers = agents(graph, node, PUBLISHER, words.language) or makers
    return encoded(
        [
            *FORMAT.items(),
            *(("rft.aucorp", maker) for maker in makers),
            ("rft.publisher", ", ".join(publishers)),
            ("rft.date", record.issued),
            ("rft.language", words.language),
        ]
    )


def context_object(shared: str, title: str, iri: str, dataset: str, *, whole: bool) -> Markup:
    """Return the element of a page; `dataset` is the dataset's name with its version, cited itself if `whole`."""
    own = [
        ("rft.type", "dataset" if whole else "webpage"),
        ("rft.title", dataset if whole else title),
        ("rft.source", "" if whole else dataset),
        ("rft.identifier", iri),
    ]
    return Markup('<span class="Z3988" title="{}"></span>').format(f"{shared}&{encoded(own)}")


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the pairs that have a value, as a query of an address has them.

    Letters of other scripts stay as they are, which takes a third of the bytes; who decodes UTF-8 reads both.

    >>> encoded([("rft.title", "Баку & Ağdam+"), ("rft.source", "")])
    'rft.title=Баку+%26+Ağdam%2B'
    """
    return "&".join(f"{name}={''.join(map(escaped, value))}" for name, value in pairs if value)


def escaped(character: str) -> str:
    """Return the character, if it may stand in a value, or its percent-encoding."""
    kept = character in SAFE if character.isascii() else character.isprintable()
    return character if kept else quote_plus(character)
