"""Headers that prove to a server who asks."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from secrets import token_hex
from typing import Final
from urllib.request import parse_http_list

from urllib3.util import parse_url

from azkz_graph.http.credentials import Secret

HASHES: Final = {
    "MD5": hashlib.md5,
    "SHA": hashlib.sha1,
    "SHA-256": hashlib.sha256,
    "SHA-512": hashlib.sha512,
}


class Digest:
    """Answers to the challenge of a server, none of which holds the password. Source: RFC 7616 section 3.4."""

    def __init__(self, secret: Secret, challenge: str) -> None:
        """Read the challenge; raise KeyError if it cannot be answered."""
        terms = parse_http_list(challenge[challenge.lower().index("digest") + len("digest") :])
        pairs = (term.partition("=") for term in terms)
        said = {name.strip().lower(): value.strip('" ') for name, _, value in pairs}
        self._secret, self._count = secret, 0
        self._nonce, self._realm, self._opaque = said["nonce"], said["realm"], said.get("opaque")
        self._algorithm = said.get("algorithm", "MD5").upper()
        self._hash = HASHES[self._algorithm.removesuffix("-SESS")]
        self._has_qop = "qop" in said
        if self._has_qop and "auth" not in [word.strip() for word in said["qop"].split(",")]:
            raise KeyError("auth")

    def answer(self, method: str, url: str) -> str:
        """Return the header for a request; each has a number of its own."""
        self._count += 1
        path, user = parse_url(url).request_uri, self._secret.user or ""
        count, own = f"{self._count:08x}", token_hex(8)
        first = self._hashed(user, self._realm, self._secret.word)
        if self._algorithm.endswith("-SESS"):
            first = self._hashed(first, self._nonce, own)
        quality = (count, own, "auth") if self._has_qop else ()
        fields = {
            "username": user,
            "realm": self._realm,
            "nonce": self._nonce,
            "uri": path,
            "response": self._hashed(first, self._nonce, *quality, self._hashed(method, path)),
            **({} if self._opaque is None else {"opaque": self._opaque}),
            "algorithm": self._algorithm,
            **({"qop": "auth", "nc": count, "cnonce": own} if self._has_qop else {}),
        }
        bare = ("algorithm", "qop", "nc")
        words = (f"{name}={text if name in bare else quoted(text)}" for name, text in fields.items())
        # A header is sent as Latin-1; this makes it the UTF-8 that the hash is of.
        return f"Digest {', '.join(words)}".encode().decode("latin-1")

    def _hashed(self, *parts: str) -> str:
        return self._hash(":".join(parts).encode()).hexdigest()


def quoted(text: str) -> str:
    """Return the text as a quoted string of a header. Source: RFC 9110 section 5.6.4."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def proof(secret: Secret, challenge: str) -> str | Digest | None:
    """Return the header of a token or password, answers where the server takes digests, or None if there is none."""
    if secret.user is None:
        return f"Bearer {secret.word}"
    if "digest" in challenge.lower():
        try:
            return Digest(secret, challenge)
        except KeyError:
            return None
    return f"Basic {encoded(secret)}"


def encoded(secret: Secret) -> str:
    """Return the user and the password as they are sent. Source: RFC 7617 section 2."""
    return b64encode(f"{secret.user or ''}:{secret.word}".encode()).decode()


def hide_secrets(content: bytes, secrets: Iterable[Secret]) -> bytes:
    """Return what a server says, without the secrets, which it may say after us.

    >>> hide_secrets(b"no Basic bWU6d29yZA== here, word", [Secret("me", "word")])
    b'no Basic *** here, ***'
    """
    for secret in secrets:
        for each in (encoded(secret), secret.word):
            content = content.replace(each.encode(), b"***")
    return content
