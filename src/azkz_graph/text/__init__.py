"""What is printed: outlines, lines that no terminal misreads, terminal layout; no data are read here."""
