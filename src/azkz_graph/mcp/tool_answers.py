"""What each tool answers, as a value; whether the data state what was asked stands first in all of them."""

from dataclasses import dataclass, field

from azkz_graph.mcp.answer_records import (
    DOCUMENTED,
    Evidence,
    Statement,
    Thing,
    Value,
    View,
)


@dataclass(frozen=True)
class FoundThings:
    """Things of a name."""

    __pydantic_config__ = DOCUMENTED
    stated: bool
    """Whether anything is called so."""
    says: str
    """The answer in a sentence; it begins with “Not stated” where the data do not state it."""
    things: tuple[Thing, ...] = ()
    more: int = 0
    """How many more there are than are listed."""
    close: tuple[str, ...] = ()
    """Things whose names come close, as prefixed names, where nothing is called so."""


@dataclass(frozen=True)
class QueryParameter:
    """What a saved query can be given."""

    __pydantic_config__ = DOCUMENTED
    name: str
    type: str
    """entity or term (a name in any language, slug or IRI), text, language, year, date or integer."""
    description: str
    default: str
    """As SPARQL; UNDEF leaves the query unrestricted."""


@dataclass(frozen=True)
class SavedQuery:
    """A question that the data answer."""

    __pydantic_config__ = DOCUMENTED
    name: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[QueryParameter, ...]
    description: str | None = None
    """What the answer holds and what to mind when reading it."""
    row: str | None = None
    """What a row of the answer means."""


@dataclass(frozen=True)
class FoundQueries:
    """Saved queries on a matter."""

    __pydantic_config__ = DOCUMENTED
    stated: bool
    """Whether there is one."""
    says: str
    queries: tuple[SavedQuery, ...] = ()
    close: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a saved query's answer."""

    __pydantic_config__ = DOCUMENTED
    values: dict[str, Value]
    """The value of each column."""
    facts: tuple[str, ...]
    """IRIs of the facts that the row names, or that link what stands in it by a relation that the query asks for:
    directly, or through a figure or membership between that agrees with the row in all such relations."""
    views: tuple[str, ...]
    """IRIs of the claims that the row names or whose content it holds: what they say is not asserted."""
    untraced: tuple[str, ...]
    """Columns with a value that is neither in these facts nor a name of what is in the row: coordinates, counts, sums,
    or what is tied to the row by a longer way. Ask show or why for what these rest on."""


@dataclass(frozen=True)
class Rows:
    """The answer of a saved query."""

    __pydantic_config__ = DOCUMENTED
    stated: bool
    """Whether there is any row."""
    says: str
    """The answer in a sentence, with what to mind; it begins with “Not stated” where there is no row."""
    query: str
    question: str
    description: str = ""
    row: str = ""
    """What a row means."""
    rows: tuple[Row, ...] = ()
    total: int = 0
    """How many rows there are in all."""
    offset: int = 0
    """How many rows come before the first one here."""
    statements: tuple[Statement, ...] = ()
    """The facts that the rows name by IRI."""
    views: tuple[View, ...] = ()
    """The claims that the rows name by IRI."""
    evidence: Evidence = field(default_factory=Evidence)
    close: tuple[str, ...] = ()
    citation: str | None = None
    """How to cite the query; a single fact is cited by its IRI, see cite."""


@dataclass(frozen=True)
class Sheet:
    """What is known of a thing."""

    __pydantic_config__ = DOCUMENTED
    stated: bool
    """Whether the thing is in the data and, if a relation was asked for, has it as a fact."""
    says: str
    thing: Thing | None = None
    names: tuple[Value, ...] = ()
    """Its names in all languages."""
    elsewhere: tuple[str, ...] = ()
    """IRIs of it, or of what is close to it, in other datasets."""
    statements: tuple[Statement, ...] = ()
    total: int = 0
    """How many statements there are in all."""
    offset: int = 0
    views: tuple[View, ...] = ()
    """Claims by it or about it; none is asserted."""
    evidence: Evidence = field(default_factory=Evidence)
    relations: tuple[str, ...] = ()
    """The relations that it has, where the one that was asked for is not stated."""
    close: tuple[str, ...] = ()
    citation: str | None = None


@dataclass(frozen=True)
class Grounds:
    """What a fact rests on."""

    __pydantic_config__ = DOCUMENTED
    stated: bool
    """Whether it is a fact of the data, stated by a passage or derived by a rule."""
    says: str
    statement: Statement | None = None
    premises: tuple[Statement, ...] = ()
    """The facts that it was derived from, however indirectly."""
    views: tuple[View, ...] = ()
    """Claims that say this, or the claim that the fact describes; none is asserted."""
    evidence: Evidence = field(default_factory=Evidence)
    instead: tuple[Value, ...] = ()
    """What the subject does have by that relation, where the object asked for is not among it."""
    close: tuple[str, ...] = ()
    citation: str | None = None


@dataclass(frozen=True)
class CitationText:
    """How to cite something."""

    __pydantic_config__ = DOCUMENTED
    stated: bool
    """Whether it is in the data."""
    says: str
    style: str
    citation: str | None = None
    close: tuple[str, ...] = ()


Answer = FoundThings | FoundQueries | Rows | Sheet | Grounds | CitationText
