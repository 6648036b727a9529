"""Answers of saved queries as pictures in SVG; the pages around them are in `site`."""
