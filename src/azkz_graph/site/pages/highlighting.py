"""Queries as HTML with their parts marked by classes."""

from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.rdf import SparqlLexer


@lru_cache(maxsize=256)
def highlight_query(text: str, identifier: str) -> Markup:
    """Return the text of a query in a `pre`, of which a reader can tell keywords, variables and literals."""
    spans = highlight(text, SparqlLexer(ensurenl=False), HtmlFormatter(nowrap=True))
    return Markup('<pre class="sparql" id="{}" lang="zxx" dir="ltr" tabindex="0" data-copy>{}</pre>').format(
        identifier, Markup(spans)
    )
