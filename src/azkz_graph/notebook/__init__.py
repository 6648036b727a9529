"""The Python interface for notebooks, here or behind an endpoint; all it does is in the rooms below."""
