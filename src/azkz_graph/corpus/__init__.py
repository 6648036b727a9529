"""Many articles that share an ontology, entities and queries, built together."""
