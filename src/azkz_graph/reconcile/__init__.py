"""Names and identifiers matched to things, by the reconciliation protocol; `server` takes the requests."""
