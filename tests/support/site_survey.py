"""Survey of a site's HTML: faults of links, ids, languages and heads, in one pass."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from azkz_graph.routes.document_paths import LANGUAGES
from azkz_graph.site.language.page_words import direction
from azkz_graph.vocabulary import BASE

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
FETCHED = {"script": "src", "img": "src", "form": "action", "use": "href", "image": "href", "iframe": "src"}
"""The attribute by which an element makes a browser ask for something."""

NO_LANGUAGE = "zxx"
"""Text in no language, such as a program."""


ELSEWHERE = frozenset({"cite-as describes", "cite-as", "type", "author", "license", "collection"})
"""The relations of links to IRIs, which the survey follows nowhere."""


@dataclass
class Seen:
    """What a page says of itself; `faults` are of the page alone, `links` are judged beside the others'."""

    path: str
    counts: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    links: set[str] = field(default_factory=set)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    policy: str = ""
    language: str | None = None
    direction: str | None = None
    faults: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a page into what is seen of it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.seen = Seen(path)
        self.open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element, and remember its direction until it ends."""
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self.seen.faults.append(f"<{tag}> has an attribute twice")
        self.look(tag, given)
        inherited = self.open[-1][1] if self.open else None
        own = given.get("direction") if "direction" in given else given.get("dir", inherited)
        language = given.get("lang")
        if language and language != NO_LANGUAGE and own != direction(language):
            self.seen.faults.append(f"<{tag} lang={language}> is written {own}")
        if tag not in VOID:
            self.open.append((tag, own))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Forget an element, which is the innermost one."""
        if not self.open or self.open.pop()[0] != tag:
            self.seen.faults.append(f"</{tag}> ends what it did not begin")

    def look(self, tag: str, given: dict[str, str]) -> None:
        """Note what one element says."""
        seen = self.seen
        if not (tag == "title" and self.open[-1][0] != "head"):
            seen.counts[tag] += 1
        if "id" in given:
            seen.ids[given["id"]] += 1
        if tag == "html":
            seen.language, seen.direction = given.get("lang"), given.get("dir")
        elif tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            seen.policy = given.get("content", "")
        elif tag == "link":
            self.look_at_link(given)
        elif tag == "a" and "href" in given:
            self.look_at_anchor(given)
        if tag in FETCHED and FETCHED[tag] in given:
            seen.links.add(given[FETCHED[tag]])
        for name in given:
            if name.startswith("on") or name == "style":
                seen.faults.append(f"<{tag}> has {name}, which the policy forbids")

    def look_at_link(self, given: dict[str, str]) -> None:
        """Note where a `link` leads; those of search engines lead to the published site."""
        relation, target = given.get("rel", ""), given.get("href", "")
        if relation == "canonical":
            self.seen.canonical = target
        if relation == "alternate" and "hreflang" in given:
            self.seen.alternates[given["hreflang"]] = target
        if relation not in ELSEWHERE:
            self.seen.links.add(target)

    def look_at_anchor(self, given: dict[str, str]) -> None:
        """Note where an anchor leads; one to another host does not tell it whence."""
        target = given["href"]
        if given.get("rel") == "alternate":
            self.seen.alternates[given["hreflang"]] = target
        if urlsplit(target).scheme:
            if not target.startswith(("https://", "http://")) or target.startswith(BASE):
                self.seen.faults.append(f"a link leads to {target[:80]}")
            elif "noopener" not in given.get("rel", "").split():
                self.seen.faults.append(f"the link to {target[:80]} is not noopener")
        else:
            self.seen.links.add(target)


def read(site: Path, path: Path) -> Seen:
    """What a page says of itself."""
    reader = Reader(str(path.relative_to(site)))
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    if reader.open:
        reader.seen.faults.append(f"<{reader.open[-1][0]}> does not end")
    return reader.seen


def survey(site: Path) -> list[str]:
    """Everything that is wrong, each with its page."""
    pages = {seen.path: seen for seen in (read(site, path) for path in sorted(site.rglob("*.html")))}
    assert pages, "a site has pages"
    files = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    return [
        f"{seen.path}: {fault}"
        for seen in pages.values()
        for fault in (*seen.faults, *of_ids(seen), *of_head(seen), *of_links(seen, pages, files))
    ]


def of_ids(seen: Seen) -> Iterator[str]:
    """The ids that several elements share."""
    yield from (f"id {id} is given {count} times" for id, count in seen.ids.items() if count > 1)


def of_head(seen: Seen) -> Iterator[str]:
    """What the page lacks to be known by: a title, a heading, a language, a place, a policy."""
    for tag in ("title", "h1"):
        if seen.counts[tag] != 1:
            yield f"it has {seen.counts[tag]} {tag}"
    named = next((each for each in LANGUAGES if seen.path.endswith(f".{each}.html")), LANGUAGES[0])
    if (seen.language, seen.direction) != (named, direction(named)):
        yield f"it is in {named}, but says {seen.language}, {seen.direction}"
    if not seen.policy.startswith("default-src 'none'") or "unsafe-inline" in seen.policy:
        yield f"its policy is {seen.policy!r}"
    if PurePosixPath(seen.path).name.split(".")[0] == "404":
        return
    if seen.canonical is None or not seen.canonical.startswith(BASE):
        yield f"its canonical link is {seen.canonical}"
    if missing := {*LANGUAGES} - seen.alternates.keys():
        yield f"it does not say where it is in {sorted(missing)}"


def of_links(seen: Seen, pages: dict[str, Seen], files: Iterable[str]) -> Iterator[str]:
    """The links that lead to no file, or to no element of it."""
    for link in sorted(seen.links):
        if (urlsplit(link).scheme or link.startswith("//")) and not link.startswith(BASE):
            yield f"it asks another host for {link[:80]}"
            continue
        path, _, mark = link.removeprefix(BASE).partition("#")
        start = "/" if link.startswith(BASE) else f"/{PurePosixPath(seen.path).parent}/"
        target = normpath(f"{start}{unquote(path)}" if path[:1] != "/" else path)[1:] if path else seen.path
        if target not in files:
            yield f"{link[:160]} leads nowhere"
        elif mark and target in pages and not is_in(mark, pages[target]):
            yield f"{target} has no #{mark[:160]}"


def is_in(mark: str, seen: Seen) -> bool:
    """Whether a page has what the fragment names; a query for the page that asks is in no element."""
    return (
        mark in seen.ids
        or unquote(mark) in seen.ids
        or (mark.startswith("query=") and seen.path.split(".")[0] == "ask")
    )
