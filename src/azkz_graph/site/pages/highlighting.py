"""The text of a query in; the same as HTML with its parts marked by classes out."""

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.rdf import SparqlLexer


def highlighted(text: str, identifier: str) -> Markup:
    """The text of a query in a `pre`, of which a reader can tell keywords, variables and literals."""
    spans = highlight(text, SparqlLexer(ensurenl=False), HtmlFormatter(nowrap=True))
    return Markup('<pre class="sparql" id="{}" lang="zxx" dir="ltr" tabindex="0">{}</pre>').format(
        identifier, Markup(spans)
    )
