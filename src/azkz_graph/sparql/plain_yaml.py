"""Limits on YAML: no deep nesting, no aliases.

A few lines of aliases expand to gigabytes, and nesting of thousands of levels ends the process that reads it.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

DEEPEST: Final = 50
"""How deep lists and mappings may nest."""


def refuse_unplain(text: str) -> None:
    """Refuse a text that nests too deep or has aliases, before it is built; text that is no YAML passes.

    Raises:
        yaml.MarkedYAMLError: the text has either.
    """
    import yaml

    for problem, mark in faults(text):
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def faults(text: str) -> Iterator[tuple[str, Any]]:
    """Yield what a text is refused for, and where."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth, anchors = 0, set()
    # Whoever reads the text finds the fault for which this reader stops.
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) and event.anchor in anchors:
                yield "an alias (*) repeats another part", event.start_mark
            anchors.add(getattr(event, "anchor", None))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                yield "it is nested too deep", event.start_mark
                return
