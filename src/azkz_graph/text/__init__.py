"""What is printed: outlines, lines that no terminal misreads, layout, names that come close; no data are read here."""
