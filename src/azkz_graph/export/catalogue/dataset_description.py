"""What DCAT says of the dataset as a whole: identifier, version, makers, contact, subject, time and place.

Sources: https://www.w3.org/TR/vocab-dcat-3/, and for the names of countries and languages
https://semiceu.github.io/DCAT-AP/releases/3.0.1/.
"""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from azkz_graph.dataset.dataset_record import DATASET, DOI, Agent, DatasetRecord, Place
from azkz_graph.export.catalogue.authority_tables import COUNTRY, LANGUAGES
from azkz_graph.export.catalogue.distributions import about
from azkz_graph.export.release_files import Period, Release
from azkz_graph.graph.facts import Term
from azkz_graph.vocabulary import LABEL, PREFIXES, TYPE, XSD

FOAF: Final = "http://xmlns.com/foaf/0.1/"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
DCAT, DCT, SCHEMA = (PREFIXES[prefix] for prefix in ("dcat", "dct", "schema"))


def dataset_description(release: Release, base: str, place: str) -> Iterator[Triple]:
    """Yield the description of the dataset and of those it names; its parts are fragments of `place`."""
    record, period = release.record, NamedNode(f"{place}#period")
    said: dict[str, list[str | Term]] = {
        DCAT + "landingPage": [base],
        DCT + "identifier": [Literal(DOI + record.doi if record.doi else record.iri)],
        DCT + "language": [LANGUAGES[tag] for tag in record.languages if tag in LANGUAGES],
        DCT + "spatial": [iri for each in record.places for iri in place_iris(each)],
        **({DCAT + "version": [Literal(record.version)]} if record.version else {}),
        **({DCT + "temporal": [period]} if release.period else {}),
        DCAT + "distribution": [f"{base}download/{file.path}" for file in release.distributions],
    }
    yield from about(DATASET, said)
    if release.period:
        yield from describe_period(period, release.period)
    yield from describe_others(record)


def describe_period(node: NamedNode, period: Period) -> Iterator[Triple]:
    """Yield the time that the dataset covers."""
    said: dict[str, list[str | Term]] = {
        TYPE.value: [DCT + "PeriodOfTime"],
        DCAT + "startDate": [date(period.start)],
        DCAT + "endDate": [date(period.end)],
    }
    yield from about(node, said)


def date(text: str) -> Literal:
    """Return a day, a month or a year."""
    kind = ("gYear", "gYearMonth", "date")[text.removeprefix("-").count("-")]
    return Literal(text, datatype=NamedNode(XSD + kind))


def describe_others(record: DatasetRecord) -> Iterator[Triple]:
    """Yield the names of makers, contacts and places."""
    for agent in dict.fromkeys((*record.creators, *record.publishers)):
        yield from describe_agent(agent)
    for agent in record.contacts:
        yield from describe_contact(agent)
    for each in record.places:
        yield from about(NamedNode(each.iri), {LABEL.value: [Literal(each.name, language="en")]})


def describe_agent(agent: Agent) -> Iterator[Triple]:
    """Yield who somebody is."""
    said: dict[str, list[str | Term]] = {
        TYPE.value: [FOAF + ("Person" if agent.is_person else "Organization")],
        FOAF + "name": [Literal(agent.name)],
        SCHEMA + "sameAs": list(agent.same_as),
        FOAF + "mbox": [f"mailto:{agent.email}"] if agent.email else [],
    }
    yield from about(NamedNode(agent.iri), said)


def describe_contact(agent: Agent) -> Iterator[Triple]:
    """Yield how somebody can be asked."""
    said: dict[str, list[str | Term]] = {
        TYPE.value: [VCARD + ("Individual" if agent.is_person else "Organization")],
        VCARD + "fn": [Literal(agent.name)],
        VCARD + "hasEmail": [f"mailto:{agent.email}"] if agent.email else [],
    }
    yield from about(NamedNode(agent.iri), said)


def place_iris(place: Place) -> list[str]:
    """Return the IRIs by which catalogues know a place: ours, and that of the country or of others."""
    return [place.iri, *([COUNTRY + place.country] if place.country else place.same_as)]
