"""What the pages of a site are made from, and its documents for programs; no HTML is made here."""
