"""The dataset as a server: linked data, SPARQL, saved queries and reconciliation over HTTP, and tools for programs."""
