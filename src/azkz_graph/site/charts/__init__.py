"""Answers of saved queries in; pictures of them, as SVG, out."""
