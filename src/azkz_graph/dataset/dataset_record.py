"""What a dataset says of itself as a publication: title, version, date, licence, makers, subject."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from azkz_graph.dataset.dataset import Dataset
from azkz_graph.text.language_range import distance, takes_in
from azkz_graph.text.web_links import is_link
from azkz_graph.vocabulary import BASE, LABEL, ONTOLOGY, PREFIXES, TYPE

DATASET = NamedNode(BASE + "dataset")

PREDICATES = {
    "title": PREFIXES["dct"] + "title",
    "description": PREFIXES["dct"] + "description",
    "version": PREFIXES["owl"] + "versionInfo",
    "issued": PREFIXES["dct"] + "issued",
    "license": PREFIXES["dct"] + "license",
}
"""What the record says once."""

CREATOR, PUBLISHER, CONTACT, SPATIAL, SOURCE = (
    PREFIXES[prefix] + name
    for prefix, name in (
        ("dct", "creator"),
        ("dct", "publisher"),
        ("dcat", "contactPoint"),
        ("dct", "spatial"),
        ("dct", "source"),
    )
)
"""What the record says of other nodes that the data describe."""

KEYWORD, THEME = PREFIXES["dcat"] + "keyword", PREFIXES["dcat"] + "theme"
IDENTIFIER, REPOSITORY = PREFIXES["dct"] + "identifier", PREFIXES["schema"] + "codeRepository"
SAME_AS, EMAIL = (PREFIXES["schema"] + name for name in ("sameAs", "email"))
PERSON, COUNTRY_CODE = ONTOLOGY + "Person", ONTOLOGY + "iso3166alpha3"
ORCID, DOI = "https://orcid.org/", "https://doi.org/"

Value = TypeVar("Value")
Said = Mapping[str, Sequence[Quad]]
"""What is said of a node, by predicate."""


@dataclass(frozen=True)
class Agent:
    """Who makes, publishes or answers for the dataset; `same_as` are IRIs of others for the same."""

    iri: str
    name: str
    is_person: bool = False
    email: str = ""
    same_as: tuple[str, ...] = ()

    @property
    def orcid(self) -> str:
        """Return the ORCID as an IRI; empty if it is not known."""
        return next((iri for iri in self.same_as if iri.startswith(ORCID)), "")


@dataclass(frozen=True)
class Place:
    """What the dataset is about in space; `country` is the code of ISO 3166-1 alpha-3."""

    iri: str
    name: str
    country: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """What the dataset was made from."""

    iri: str
    name: str


@dataclass(frozen=True)
class DatasetRecord:
    """The dataset as a publication.

    Texts are English, `issued` is a date, `license` an IRI that can be followed; what the dataset does not
    say, or says in another way, is empty. `version` and `issued`, which stand in comments and names, are
    single lines. `languages` are those in which the dataset names itself; `doi` is without its resolver.
    """

    iri: str
    title: str = ""
    description: str = ""
    version: str = ""
    issued: str = ""
    license: str = ""
    creators: tuple[Agent, ...] = ()
    publishers: tuple[Agent, ...] = ()
    contacts: tuple[Agent, ...] = ()
    keywords: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    languages: tuple[str, ...] = ()
    doi: str = ""
    repository: str = ""


def dataset_record(dataset: Dataset) -> DatasetRecord:
    """Read the record of the dataset, which its authors keep in dataset.ttl."""
    own = [quad for quad in dataset.places if quad.subject == DATASET]
    said = by_predicate(own)
    others = {
        iri for predicate in (CREATOR, PUBLISHER, CONTACT, SPATIAL, SOURCE) for iri in iris(said, predicate)
    }
    described = describe(dataset, others)

    def nodes(predicate: str, read: Callable[[str, Said], Value]) -> tuple[Value, ...]:
        return tuple(read(iri, described.get(iri, {})) for iri in iris(said, predicate))

    languages = (language(quad) for quad in said.get(LABEL.value, ()))
    return DatasetRecord(
        DATASET.value,
        title=text(said, PREDICATES["title"]),
        description=text(said, PREDICATES["description"]),
        version=" ".join(text(said, PREDICATES["version"]).split()),
        issued=" ".join(text(said, PREDICATES["issued"]).split()),
        license=next((iri for iri in iris(said, PREDICATES["license"]) if is_link(iri)), ""),
        creators=nodes(CREATOR, read_agent),
        publishers=nodes(PUBLISHER, read_agent),
        contacts=nodes(CONTACT, read_agent),
        keywords=tuple(dict.fromkeys(sorted(texts(said, KEYWORD)))),
        themes=iris(said, THEME),
        places=nodes(SPATIAL, read_place),
        sources=nodes(SOURCE, lambda iri, about: Source(iri, name_of(iri, about))),
        languages=tuple(sorted({tag for tag in languages if tag})),
        doi=next((doi for each in values(said, IDENTIFIER) if (doi := read_doi(each))), ""),
        repository=next((iri for iri in values(said, REPOSITORY) if is_link(iri)), ""),
    )


def describe(dataset: Dataset, iris: set[str]) -> Mapping[str, Said]:
    """Return what the authors say of the nodes."""
    found: dict[str, list[Quad]] = {}
    for quad in dataset.places if iris else ():
        if isinstance(quad.subject, NamedNode) and quad.subject.value in iris:
            found.setdefault(quad.subject.value, []).append(quad)
    return {iri: by_predicate(quads) for iri, quads in found.items()}


def read_agent(iri: str, said: Said) -> Agent:
    """Return an agent by what is said of it."""
    is_person = PERSON in iris(said, TYPE.value)
    email = next(iter(values(said, EMAIL)), "").removeprefix("mailto:")
    address = email if is_address(email) else ""
    return Agent(iri, name_of(iri, said), is_person, address, iris(said, SAME_AS))


def is_address(email: str) -> bool:
    """Return whether it is an address for mail, of the plain characters that may stand in an IRI too.

    >>> [is_address(text) for text in ("jane.doe@example.org", "jane", "<jane@example.org>", "a b@example.org")]
    [True, False, False, False]
    """
    name, _, host = email.partition("@")
    plain = (name + host).translate(dict.fromkeys(map(ord, ".+-_")))
    return bool(name and host) and plain.isascii() and plain.isalnum()


def read_place(iri: str, said: Said) -> Place:
    """Return a place by what is said of it."""
    code = text(said, COUNTRY_CODE)
    country = code if len(code) == 3 and code.isascii() and code.isalpha() else ""
    return Place(iri, name_of(iri, said), country, iris(said, SAME_AS))


def name_of(iri: str, said: Said) -> str:
    """Return the English label of a node; the end of its IRI if it has none."""
    return text(said, LABEL.value) or iri.rstrip("/").rpartition("/")[2]


def read_doi(identifier: str) -> str:
    """Return the DOI that an identifier is, without its resolver; empty if it is none.

    >>> read_doi("https://doi.org/10.5281/zenodo.1"), read_doi("10.5281/zenodo.1"), read_doi("azkz")
    ('10.5281/zenodo.1', '10.5281/zenodo.1', '')
    """
    doi = identifier.removeprefix(DOI).removeprefix("doi:")
    return doi if doi.startswith("10.") and "/" in doi else ""


def by_predicate(quads: Iterable[Quad]) -> Said:
    """Return the quads of a node by predicate."""
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        found.setdefault(quad.predicate.value, []).append(quad)
    return found


def text(said: Said, predicate: str) -> str:
    """Return the English text of a predicate; of several the one that is English and no more."""
    return next(iter(texts(said, predicate)), "")


def texts(said: Said, predicate: str) -> list[str]:
    """Return the texts of a predicate that are English or in no language, the plainest English first."""
    found = [
        quad.object
        for quad in said.get(predicate, ())
        if isinstance(quad.object, Literal) and (language(quad) is None or takes_in("en", language(quad)))
    ]
    # Of several equally English texts the last counts.
    found.reverse()
    return [term.value for term in sorted(found, key=lambda term: distance(term.language, "en"))]


def values(said: Said, predicate: str) -> list[str]:
    """Return the IRIs and texts of a predicate."""
    return [
        quad.object.value for quad in said.get(predicate, ()) if isinstance(quad.object, NamedNode | Literal)
    ]


def iris(said: Said, predicate: str) -> tuple[str, ...]:
    """Return the IRIs of a predicate, sorted."""
    found = {quad.object.value for quad in said.get(predicate, ()) if isinstance(quad.object, NamedNode)}
    return tuple(sorted(found))


def language(quad: Quad) -> str | None:
    """Return the language of the quad's object, if it is a text in one."""
    return quad.object.language if isinstance(quad.object, Literal) else None
