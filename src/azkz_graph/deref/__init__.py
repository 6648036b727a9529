"""Asking a published site whether every IRI leads where it should; nothing is published here."""
