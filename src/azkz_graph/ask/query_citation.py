"""Citations of saved queries, each with the digest of its answer, and whether that answer still is the same.

The model is the Research Data Alliance's recommendations on citing data that change: the question is stored under an
address that holds its parameters in one form, and the citation has the version, the date and a digest of the answer.

Source: https://doi.org/10.15497/RDA00016.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode

from pyoxigraph import NamedNode, Store

from azkz_graph.about import citation
from azkz_graph.about.citation_key import citation_key
from azkz_graph.about.citation_styles import STYLES, Citation
from azkz_graph.ask.address_parameters import read_parameters
from azkz_graph.ask.answers import answer
from azkz_graph.ask.parameters import Term, bind_terms, parameter_terms, refuse_misplaced
from azkz_graph.ask.query_catalogue import find_query, query_names
from azkz_graph.ask.result_digest import ResultDigest, digest_answer
from azkz_graph.graph.facts import Triples
from azkz_graph.graph.labels import words
from azkz_graph.graph.name_lookup import candidates, occurs
from azkz_graph.problem import UsageError
from azkz_graph.sparql.query_file import QueryFile
from azkz_graph.text.counts import counted
from azkz_graph.vocabulary import QUERY, expand, shorten

DIGEST: Final = re.compile(r"sha256:([0-9a-f]{64})(?![0-9a-f])")
VERSION: Final = re.compile(r'(?:\bversion |^ET  - |"version": ")([0-9]+\.[0-9]+\.[0-9]+)', re.MULTILINE)
"""The version of the data, as each style of citation names it."""
ADDRESS: Final = re.compile(re.escape(QUERY) + r"[\w.~:/?@!$&'*+;=%-]++")
"""The address of a query in a text, with the full stop of a sentence that it ends."""

Values = Mapping[str, Sequence[Term]]
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class AskedQuery:
    """A saved query with the terms that are given for its parameters."""

    query: QueryFile
    values: Values

    @property
    def iri(self) -> str:
        """Return the address of the question, which is the same for the same terms in whichever order.

        >>> olives = QueryFile(Path("olives.rq"), "SELECT * { VALUES ?place { UNDEF } ?place ?p ?o }")
        >>> AskedQuery(olives, {"place": (NamedNode("urn:b"), NamedNode("urn:a"))}).iri
        'https://w3id.org/azkz/query/olives?place=urn%3Aa&place=urn%3Ab'
        """
        pairs = sorted({(name, term.value) for name, terms in self.values.items() for term in terms})
        return f"{QUERY}{self.query.name}{'?' if pairs else ''}{urlencode(pairs)}"

    def digest(self, store: Store) -> ResultDigest:
        """Return the digest of the answer."""
        text = bind_terms(self.query, self.values)
        return digest_answer(answer(store, text, source=str(self.query.path)))


def cite(store: Store, folder: Path, name: str, style: str = "text", given: Given | None = None) -> str:
    """Return the citation of a saved query of the folder, or of anything else that `about.citation.cite` cites.

    The query is called by its name or its IRI, which may have parameters; `given` are more of them.

    Raises:
        UsageError: as for `about.citation.cite`; or something else has parameters, or has the query's name too.
    """
    asked = find_asked(store, folder, name, given or {})
    if asked is None:
        return citation.cite(store, name, style)
    citation.check_style(style)
    refuse_misplaced(asked.query, asked.values, store, mark="")
    today = citation.today(os.environ)
    return STYLES[style](query_citation(store, asked, asked.digest(store), today))


def find_asked(store: Store, folder: Path, name: str, given: Given) -> AskedQuery | None:
    """Return the query that a user means, with its parameters; None if it is not a query that is meant."""
    iri, _, pairs = (expand(name) or "").partition("?")
    called = iri.removeprefix(QUERY) if iri.startswith(QUERY) else name
    if called == name and name not in query_names(folder):
        if given:
            options = ", ".join(f"--{option}" for option in given)
            raise UsageError(f"{name!r} is not a saved query, so that {options} means nothing; leave it out")
        return None
    if called == name and (
        thing := next((each for each in candidates(store, name) if occurs(store, each)), None)
    ):
        either = f"{shorten(thing.value)} or the query {shorten(QUERY + name)}"
        raise UsageError(f"{name!r} may be {either}; name one by its prefixed name")
    return ask_at(find_query(folder, called), pairs, store, given)


def ask_at(query: QueryFile, pairs: str, store: Store, given: Given) -> AskedQuery:
    """Return a query with the parameters of its address, and those that are given besides."""
    addressed = read_parameters(query, parse_qsl(pairs, keep_blank_values=True))
    return AskedQuery(query, parameter_terms(query, {**addressed, **given}, store, mark=""))


def query_citation(
    graph: Triples, asked: AskedQuery, digest: ResultDigest, accessed: date | None = None
) -> Citation:
    """Return the parts of a query's citation; `digest` is that of its answer."""
    found = citation.citation(graph, NamedNode(QUERY + asked.query.name), accessed)
    restrictions = ", ".join(
        f"{name.replace('_', ' ')} {' or '.join(sorted(words(graph, term) for term in terms))}"
        for name, terms in sorted(asked.values.items())
    )
    counted = f"{digest.rows:,} row{'' if digest.rows == 1 else 's'}, sha256:{digest.sha256}"
    views = "; it is about views, not facts" if "views" in asked.query.tags else ""
    return replace(
        found,
        key=citation_key(asked.iri, found.version),
        title=asked.query.summary,
        uri=asked.iri,
        note=f"answer{f' for {restrictions}' if restrictions else ''}: {counted}{views}",
    )


@dataclass(frozen=True)
class CitedAnswer:
    """What a citation says of an answer: the address of the question, the digest's hexadecimal digits, the version.

    `version` is empty if the text does not name one for each answer.
    """

    iri: str
    sha256: str
    version: str = ""

    @property
    def query(self) -> str:
        """Return the name of the query."""
        return self.iri.removeprefix(QUERY).partition("?")[0]


@dataclass(frozen=True)
class CheckedAnswer:
    """Whether a cited answer is that of its version, or else today's, and a sentence if today's is another."""

    is_right: bool
    sentence: str = ""


def cited_answers(text: str) -> list[CitedAnswer]:
    """Return the answers that a text cites, in any of the styles; the text may hold other citations too.

    Raises:
        UsageError: a query is cited without a digest, or a digest without a query.
    """
    iris = [found.rstrip(".,;:!?'") for found in ADDRESS.findall(text)]
    digests, versions = DIGEST.findall(text), VERSION.findall(text)
    if len(iris) != len(digests):
        raise UsageError(
            f"the text cites queries {len(iris)} times and digests of answers (sha256:…) {len(digests)} times; "
            "give citations as azkz cite writes them"
        )
    if len(versions) != len(iris):
        versions = [""] * len(iris)
    return [CitedAnswer(*each) for each in zip(iris, digests, versions, strict=True)]


def digest_cited(store: Store, query: QueryFile, cited: CitedAnswer) -> ResultDigest:
    """Return the digest of what the cited query answers from a store; the answer is the same if its `sha256` is.

    Raises:
        UsageError: the query has no such parameter, or a value means nothing there.
    """
    return ask_at(query, cited.iri.partition("?")[2], store, {}).digest(store)


def check_answers(
    store: Store,
    folder: Path,
    cited: Iterable[CitedAnswer],
    open_version: Callable[[str, str], tuple[Store, QueryFile] | None],
) -> Iterator[CheckedAnswer]:
    """Yield what becomes of each cited answer, in their order; raises what `find_query` and `digest_cited` do.

    `open_version` gives the data of a version, and the query of that name as it was then; None if they are not at hand.
    """
    for each in cited:
        now = digest_cited(store, find_query(folder, each.query), each)
        if now.sha256 == each.sha256:
            yield CheckedAnswer(True)
            continue
        today = f"{counted(now.rows, 'row')}, sha256:{now.sha256}"
        if (then := open_version(each.version, each.query) if each.version else None) is None:
            told = (
                f"the answer is another now: {today}; only the data of the cited version tell if it was right"
            )
            yield CheckedAnswer(False, f"{each.iri}: {told}")
        elif digest_cited(*then, each).sha256 == each.sha256:
            told = f"this is the answer of {each.version}; it is another now: {today}"
            yield CheckedAnswer(True, f"{each.iri}: {told}")
        else:
            told = f"this is neither the answer of {each.version} nor that of now: {today}"
            yield CheckedAnswer(False, f"{each.iri}: {told}")
