"""Styles of citations, for readers and reference managers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

BIBTEX_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: "\\" + character for character in "{}#$%&_"},
    }
)
"""What BibTeX and TeX would take for a command. Source: The TeXbook, chapter 7."""


@dataclass(frozen=True)
class Citation:
    """The parts of a citation.

    `issued` is a date of ISO 8601; `container` is the dataset's title where a part of it is cited. `view` says whose
    view the part is, and where it is reported, if it is a view and no fact.
    """

    key: str
    title: str
    creators: tuple[str, ...]
    publisher: str
    version: str
    issued: str
    accessed: date | None
    uri: str
    container: str | None
    view: str | None
    note: str | None

    @property
    def full_title(self) -> str:
        """Return the title, which every style prints, with whose view it is, which few would print elsewhere."""
        return f"{self.title} [{self.view}]" if self.view else self.title

    @property
    def remarks(self) -> str:
        """Return the view and the note, for a field that is kept and seldom printed."""
        return "; ".join(filter(None, (self.view, self.note)))


def plain(citation: Citation) -> str:
    """Return one line for a list of references."""
    whole = f"In: {citation.container}, version {citation.version}" if citation.container else ""
    version = "" if citation.container else f", version {citation.version} [data set]"
    creators = " and ".join(citation.creators)
    parts = [
        f"{creators} ({citation.issued[:4]}): {citation.full_title}{version}",
        *([sentence(citation.note)] if citation.note else []),
        *([whole] if whole else []),
    ]
    if citation.publisher == creators:
        # Who made it and publishes it too is named once.
        parts[-1] += f", {citation.issued}"
    else:
        parts.append(f"{citation.publisher}, {citation.issued}")
    accessed = f" (accessed {citation.accessed})" if citation.accessed else ""
    return (
        f"{' '.join(part if part.endswith('?') else f'{part}.' for part in parts)} {citation.uri}{accessed}."
    )


def bibtex(citation: Citation) -> str:
    """Return an entry for BibTeX or BibLaTeX, in UTF-8.

    The version stands in `howpublished`, since the standard styles of BibTeX print no field `version`, and BibLaTeX
    would print both.
    """
    whole = f"In: {citation.container}" if citation.container else "Data set"
    fields = {
        # The second pair of braces keeps BibTeX from taking words apart into names, and from lowering them.
        "author": " and ".join(f"{{{escape_tex(creator)}}}" for creator in citation.creators),
        "title": f"{{{escape_tex(citation.full_title)}}}",
        "howpublished": escape_tex(f"{whole}, version {citation.version}" if citation.version else whole),
        "publisher": escape_tex(citation.publisher),
        "year": citation.issued[:4],
        "date": citation.issued,
        "url": citation.uri,
        "urldate": citation.accessed.isoformat() if citation.accessed else "",
        "note": escape_tex(sentence(citation.note or "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}"])


def sentence(text: str) -> str:
    """Return the text with a capital at its start.

    >>> sentence("stated in a title")
    'Stated in a title'
    """
    return text[:1].upper() + text[1:]


def escape_tex(text: str) -> str:
    r"""Escape the text for TeX.

    >>> escape_tex("50% of R&D_{x}")
    '50\\% of R\\&D\\_\\{x\\}'
    """
    return text.translate(BIBTEX_ESCAPES)


def ris(citation: Citation) -> str:
    """Return a record of RIS, its lines ended by CR LF. Source: the RIS format of Reference Manager."""
    fields = [
        ("TY", "ELEC" if citation.container else "DATA"),
        ("ID", citation.key),
        *(("AU", creator) for creator in citation.creators),
        ("TI", citation.full_title),
        ("T2", citation.container or ""),
        ("PB", citation.publisher),
        ("ET", citation.version),
        ("PY", citation.issued[:4]),
        ("DA", citation.issued.replace("-", "/")),
        ("Y2", citation.accessed.strftime("%Y/%m/%d") if citation.accessed else ""),
        ("UR", citation.uri),
        ("N1", citation.remarks),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - "])


def csl_json(citation: Citation) -> str:
    """Return a list of one item for citeproc. Source: the CSL-JSON schema 1.0.2."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "entry" if citation.container else "dataset",
        "title": citation.full_title,
        "container-title": citation.container,
        "author": [{"literal": creator} for creator in citation.creators],
        "publisher": citation.publisher,
        "version": citation.version,
        "issued": {"date-parts": [date_parts(citation.issued)]},
        "accessed": {"date-parts": [date_parts(citation.accessed.isoformat())]}
        if citation.accessed
        else None,
        "URL": citation.uri,
        "note": citation.remarks,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)


def date_parts(day: str) -> list[int]:
    """Return the numbers of a date.

    >>> date_parts("2026-11")
    [2026, 11]
    """
    return [int(part) for part in day.split("-") if part.isdecimal()]


STYLES: Final[Mapping[str, Callable[[Citation], str]]] = {
    "text": plain,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}
"""The styles of citations, by the names that users give."""
