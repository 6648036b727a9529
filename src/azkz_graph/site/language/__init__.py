"""The words of the interface and of the data in a page's language; no page is made here."""
