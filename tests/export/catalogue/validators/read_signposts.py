"""Read signposts by their makers' parser: [URL, headers Link, HTML] each from standard input, as JSON, and so back."""

import json
import sys

RELATIONS = ("citeAs", "license", "collection", "authors", "describedBy", "items", "types")


def read(url: str, links: list[str], html: str) -> dict[str, list[str]]:
    """The targets of each relation, of the headers if there are any, else of the page."""
    # It is in an environment of its own, which the tests that only look at this module have not.
    from signposting import find_signposting_http_link
    from signposting.htmllinks import HTML, _parse_html

    page = HTML(html, "text/html", url, url)
    found = find_signposting_http_link(links, url) if links else _parse_html(page)
    said = {}
    for relation in RELATIONS:
        value = getattr(found, relation)
        several = value if isinstance(value, set | frozenset) else [value] if value else []
        said[relation] = sorted(str(each.target) for each in several)
    return said


if __name__ == "__main__":
    json.dump([read(*each) for each in json.load(sys.stdin)], sys.stdout)
