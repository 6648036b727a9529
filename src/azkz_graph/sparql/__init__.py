"""Query files, their `chart:` lines, and limits on a query's text; nothing is answered here."""
