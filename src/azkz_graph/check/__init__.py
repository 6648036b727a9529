"""Everything that finds problems in a dataset, and reports of problems; nothing is mended here."""
