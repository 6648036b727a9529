"""Versions as files: archives, opening, comparing, verifying; what they published is told in `register`."""
