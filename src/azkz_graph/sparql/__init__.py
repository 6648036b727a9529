"""Query files, their `chart:` lines, and limits on the text of queries and of RDF; nothing is answered here."""
