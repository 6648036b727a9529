"""Manifest in which the reconciliation service describes itself to clients.

Source: https://reconciliation-api.github.io/specs/0.2/, "Service Manifest".
"""

from functools import cache
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import urlsplit

from azkz_graph.routes.document_paths import LANGUAGE_NAMES
from azkz_graph.vocabulary import ID, ONTOLOGY

DEFAULT_TYPES: Final = ("State", "Place", "Person", "Organization", "Event")
"""The classes that a client offers before it has an answer."""

BATCH: Final = 100
"""How many queries a client should send at once; larger batches work, but take longer to answer."""

PREVIEW_WIDTH: Final = 400
PREVIEW_HEIGHT: Final = 300


def build_manifest(base: str) -> dict[str, Any]:
    """Build the manifest of the service at `reconcile` below `base`, the server's root with a slash at its end."""
    service = f"{base}reconcile"
    return {
        "versions": ["0.2"],
        "name": f"azkz_graph ({urlsplit(base).netloc})",
        "identifierSpace": ID,
        "schemaSpace": ONTOLOGY,
        "documentation": base,
        "serviceVersion": service_version(),
        "batchSize": BATCH,
        "defaultTypes": [{"id": type, "name": type.lower()} for type in DEFAULT_TYPES],
        "view": {"url": f"{base}id/{{{{id}}}}"},
        "preview": {
            "url": f"{service}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {
            what: {"service_url": service, "service_path": f"/suggest/{what}"}
            for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/propose"},
            "property_settings": [build_language_setting()],
        },
    }


@cache
def service_version() -> str:
    """Return the version of the installed package, which is read from files once."""
    return version("azkz-graph")


def build_language_setting() -> dict[str, Any]:
    """Build the setting by which a client chooses the language of the texts that it fetches."""
    return {
        "name": "language",
        "label": "Language",
        "help_text": "Fetch texts in this language alone, and names of things in it where there are any",
        "type": "select",
        "default": "any",
        "choices": [
            {"value": "any", "name": "any"},
            *({"value": language, "name": name} for language, name in LANGUAGE_NAMES.items()),
        ],
    }
