"""Which requests of the reconciliation API are understood; no other is answered as if it had been."""

from urllib.parse import urlencode

import pytest

from azkz_graph.server.http.reconciliation_requests import reconciliation_job
from azkz_graph.server.http.request import FORM, RefusedError, Request
from azkz_graph.server.http.routing import understood
from azkz_graph.server.workers.reply import Reply
from azkz_graph.server.workers.worker_pool import Job

BATCH = '{"q0": {"query": "Baku"}}'
QUERIES = urlencode({"queries": BATCH})
MULTIPART = f'--x\r\nContent-Disposition: form-data; name="queries"\r\n\r\n{BATCH}\r\n--x--\r\n'


def job(method: str, path: str, query: str = "", type: str = "", body: str | bytes = "") -> Job:
    headers = {"content-type": type} if type else {}
    sent = body.encode() if isinstance(body, str) else body
    return reconciliation_job(Request(method, path, query, headers, "", sent))


@pytest.mark.parametrize("path", ["reconcile", "reconcile/", "reconcile/suggest/entity", "reconcile/preview"])
@pytest.mark.parametrize(
    ("type", "body"),
    [
        ("multipart/form-data; boundary=x", MULTIPART),
        ("application/json", BATCH),
        ("text/plain", BATCH),
        ("text/plain", QUERIES),
        ("", QUERIES),
        ("", ""),
        (f"{FORM}; charset=utf-16", QUERIES),
        (f"{FORM}, {FORM}", QUERIES),
    ],
)
def test_a_body_that_is_no_form_is_refused(path: str, type: str, body: str) -> None:
    with pytest.raises(RefusedError) as caught:
        job("POST", path, type=type, body=body)
    assert caught.value.reply.status == 415
    assert "Accept-Encoding" not in caught.value.reply.headers, (
        "RFC 9110, section 12.5.3: the type is at fault"
    )
    large = understood(path, "", {"content-type": type} if type else {}, body.encode())
    assert isinstance(large, Reply)
    assert large == caught.value.reply


@pytest.mark.parametrize(
    ("path", "query", "body"),
    [
        ("reconcile", "", ""),
        ("reconcile", "", "query=Baku"),
        ("reconcile", "", BATCH),
        ("reconcile", "", "queries"),
        ("reconcile", "", "queries=%7"),
        ("reconcile", "", "queries=%FF"),
        ("reconcile", "", b"queries=\xff"),
        ("reconcile", "", f"{QUERIES}&{QUERIES}"),
        ("reconcile", QUERIES, QUERIES),
        ("reconcile", "", f"{QUERIES}&extend=%7B%7D"),
        ("reconcile/suggest/entity", "", "query=Baku"),
        ("reconcile/preview", "", ""),
        ("reconcile/extend/propose", "", BATCH),
    ],
)
def test_a_form_that_asks_for_nothing_known_is_refused(path: str, query: str, body: str | bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        job("POST", path, query, FORM, body)
    assert caught.value.reply.status == 400


def test_an_address_that_asks_for_nothing_known_is_refused() -> None:
    with pytest.raises(RefusedError) as caught:
        job("GET", "reconcile", "query=Baku")
    assert caught.value.reply.status == 400


@pytest.mark.parametrize("type", [FORM, FORM.upper(), f"{FORM}; charset=UTF-8", f'{FORM};charset="utf-8"'])
def test_a_form_is_understood(type: str) -> None:
    assert job("POST", "reconcile", type=type, body=QUERIES).name == "reconcile"
    assert job("POST", "reconcile", QUERIES, type).name == "reconcile"
    assert job("POST", "reconcile", type=type, body="extend=%7B%7D").name == "extend"
    assert job("POST", "reconcile/suggest/type", type=type, body="prefix=").name == "suggest"


@pytest.mark.parametrize("query", ["", "callback=x", "_=1"])
def test_the_manifest_answers_a_get(query: str) -> None:
    assert job("GET", "reconcile", query).name == "reconciliation_manifest"
