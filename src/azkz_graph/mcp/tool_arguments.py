"""Arguments of tools, checked against their schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from azkz_graph.mcp.tool_lookup import quote
from azkz_graph.problem import UsageError
from azkz_graph.text.near_names import near_names


def check(schema: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Refuse arguments that are not those of the schema.

    Raises:
        UsageError: an argument is missing, unknown, of a wrong kind, too long, or no text.
    """
    for text in texts(given):
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise UsageError("an argument holds half of a surrogate pair; send it as UTF-8")
    fault = best_match(Draft202012Validator(schema).iter_errors(given))
    if fault is not None:
        raise UsageError(sentence(fault))


def texts(given: object) -> Iterator[str]:
    """Yield every text among the arguments, names included."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        for name, value in given.items():
            yield from (str(name), *texts(value))
    elif isinstance(given, list):
        for value in given:
            yield from texts(value)


def sentence(fault: ValidationError) -> str:
    """Say what is wrong with an argument, and how to mend it."""
    name = ".".join(map(str, fault.absolute_path))
    expected: Any = fault.validator_value
    given: Any = fault.instance
    match fault.validator:
        case "required":
            missing = next(each for each in expected if each not in given)
            return f"{missing} is missing; give it"
        case "additionalProperties":
            known = fault.schema.get("properties", {}) if isinstance(fault.schema, Mapping) else {}
            unknown = next(each for each in given if each not in known)
            return (
                f"there is no {quote(unknown)} {f'in {name}' if name else 'here'}; {advice(unknown, known)}"
            )
        case "enum":
            return f"{name}: there is no {quote(str(given))}; {advice(str(given), expected)}"
        case "maxLength" | "maxItems":
            return f"{name} is longer than {expected:,}; shorten it"
        case "minLength" | "pattern" | "minItems":
            return f"{name} is empty; give a value"
        case "minimum" | "maximum":
            bound = "at least" if fault.validator == "minimum" else "at most"
            return f"{name} is {quote(str(given))}; make it {bound} {expected:,}"
    kinds = expected if isinstance(expected, str) else "text, whole number, or a list of these"
    return f"{name or 'what is given'} has another kind of value; make it {kinds}"


def advice(word: str, known: Mapping[str, Any] | list[str]) -> str:
    """Say which of the known words may be meant."""
    near = near_names(word, known)
    if near:
        return f"close to it: {', '.join(near)}"
    listed = ", ".join(list(known)[:12])
    return f"there is {listed}{', …' if len(known) > 12 else ''}"
