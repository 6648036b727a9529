"""What each release published, and how two releases differ; the files of releases are in `versions`."""
