"""Stores in memory and on disk, and the cache of derived data; other triple stores are in `remote`."""
