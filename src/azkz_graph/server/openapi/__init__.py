"""The OpenAPI document that describes the server; nothing is answered here."""
