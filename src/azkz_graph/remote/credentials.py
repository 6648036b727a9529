"""Where secrets may lie in; what proves to a server who asks, and never shows itself, out.

A secret comes from a file, standard input, the environment or netrc, never from the command line, where every user
of the machine could read it.
"""

import netrc
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from azkz_graph.printable import printable
from azkz_graph.problem import UsageError

PASSWORD: Final = "AZKZ_PASSWORD"
TOKEN: Final = "AZKZ_TOKEN"
"""The variables of the environment that a password and a bearer token are taken from."""

PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Secret:
    """A user's name and password, or, where `user` is None, a bearer token."""

    user: str | None
    word: str = field(repr=False)


@dataclass(frozen=True)
class Sources:
    """What the command line says of the secret: whose it is, and in which file (`-`: standard input) it lies."""

    user: str | None = None
    password_file: Path | None = None
    token_file: Path | None = None


def origin(url: str) -> str:
    """The scheme, host and port of a URL, which secrets belong to. Source: RFC 6454 section 4.

    >>> origin("HTTPS://Example.org/sparql"), origin("http://localhost:3030/ds")
    ('https://example.org:443', 'http://localhost:3030')
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or PORTS.get(parts.scheme)}"


def checked_url(url: str) -> str:
    """The URL, if a request can be sent to it, without what stands behind `#`.

    Raises:
        UsageError: it is no address of HTTP, or holds a password.
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if fits and "@" in parts.netloc:
        raise UsageError(
            f"the address of {parts.hostname} holds a name or a password; leave it out, and see azkz load --help"
        )
    if not fits or any(character.isspace() for character in url):
        shown = printable(url) if "@" not in url else "what is given"
        raise UsageError(f"{shown} is no address of a server; write one such as http://localhost:3030/ds")
    return parts._replace(fragment="").geturl()


def secrets(sources: Sources, urls: Iterable[str]) -> Mapping[str, Secret]:
    """The secret for the origin of each of these URLs; nothing for those that none is known for.

    Raises:
        UsageError: a secret that is spoken of is missing, or two are given.
    """
    given = given_secret(sources)
    found = {}
    for url in urls:
        secret = given or netrc_secret(url, sources.user)
        if secret is not None:
            found[origin(url)] = secret
        elif sources.user is not None:
            raise UsageError(
                f"there is no password for {printable(sources.user)}; put it into the variable {PASSWORD}, "
                f"into a file for --password-file, or into netrc"
            )
    return found


def given_secret(sources: Sources) -> Secret | None:
    """The secret that a file or the environment holds."""
    if sources.token_file and (sources.user or sources.password_file):
        raise UsageError("a token and a user exclude each other; give --token-file, or --user")
    if sources.password_file and not sources.user:
        raise UsageError("whose password it is remains open; give --user NAME")
    if sources.token_file:
        return Secret(None, secret_file(sources.token_file))
    if sources.user is None:
        token = os.environ.get(TOKEN)
        return Secret(None, usable(token, f"the variable {TOKEN}")) if token else None
    if sources.password_file:
        return Secret(sources.user, secret_file(sources.password_file))
    password = os.environ.get(PASSWORD)
    return Secret(sources.user, usable(password, f"the variable {PASSWORD}")) if password else None


def secret_file(path: Path) -> str:
    """The first line of a file, or of standard input."""
    try:
        content = sys.stdin.read() if path == Path("-") else path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that can be read") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is no UTF-8; save the secret as text") from None
    return usable(content.partition("\n")[0].rstrip("\r"), f"the first line of {path}")


def usable(word: str, where: str) -> str:
    """The secret, if a header can hold it."""
    if not word or not all(character.isprintable() for character in word):
        raise UsageError(f"{where} holds no secret that can be sent; put it there as one line of text")
    return word


def netrc_secret(url: str, user: str | None) -> Secret | None:
    """What the user's netrc ($NETRC, else ~/.netrc) says for the host, if it says it of this user.

    Source: the GNU inetutils manual, section 13.6.
    """
    path = Path(os.environ.get("NETRC") or os.path.expanduser("~/.netrc"))  # noqa: PTH111
    if not path.is_file():
        return None
    try:
        entry = netrc.netrc(path).authenticators(urlsplit(url).hostname or "")
    except netrc.NetrcParseError as error:
        # What the parser stumbled over may be the secret itself.
        raise UsageError(f"{path}:{error.lineno}: netrc cannot be read; correct the line") from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name another in NETRC") from None
    if entry is None or not entry[2] or (user is not None and entry[0] != user):
        return None
    return Secret(entry[0], usable(entry[2], str(path)))
