"""What catalogues, search engines and archives read of a release; it says nothing that the record does not."""
