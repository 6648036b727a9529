"""Which IRI has which documents, at which paths, formats and languages; `site` and `server` send them."""
