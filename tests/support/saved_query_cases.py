"""Cases of saved queries: files of `tests/ask/queries/`, each with the answer that a query must give."""

from pathlib import Path

from pyoxigraph import Store

from azkz_graph.ask.parameters import bind_parameters
from azkz_graph.dataset.project import open_project
from azkz_graph.sparql.query_file import QueryFile, read_query_file

EXPECTED = Path(__file__).parents[1] / "ask" / "queries"

QUERIES = {path.stem: read_query_file(path) for path in sorted(open_project().queries.glob("*.rq"))}


def expected_file(query: QueryFile) -> Path:
    """Where the answer to a query without parameters stands."""
    return EXPECTED / f"{query.name}{'.nt' if 'CONSTRUCT' in query.text else '.csv'}"


CASES = sorted({*map(expected_file, QUERIES.values()), *EXPECTED.glob("*@*")})

PARAMETER_CASES = [path for path in CASES if "@" in path.name]


def asked(case: Path, plain: Store) -> str:
    """The text that a case's name asks for."""
    name, _, parameter = case.stem.partition("@")
    option, _, value = parameter.partition("=")
    return bind_parameters(QUERIES[name], {option: [value]} if option else {}, plain)
