"""The dataset as a static site of pages, documents, search and questions; `server` computes answers."""
