"""A secret and what a server asks for in; what shows the server that one has the secret out."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from azkz_graph.http.credentials import Secret


class Bearer(AuthBase):
    """Sends a token. Source: RFC 6750 section 2.1."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Add the header."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Digest(HTTPDigestAuth):
    """Answers a challenge without sending the password. Source: RFC 7616."""

    def handle_401(self, r: requests.Response, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        """Ask again with the answer, if the challenge has one; what comes with it is not read, however long."""
        if r.status_code == 401:
            # A connection on which something is still to come would be taken for the next request.
            r.raw.close()
            r._content = b""
        try:
            return super().handle_401(r, **kwargs)
        except KeyError:
            return r


class Anonymous(AuthBase):
    """Sends nothing, not even what `requests` itself would find in netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Change nothing."""
        return request


def proof(secret: Secret, challenge: str) -> AuthBase:
    """What proves who asks, as the server wants it: digest where it takes that. Source: RFC 9110 section 11."""
    if "digest" in challenge.lower():
        return Digest(secret.user or "", secret.word)
    return HTTPBasicAuth(*pair(secret))


def pair(secret: Secret) -> tuple[bytes, bytes]:
    """The user and the word, as they are sent."""
    return (secret.user or "").encode(), secret.word.encode()


def hidden(content: bytes, secrets: Iterable[Secret]) -> bytes:
    """Return what a server says, without the secrets, which it may say after us.

    >>> hidden(b"no Basic bWU6d29yZA== here, word", [Secret("me", "word")])
    b'no Basic *** here, ***'
    """
    for secret in secrets:
        for each in (b64encode(b":".join(pair(secret))), secret.word.encode()):
            content = content.replace(each, b"***")
    return content
