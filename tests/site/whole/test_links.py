from pathlib import Path

import pytest
from site_survey import survey

pytestmark = pytest.mark.large


def test_every_page_is_whole_and_every_link_leads_somewhere(site: Path) -> None:
    assert survey(site) == []


def test_what_is_broken_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(BROKEN, encoding="utf-8")
    assert survey(tmp_path) == [f"index.html: {fault}" for fault in FAULTS]


BROKEN = """<!doctype html>
<html lang="he" dir="rtl">
<head>
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">
<link rel="stylesheet" href="https://example.org/style.css">
</head>
<body>
<p id="a" style="color: red">English <span lang="en">in a Hebrew line</span></p>
<p id="a"><a href="nowhere.html">away</a> <a href="#b">there</a> <a href="javascript:alert(1)">act</a></p>
<p><a href="https://example.org/">out</a> <img src="//example.org/a.png" onerror="alert(1)" alt=""></p>
<h1>One</h1><h1>Two</h1>
"""

FAULTS = [
    "<p> has style, which the policy forbids",
    "<span lang=en> is written rtl",
    "a link leads to javascript:alert(1)",
    "the link to https://example.org/ is not noopener",
    "<img> has onerror, which the policy forbids",
    "<body> does not end",
    "id a is given 2 times",
    "it has 0 title",
    "it has 2 h1",
    "it is in en, but says he, rtl",
    "its policy is \"script-src 'unsafe-inline'\"",
    "its canonical link is None",
    "it does not say where it is in ['az', 'en', 'he', 'kk', 'ru']",
    "index.html has no #b",
    "it asks another host for //example.org/a.png",
    "it asks another host for https://example.org/style.css",
    "nowhere.html leads nowhere",
]
