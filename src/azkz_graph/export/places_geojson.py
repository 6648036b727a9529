"""The places on a map, with what the article states of them, as GeoJSON.

Source: https://www.rfc-editor.org/rfc/rfc7946.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from azkz_graph.dataset.dataset_record import DatasetRecord
from azkz_graph.export.entity_table import EntityRow
from azkz_graph.export.fact_table import FactRow

JsonObject = dict[str, Any]


def places_geojson(record: DatasetRecord, entities: Sequence[EntityRow], facts: Sequence[FactRow]) -> bytes:
    """Write each entity that has coordinates as a feature, a line each; views and derived facts are left out."""
    content = {
        "type": "FeatureCollection",
        "title": record.title,
        "version": record.version,
        "license": record.license,
        "source": record.iri,
    }
    stated = [fact for fact in facts if fact.status == "stated"]
    features = ",\n".join(dump(place) for place in places(entities, stated))
    head = dump({name: value for name, value in content.items() if value}).removesuffix("}")
    return f'{head}, "features": [\n{features}\n]}}\n'.encode()


def places(entities: Sequence[EntityRow], facts: Sequence[FactRow]) -> Iterator[JsonObject]:
    """Yield the features, with the facts that name each."""
    named: dict[str, list[FactRow]] = {}
    for fact in facts:
        for name in dict.fromkeys((fact.subject, fact.object)):
            named.setdefault(name, []).append(fact)
    for entity in entities:
        if is_on_earth(entity.longitude, 180) and is_on_earth(entity.latitude, 90):
            yield place(entity, named.get(entity.entity, ()))


def is_on_earth(degrees: float | None, most: int) -> bool:
    """Return whether there are such degrees of longitude or latitude."""
    return degrees is not None and abs(degrees) <= most


def place(entity: EntityRow, facts: Sequence[FactRow]) -> JsonObject:
    """Return a place as a feature; its longitude comes first, as the standard has it."""
    return {
        "type": "Feature",
        "id": entity.entity,
        "geometry": {"type": "Point", "coordinates": [entity.longitude, entity.latitude]},
        "properties": {
            "iri": entity.entity,
            "name": entity.label,
            **{f"name_{language}": name for language, name in entity.names.items()},
            "class": ", ".join(entity.class_labels),
            "kind": ", ".join(entity.kind_labels),
            "description": entity.description,
            "same_as": entity.same_as,
            "facts": [
                {
                    "fact": fact.fact,
                    "subject": fact.subject,
                    "predicate": fact.predicate,
                    "object": fact.object,
                    "words": fact.words,
                    "passages": fact.passages,
                }
                for fact in facts
            ],
        },
    }


def dump(content: JsonObject) -> str:
    """Return the content as JSON on one line."""
    return json.dumps(content, ensure_ascii=False)
