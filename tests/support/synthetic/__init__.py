"""Corpora of made-up articles, with the shape of the real one."""
