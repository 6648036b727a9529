"""Which files are written for hosts, and what those of Netlify and Cloudflare Pages hold."""

import re
import subprocess

import pytest
from hosted_site import PUBLISHED, SECTIONS
from web_servers import program

from azkz_graph.problem import UsageError
from azkz_graph.routes.base_path import path_of_base
from azkz_graph.routes.response_headers import CONTENT_TYPES, HEADERS, POLICY
from azkz_graph.site.hosting.hosting_files import make_hosting_files
from azkz_graph.site.hosting.server_rules import caddyfile
from azkz_graph.site.hosting.w3id import unusual_sets, usual_sets
from azkz_graph.site.pages.query_pages import ASKING
from azkz_graph.vocabulary import BASE

SITE = "https://example.org/some/azkz/"
RULES = {".htaccess", "hosting/nginx.conf", "hosting/Caddyfile", "_redirects", "_headers", ".nojekyll"}


def files(base: str = SITE) -> dict[str, str]:
    return {str(path): data.decode() for path, data in make_hosting_files(PUBLISHED, base, sections=SECTIONS)}


def test_every_host_has_its_files() -> None:
    stubs = {f"{iri.removeprefix(BASE)}/index.html" for iri in PUBLISHED} - {"ontology/index.html"}
    assert set(files()) == RULES | stubs | {"hosting/w3id.htaccess"}
    assert set(files(BASE)) == RULES | stubs


def test_the_rules_of_apache_hold_anywhere() -> None:
    assert files()[".htaccess"] == files(BASE)[".htaccess"]


def test_a_site_whose_place_is_unknown_is_alone_on_its_host() -> None:
    assert "location ^~ / {" in files(BASE)["hosting/nginx.conf"]
    assert "location ^~ /some/azkz/ {" in files()["hosting/nginx.conf"]
    assert files(BASE)["_redirects"] == files("https://example.org/")["_redirects"]


@pytest.mark.parametrize(
    "base",
    [
        "example.org/",
        "https://example.org",
        "https://example.org/a b/",
        "https://example.org/x",
        "https://e.org/%0a/",
        'https://e.org/"/',
        "https://e.org/$x/",
        "https://e.org/{}/",
        "https://e.org/\n/",
        "https://e.org/a//",
    ],
)
def test_a_base_that_cannot_stand_in_rules_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="cannot be the base of a site; write it as"):
        list(make_hosting_files(PUBLISHED, base))


def redirections(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def test_redirections_keep_to_what_cloudflare_reads() -> None:
    lines = redirections(files()["_redirects"])
    read = [
        words for words in lines if len(words) == 3 and words[2] in ("200", "301", "302", "303", "307", "308")
    ]
    assert [words for words in read if not words[0].startswith("/some/azkz/")] == []
    assert len(read) <= 100
    assert max(map(len, files()["_redirects"].splitlines())) <= 1000
    for source, target, _ in read:
        names = re.findall(r":\w+", source)
        assert len(names) == len(set(names))
        assert set(re.findall(r":\w+", target)) == set(names)
        assert "*" not in source


def test_netlify_reads_the_language_before_the_rule_for_all() -> None:
    lines = redirections(files(BASE)["_redirects"])
    forced = [words for words in lines if words[2] == "303!"]
    assert ["/id/:one", "/doc/:one.he.html", "303!", "Language=he"] in forced
    assert ["/id/:one/:two", "/doc/:one/:two.he.html", "303!", "Language=iw"] in forced
    for source in {words[0] for words in forced}:
        conditions = [words[3:] for words in forced if words[0] == source]
        assert [bool(condition) for condition in conditions] == [True] * 5 + [False]


def test_no_redirection_leads_to_its_own_source() -> None:
    for words in redirections(files(BASE)["_redirects"]):
        assert not words[1].startswith(
            ("/id/", "/fact/", "/rule/", "/graph/", "/query/", "/ontology/properties")
        )


def test_the_former_page_of_a_term_leads_to_its_section() -> None:
    words = ["/ontology/properties/unit.html", "/ontology/index.html#unit", "301"]
    assert words in redirections(files(BASE)["_redirects"])


def test_headers_keep_to_what_cloudflare_reads() -> None:
    text = files(BASE)["_headers"]
    paths = [line for line in text.splitlines() if line.startswith("/")]
    assert len(paths) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert all(path.count("*") <= 1 for path in paths)
    for name, value in HEADERS.items():
        assert f"  {name}: {value}\n" in text
    # Values of rules that fit the same path would be joined.
    assert "/*.json" not in paths
    assert {f"/*.{suffix}" for suffix in CONTENT_TYPES if suffix not in ("html", "json")} < set(paths)


def test_w3id_names_what_differs_from_most_of_its_route() -> None:
    usual = usual_sets(PUBLISHED)
    assert {pattern.route.prefix: name for pattern, name in usual.items()} == {
        "dataset": "thing",
        "ontology": "thing",
        "ontology/alignments": "thing",
        "ontology/shapes": "thing",
        "fact/": "thing",
        "rule/": "thing",
        "graph/": "graph",
        "query/": "table",
        "id/": "thing",
    }
    assert list(unusual_sets(PUBLISHED, usual)) == [("id/article/o1", "graph"), (r"query/names", "triples")]


def test_w3id_splits_what_is_too_long_for_a_pattern() -> None:
    many: dict[str, tuple[str, ...]] = {
        f"{BASE}id/thing-{number}": ("html", "ttl", "jsonld") for number in range(1000)
    }
    many |= {f"{BASE}id/a/p{number}": (*many[f"{BASE}id/thing-0"], "trig", "nq") for number in range(450)}
    found = list(unusual_sets(many, usual_sets(many)))
    assert [pattern.count("|") + 1 for pattern, _ in found] == [200, 200, 50]
    assert sorted("|".join(pattern for pattern, _ in found).split("|")) == sorted(
        f"id/a/p{number}" for number in range(450)
    )


def test_caddy_finds_nothing_to_format() -> None:
    written = caddyfile("/some/azkz/", "/srv/azkz")
    done = subprocess.run(
        [program("caddy"), "fmt", "-"], input=written, capture_output=True, text=True, check=True
    )
    assert done.stdout == written


def test_the_policy_in_headers_lets_pages_do_what_they_say() -> None:
    header = {name: set(words) for name, *words in (each.split() for each in POLICY.split(";"))}
    for each in ASKING.split(";"):
        name, *words = each.split()
        assert set(words) <= header[name]


def test_a_base_with_a_password_is_refused_and_not_told() -> None:
    with pytest.raises(UsageError, match="holds a name or a password") as caught:
        path_of_base("https://user:hush-hush@example.org/")
    assert "hush" not in str(caught.value)


def test_netlify_answers_410_for_what_was_withdrawn() -> None:
    made = make_hosting_files(PUBLISHED, SITE, withdrawn=["doc/once"])
    (rules,) = (data.decode() for path, data in made if str(path) == "_redirects")
    lines = [line for line in rules.splitlines() if line.endswith(" 410!")]
    assert lines[:2] == [
        f"/some/azkz/{page} /some/azkz/{page} 410!" for page in ("doc/once.html", "doc/once.he.html")
    ]
    assert len(lines) == 5
    assert " 410!" not in files()["_redirects"]
