"""Rules of web servers, and files for hosts without rules; the pages are made in `site.pages`."""
