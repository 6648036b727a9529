"""Choices that a client's header names, with their parameters and weights.

The time to read a header grows as its length does: no pattern here ever goes back over what it has passed, for all
repetitions are possessive. Source: RFC 9110, sections 5.6 and 12.4.2.
"""

import re
from dataclasses import dataclass
from typing import Final

TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
VALUE: Final = rf'{TOKEN}|"(?:[^"\\]|\\.)*+"'
PARAMETER: Final = re.compile(rf";[ \t]*+(?:({TOKEN})(?:[ \t]*+=[ \t]*+({VALUE}))?)?")
PARAMETERS: Final = rf"(?:[ \t]*+;[ \t]*+(?:{TOKEN}(?:[ \t]*+=[ \t]*+(?:{VALUE}))?+)?+)*+"
CHOICE: Final = re.compile(rf"[ \t,]*+({TOKEN}(?:/{TOKEN})?+)({PARAMETERS})[ \t]*+(?:,|\Z)")
END: Final = re.compile(r"[ \t,]*+\Z")
WEIGHT: Final = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True)
class Choice:
    """What a client names, in lower case, the parameters that narrow it, and how much it is wanted, from 0 to 1."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    weight: float


def choices(header: str) -> tuple[Choice, ...]:
    """Parse the choices of a header, in its order; an unreadable header has none, as if it had not been sent.

    >>> choices("Text/HTML;charset=utf-8; q=0.5")
    (Choice(name='text/html', parameters=(('charset', 'utf-8'),), weight=0.5),)
    >>> choices("text/html;q=high"), choices('text/html, "')
    ((), ())
    """
    found: list[Choice] = []
    place = 0
    while match := CHOICE.match(header, place):
        place = match.end()
        parameters = {name.lower(): value for name, value in PARAMETER.findall(match[2]) if name}
        weight = parameters.pop("q", "1")
        if not WEIGHT.fullmatch(weight):
            return ()
        narrowing = tuple((name, value.strip('"')) for name, value in parameters.items() if value)
        found.append(Choice(match[1].lower(), narrowing, float(weight)))
    return tuple(found) if END.match(header, place) else ()
