"""What a dataset says of itself as a publication: title, version, date, licence."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.text.language_range import distance, takes_in
from azkz_graph.text.web_links import is_link
from azkz_graph.vocabulary import BASE, PREFIXES

DATASET = NamedNode(BASE + "dataset")

PREDICATES = {
    "title": PREFIXES["dct"] + "title",
    "description": PREFIXES["dct"] + "description",
    "version": PREFIXES["owl"] + "versionInfo",
    "issued": PREFIXES["dct"] + "issued",
    "license": PREFIXES["dct"] + "license",
}


@dataclass(frozen=True)
class DatasetRecord:
    """The dataset as a publication.

    Texts are English, `issued` is a date, `license` an IRI that can be followed; what the dataset does not
    say, or says in another way, is empty. `version` and `issued`, which stand in comments and names, are
    single lines.
    """

    iri: str
    title: str = ""
    description: str = ""
    version: str = ""
    issued: str = ""
    license: str = ""


def dataset_record(dataset: Dataset) -> DatasetRecord:
    """Read the record of the dataset, which its authors keep in dataset.ttl."""
    quads = [
        quad
        for quad in dataset.places
        if quad.subject == DATASET
        and (language(quad) is None or takes_in("en", language(quad)))
        and (quad.predicate.value != PREDICATES["license"] or isinstance(quad.object, NamedNode))
    ]
    # Of several texts the last counts, which is the one that is English and no more.
    quads.sort(key=lambda quad: -distance(language(quad), "en"))
    said = {quad.predicate.value: str(getattr(quad.object, "value", "")) for quad in quads}
    found = {name: said.get(iri, "") for name, iri in PREDICATES.items()}
    single = {name: " ".join(found[name].split()) for name in ("version", "issued")}
    license = found["license"] if is_link(found["license"]) else ""
    return DatasetRecord(DATASET.value, **{**found, **single, "license": license})


def language(quad: Quad) -> str | None:
    """Return the language of the quad's object, if it is a text in one."""
    return quad.object.language if isinstance(quad.object, Literal) else None
