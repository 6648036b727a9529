"""From a project's folders to derived quads with their lines; problems are found in `check`."""
