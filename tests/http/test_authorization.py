"""Headers that prove who asks are those of the standards."""

import re

import pytest

from azkz_graph.http import authorization
from azkz_graph.http.authorization import Digest, proof
from azkz_graph.http.credentials import Secret

SECRET = Secret("Mufasa", "Circle of Life")
CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_answers_of_the_standard(monkeypatch: pytest.MonkeyPatch, algorithm: str, expected: str) -> None:
    """Source: RFC 7616 section 3.9.1."""
    own = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    monkeypatch.setattr(authorization, "token_hex", lambda size: own)
    digest = proof(SECRET, CHALLENGE % algorithm)
    assert isinstance(digest, Digest)
    said = digest.answer("GET", "http://www.example.org/dir/index.html")
    assert f'response="{expected}"' in said
    assert f'qop=auth, nc=00000001, cnonce="{own}"' in said
    assert "nc=00000002" in digest.answer("GET", "http://www.example.org/")


def test_a_challenge_of_old_is_answered() -> None:
    """Source: RFC 2069 section 2.4, as corrected."""
    challenge = (
        'Basic realm="x", Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'
    )
    digest = proof(Secret("Mufasa", "CircleOfLife"), challenge)
    assert isinstance(digest, Digest)
    said = digest.answer("GET", "http://a.example/dir/index.html")
    assert re.search('response="1949323746fe6a43ef61f9606e7febea"', said)
    assert "nc=" not in said


@pytest.mark.parametrize(
    "challenge",
    [
        "Digest",
        'Digest nonce="x"',
        'Digest realm="a", nonce="b", algorithm=ROT13',
        'digest realm="a",nonce=b,qop=auth-int',
    ],
)
def test_what_cannot_be_answered_is_not(challenge: str) -> None:
    assert proof(SECRET, challenge) is None


def test_a_name_in_any_script_is_sent_as_utf_8() -> None:
    digest = proof(Secret('Ж"', "x"), CHALLENGE % "MD5-sess")
    assert isinstance(digest, Digest)
    assert 'username="Ж\\""'.encode() in digest.answer("GET", "http://a.example/").encode("latin-1")
