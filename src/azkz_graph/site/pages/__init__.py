"""The HTML pages of a site; what stands on them is gathered in `site.data`."""
