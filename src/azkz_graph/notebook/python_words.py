"""Errors in the words of Python: a keyword argument or a function where the command line has an option or a command."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from azkz_graph.problem import UsageError

PHRASES: Final[Mapping[str, str]] = {
    "azkz query lists them; give a text with -q, or a file as FILE.rq": "queries() lists them; or give SPARQL",
    "or run azkz show": "or call show with",
    "or say it by --data-format": "or give the file such a name",
    "or say its syntax by --data-format": "or give it the suffix of its syntax",
    ", and see azkz load --help": "",
    "into a file for --password-file, or into netrc": "or into netrc",
    ", or put the token into a file for --token-file": "",
    "give --token-file, or --user": "unset AZKZ_TOKEN, or leave user= out",
    "run azkz check": "run azkz check in a shell",
}
"""What the command line says, and what Python says for it."""

OPTION: Final = re.compile(r"(?<!\S)--([a-z][\w-]*)( [A-Z]+\b)?")


def python_words(message: str) -> str:
    """Say what the command line says to one who calls a function.

    >>> python_words("give an address with https, or insist by --secret-over-http")
    'give an address with https, or insist by secret_over_http='
    """
    for phrase, instead in PHRASES.items():
        message = message.replace(phrase, instead)
    return OPTION.sub(lambda match: f"{match[1].replace('-', '_')}=", message)


@contextmanager
def in_python_words() -> Iterator[None]:
    """Raise a UsageError in the words of Python; a function may have it as its decorator."""
    try:
        yield
    except UsageError as error:
        raise UsageError(python_words(str(error))) from None
