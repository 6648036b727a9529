"""Feed of releases, by which readers learn of a new version.

Source: RFC 4287 (Atom).
"""

from typing import Final
from xml.etree import ElementTree

from pyoxigraph import NamedNode

from azkz_graph.about.citation import CREATOR, agents
from azkz_graph.routes.document_paths import LANGUAGES, document, page
from azkz_graph.routes.version_paths import version_iri
from azkz_graph.site.data.publication import Publication
from azkz_graph.site.data.version_history import PublishedVersion
from azkz_graph.site.data.version_statements import ARCHIVE_TYPE, listed_files
from azkz_graph.site.language.messages import messages
from azkz_graph.vocabulary import BASE

FEED: Final = "releases.atom"
"""The path of the feed."""

ATOM: Final = "http://www.w3.org/2005/Atom"


def release_feed(publication: Publication) -> bytes:
    """Return the feed of all releases, the latest first, in the first language; each has the date of its release."""
    versions, base, record = publication.history.versions, publication.base, publication.record
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGES[0]})
    add(feed, "id", BASE + FEED)
    add(feed, "title", record.title or BASE)
    if record.description:
        add(feed, "subtitle", record.description)
    add(feed, "updated", moment(versions[-1]))
    for maker in agents(publication.graph, NamedNode(record.iri), CREATOR) or (record.title or BASE,):
        add(add(feed, "author"), "name", maker)
    if record.license:
        add(feed, "link", rel="license", href=record.license)
    add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    add(feed, "link", rel="alternate", type="text/html", href=base + page("versions", LANGUAGES[0]))
    for version in reversed(versions):
        add_entry(feed, version, base)
    ElementTree.indent(feed)
    written = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def add_entry(feed: ElementTree.Element, version: PublishedVersion, base: str) -> None:
    """Add a release, with its archive if the site has it."""
    iri, words = version_iri(version.number), messages(LANGUAGES[0])
    entry = add(feed, "entry")
    add(entry, "id", iri)
    add(entry, "title", words["version_title"].format(version=version.number))
    add(entry, "published", moment(version))
    add(entry, "updated", moment(version))
    href = base + page(str(document(iri)), LANGUAGES[0])
    add(entry, "link", rel="alternate", type="text/html", href=href)
    for path, file in listed_files(version):
        if file["mediaType"] == ARCHIVE_TYPE:
            size = str(file["bytes"])
            add(entry, "link", rel="enclosure", type=ARCHIVE_TYPE, length=size, href=base + path)
    told = version.difference.summary() if version.difference else words["first_version"]
    add(entry, "summary", told)


def moment(version: PublishedVersion) -> str:
    """Return when a version was released; of a day the noon, as in its archive."""
    return f"{version.issued}T12:00:00Z"


def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """Add an element with a text."""
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text or None
    return child
