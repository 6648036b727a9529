"""Many articles that share an ontology, checked and built together; one article needs nothing from here."""
