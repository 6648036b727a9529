"""Results in a table separated by tabs, with each column once and with languages that can be read.

Source: https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv.
"""

from collections.abc import MutableSet

from azkz_graph.remote.readable_terms import readable_tag


def known_cells(content: bytes, strange: MutableSet[str]) -> bytes:
    """Return the table in which each variable has one column; `strange` collects the languages that are none.

    Raises:
        ValueError: a row has different values in two columns of one variable.

    >>> known_cells(b'?a\\t?a\\n"x"@en_US\\t"x"@en_US\\n', set())
    b'?a\\n"x"@en-US\\n'
    """
    header, *rows = (line.split("\t") for line in content.decode().replace("\r\n", "\n").split("\n"))
    places = [header.index(name) for name in dict.fromkeys(header)]
    written = ["\t".join(header[place] for place in places)]
    for row in rows:
        if len(row) == len(header) and any(
            row[place] != row[header.index(name)] for place, name in enumerate(header)
        ):
            raise ValueError("two columns of one variable differ")
        kept = [row[place] for place in places] if len(row) == len(header) else row
        written.append("\t".join(readable_cell(cell, strange) for cell in kept))
    return "\n".join(written).encode()


def readable_cell(cell: str, strange: MutableSet[str]) -> str:
    """Return a term with a language that can be read, or none; `strange` collects those that are none."""
    text, mark, language = cell.rpartition('"@')
    if not mark or '"' in language:
        return cell
    tag = readable_tag(language)
    if tag is None:
        strange.add(language)
    return f'{text}"@{tag}' if tag else f'{text}"'
