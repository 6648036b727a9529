"""The checked dataset in; a static site out: pages, documents, search and questions that no server answers."""
