"""The published JSON-LD context: the names and coercions that it gives to IRIs.

Source: https://www.w3.org/TR/json-ld11/#context-definitions. Of what a context may hold, this knows prefixes,
terms, types of values, and language maps.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from azkz_graph.dataset.project import Project
from azkz_graph.problem import UsageError
from azkz_graph.vocabulary import expand, shorten


@dataclass(frozen=True)
class TermDefinition:
    """How the context names a term and writes its values; `coercion` is an IRI, "@id" or empty."""

    name: str
    coercion: str = ""
    by_language: bool = False


@dataclass(frozen=True)
class Context:
    """The published context: as JSON, its prefixes, and its terms by IRI."""

    json: Mapping[str, Any]
    prefixes: Mapping[str, str]
    terms: Mapping[str, TermDefinition]

    @cached_property
    def names(self) -> dict[str, str]:
        """Return what was shortened before."""
        return {}

    def name(self, iri: str) -> str:
        """Return the IRI as the value of an `@id`: with a prefix where one fits."""
        if iri not in self.names:
            name = shorten(iri, self.prefixes)
            self.names[iri] = iri if name.startswith("<") or name.endswith(":") else name
        return self.names[iri]

    def term(self, iri: str) -> TermDefinition:
        """Return how a property or class is written."""
        return self.terms.get(iri) or TermDefinition(self.name(iri))


def read_context(project: Project) -> Context:
    """Read the context that the project publishes.

    Raises:
        UsageError: the file is missing or is not a JSON-LD context.
    """
    path = project.ontology / "context.jsonld"
    try:
        return context_of(json.loads(path.read_bytes())["@context"])
    except FileNotFoundError:
        raise UsageError(f"{path} is missing; add the JSON-LD context") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); put the JSON-LD context there") from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{path} is not a JSON-LD context ({error}); correct it") from None


def context_of(content: Mapping[str, Any]) -> Context:
    """Read the prefixes (strings that end like a namespace) and the terms of a context.

    Raises:
        KeyError, TypeError: it says what no context of this kind says.
    """
    if not isinstance(content, dict):
        raise TypeError("@context is not an object")
    texts = {name: value for name, value in content.items() if isinstance(value, str)}
    prefixes = {name: value for name, value in texts.items() if value.endswith(("#", "/"))}
    terms = {}
    for name, value in content.items():
        if name.startswith("@") or name in prefixes:
            continue
        definition = value if isinstance(value, dict) else {"@id": value}
        coercion = definition.get("@type", "")
        if not isinstance(definition["@id"], str) or not isinstance(coercion, str):
            raise TypeError(f"{name} is not defined by texts")
        terms[absolute(definition["@id"], prefixes)] = TermDefinition(
            name, absolute(coercion, prefixes), definition.get("@container") == "@language"
        )
    return Context(content, prefixes, terms)


def absolute(name: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that a prefixed name stands for; a keyword stays as it is."""
    return name if name.startswith("@") else expand(name, prefixes) or name
