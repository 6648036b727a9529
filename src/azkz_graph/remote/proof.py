"""A secret and what a server asks for in; what shows the server that one has the secret out."""

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from azkz_graph.remote.credentials import Secret


class Bearer(AuthBase):
    """Sends a token. Source: RFC 6750 section 2.1."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Add the header."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Anonymous(AuthBase):
    """Sends nothing, not even what `requests` itself would find in netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Change nothing."""
        return request


def proof(secret: Secret, challenge: str) -> AuthBase:
    """What proves who asks, as the server wants it: digest where it takes that. Source: RFC 9110 section 11."""
    user = secret.user or ""
    if "digest" in challenge.lower():
        return HTTPDigestAuth(user, secret.word)
    return HTTPBasicAuth(user.encode(), secret.word.encode())
