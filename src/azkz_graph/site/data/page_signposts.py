"""Signposts of a publication's pages and documents, by what each is about."""

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from azkz_graph.export.catalogue.ro_crate import CRATE
from azkz_graph.export.dataset_files import written_files
from azkz_graph.routes.document_paths import MEDIA_TYPES
from azkz_graph.routes.response_headers import CONTENT_TYPES
from azkz_graph.routes.signposts import CODE, DATA, DOCUMENT, SCHEMA, VOID, Signpost
from azkz_graph.site.data.publication import Publication
from azkz_graph.vocabulary import TYPE


def page_signposts(
    publication: Publication, iri: str, stem: str, suffixes: Sequence[str]
) -> Iterator[Signpost]:
    """Yield those of the page about an IRI, whose documents are at the path `stem` with the suffixes."""
    for suffix in suffixes:
        if suffix != "html":
            yield Signpost(DOCUMENT, f"{stem}.{suffix}", MEDIA_TYPES[suffix])
    said = publication.schema_org.get(NamedNode(iri), ())
    types = [str(getattr(triple.object, "value", "")) for triple in said if triple.predicate == TYPE]
    publisher = publication.publisher
    if iri == publisher.dataset:
        types.append(SCHEMA + "Dataset")
    yield from publisher.of_page(iri, [type for type in types if type.startswith(SCHEMA)])


def document_signposts(publication: Publication, iri: str, stem: str, suffix: str) -> Iterator[Signpost]:
    """Yield those of a document of an IRI, whose page is at the path `stem`."""
    kind = CODE if suffix == "rq" else DATA
    yield from publication.publisher.of_document(iri, f"{stem}.html", kind)


def overview_signposts(publication: Publication, root: str) -> Iterator[Signpost]:
    """Yield those of a page about no single IRI, which are the dataset's; `root` is where the site begins."""
    yield from publication.publisher.of_overview()
    if publication.whole:
        yield Signpost("describedby", root + VOID, MEDIA_TYPES["ttl"])
        yield Signpost("describedby", f"{root}download/{CRATE}", CONTENT_TYPES["json"])
        for name, file in written_files().items():
            yield Signpost("item", f"{root}download/{name}", file.type)
