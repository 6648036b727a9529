"""Choices that a client's header names, with their parameters and weights.

One that cannot be read is passed over, and the others count: proxies and scripts add to what a client sends.
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
CHOICE: Final = re.compile(rf"[ \t]*+({TOKEN}(?:/{TOKEN})?+)({PARAMETERS})[ \t]*+")
MEMBER: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.?)*+"?+)++', re.DOTALL)
"""What is between the commas of a list. A quotation mark that is not closed takes the rest."""

WEIGHT: Final = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True)
class Choice:
    """What a client names, in lower case, the parameters that narrow it, and how much it is wanted, from 0 to 1."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    weight: float


def choices(header: str) -> tuple[Choice, ...]:
    """Parse the choices of a header, in its order, without those that cannot be read.

    >>> choices("Text/HTML;charset=utf-8; q=0.5")
    (Choice(name='text/html', parameters=(('charset', 'utf-8'),), weight=0.5),)
    >>> [each.name for each in choices('a;q=.5, b;q=2, , c c, d;q=0.5, e, "f, g')]
    ['d', 'e']
    """
    return tuple(filter(None, map(read_choice, MEMBER.findall(header))))


def read_choice(member: str) -> Choice | None:
    """Return the choice that is a member of a list; None if it cannot be read."""
    match = CHOICE.fullmatch(member)
    if match is None:
        return None
    parameters = {name.lower(): value for name, value in PARAMETER.findall(match[2]) if name}
    weight = parameters.pop("q", "1")
    if not WEIGHT.fullmatch(weight):
        return None
    narrowing = tuple((name, value.strip('"')) for name, value in parameters.items() if value)
    return Choice(match[1].lower(), narrowing, float(weight))
