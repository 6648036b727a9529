"""Credentials: secrets, each for one origin.

A secret comes from a file, standard input, the environment or netrc, never from the command line, where every
user of the machine could read it. It belongs to one origin: a token of the environment to the one before it,
one of netrc to a host, one that the command line names to the first address there. It leaves this machine
unencrypted only if the user insists.
"""

import netrc
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from azkz_graph.disk.home_folder import home_folder
from azkz_graph.problem import UsageError
from azkz_graph.text.safe_text import printable

PASSWORD: Final = "AZKZ_PASSWORD"
TOKEN: Final = "AZKZ_TOKEN"
"""The variables of the environment that a password and bearer tokens, as ORIGIN=TOKEN, are taken from."""

PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Secret:
    """A user's name and password, or, where `user` is None, a bearer token."""

    user: str | None
    word: str = field(repr=False)


@dataclass(frozen=True)
class Sources:
    """What the command line says of the secret: whose it is, and in which file (`-`: standard input) it lies.

    `over_http` says that it may be sent unencrypted.
    """

    user: str | None = None
    password_file: Path | None = None
    token_file: Path | None = None
    over_http: bool = False


def origin(url: str) -> str:
    """Return the scheme, host and port of a URL, to which secrets belong. Source: RFC 6454 section 4.

    >>> origin("HTTPS://Example.org/sparql"), origin("http://[::1]:3030/ds")
    ('https://example.org:443', 'http://[::1]:3030')
    """
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port or PORTS.get(parts.scheme)}"


def check_url(url: str) -> str:
    """Return the URL without its fragment, if a request can be sent to it.

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
        raise UsageError(
            f"{shown} is not the address of a server; write one such as http://localhost:3030/ds"
        )
    return parts._replace(fragment="").geturl()


def is_loopback(url: str) -> bool:
    """Return whether what is sent there stays on this machine.

    >>> [is_loopback(f"http://{host}/") for host in ("localhost:80", "127.0.0.9", "[::1]", "127.0.0.1.example")]
    [True, True, True, False]
    """
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_guarded(url: str) -> bool:
    """Return whether nobody on the way can read what is sent there."""
    return urlsplit(url).scheme == "https" or is_loopback(url)


def secrets(sources: Sources, urls: Sequence[str]) -> Mapping[str, Secret]:
    """Return the secret for the origin of each of these URLs; nothing for those that none is known for.

    What the command line speaks of is for the first of them.

    Raises:
        UsageError: a secret that is spoken of is missing, two are given, or others could read it on the way.
    """
    named = read_secret(sources)
    tokens = {} if named or sources.user else read_tokens()
    found = {}
    for url in urls:
        place = origin(url)
        meant = (named if place == origin(urls[0]) else None) or tokens.get(place)
        # netrc is not written for this program, and names hosts, not schemes: alone it is no reason to refuse.
        may = is_guarded(url) or sources.over_http
        secret = meant or (netrc_secret(url, sources.user) if may or sources.user else None)
        if secret is None:
            if sources.user is not None and place == origin(urls[0]):
                raise no_password(sources.user)
            continue
        if not may:
            what = "token" if secret.user is None else "password"
            raise UsageError(
                f"the {what} for {place} would be sent unencrypted, so that others can read it; give an address "
                f"with https, or insist by --secret-over-http"
            )
        found[place] = secret
    return found


def no_password(user: str) -> UsageError:
    """Say that a user has no password."""
    return UsageError(
        f"there is no password for {printable(user)}; put it into the variable {PASSWORD}, "
        f"into a file for --password-file, or into netrc"
    )


def read_secret(sources: Sources) -> Secret | None:
    """Return the secret that the command line names."""
    if sources.token_file and (sources.user or sources.password_file):
        raise UsageError("a token and a user cannot be used together; give --token-file, or --user")
    if sources.password_file and not sources.user:
        raise UsageError("it is not clear whose password this is; give --user NAME")
    if sources.token_file:
        return Secret(None, secret_file(sources.token_file))
    if sources.user is None:
        return None
    if sources.password_file:
        return Secret(sources.user, secret_file(sources.password_file))
    password = os.environ.get(PASSWORD)
    return Secret(sources.user, usable(password, f"the variable {PASSWORD}")) if password else None


def read_tokens() -> Mapping[str, Secret]:
    """Return the tokens of the environment, by the origin before each.

    Raises:
        UsageError: no origin stands before one, which may so be for any server.
    """
    found = {}
    for each in os.environ.get(TOKEN, "").split():
        place, _, word = each.partition("=")
        try:
            parts = urlsplit(check_url(place))
            is_origin = parts.path in ("", "/") and not parts.query
        except UsageError:
            is_origin = False
        if not is_origin:
            # What stands there may be the secret itself.
            raise UsageError(
                f"the variable {TOKEN} does not say which server each token is for; write ORIGIN=TOKEN, such as "
                f"https://example.org=…, or put the token into a file for --token-file"
            )
        found[origin(place)] = Secret(None, usable(word, f"the variable {TOKEN}"))
    return found


def secret_file(path: Path) -> str:
    """Return the first line of a file, or of standard input."""
    if path == Path("-") and sys.stdin is None:
        raise UsageError("standard input is closed; pipe in the secret, or name a file")
    try:
        content = sys.stdin.read() if path == Path("-") else path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that can be read") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8; save the secret as text") from None
    return usable(content.partition("\n")[0].rstrip("\r"), f"the first line of {path}")


def usable(word: str, where: str) -> str:
    """Return the secret, if a header can hold it."""
    if not word or not all(character.isprintable() for character in word):
        raise UsageError(f"{where} holds no secret that can be sent; put it there as one line of text")
    return word


def netrc_secret(url: str, user: str | None) -> Secret | None:
    """Return what the user's netrc ($NETRC, else ~/.netrc) has for the host and this user.

    What it says by `default` is for any host, and so for none.

    Source: the GNU inetutils manual, section 13.6.
    """
    home, named = home_folder(), os.environ.get("NETRC")
    path = Path(named) if named else home and home / ".netrc"
    host = urlsplit(url).hostname or ""
    if path is None or not path.is_file():
        return None
    try:
        entry = netrc.netrc(path).hosts.get(host) if host != "default" else None
    except netrc.NetrcParseError as error:
        # What the parser stumbled over may be the secret itself.
        raise UsageError(f"{path}:{error.lineno}: netrc cannot be read; correct the line") from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name another in NETRC") from None
    if entry is None or not entry[2] or (user is not None and entry[0] != user):
        return None
    return Secret(entry[0], usable(entry[2], str(path)))
