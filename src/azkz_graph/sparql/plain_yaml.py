"""A text of YAML in; nothing out, or the error that it is nested too deep, or repeats what it said before.

A few lines of aliases spell out to gigabytes, and what nests thousands deep ends the process of whoever reads it.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

DEEPEST: Final = 50
"""How deep lists and mappings may nest."""


def refuse_unplain(text: str) -> None:
    """Refuse a text that nests too deep or has aliases, before anything is made of it; what is no YAML is not refused.

    Raises:
        yaml.MarkedYAMLError: the text has either.
    """
    import yaml

    for problem, mark in faults(text):
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def faults(text: str) -> Iterator[tuple[str, Any]]:
    """What a text is refused for, and where."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth, anchors = 0, set()
    # Whoever reads the text finds the fault for which this reader stops.
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) and event.anchor in anchors:
                yield "an alias (*) repeats what stands elsewhere", event.start_mark
            anchors.add(getattr(event, "anchor", None))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                yield "it is nested too deep", event.start_mark
                return
