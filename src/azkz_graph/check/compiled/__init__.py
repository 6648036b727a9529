"""Shapes compiled once to validate many datasets; the shapes' file is read in `check`."""
