"""The files of a release, in every format; pages are made in `site`."""
