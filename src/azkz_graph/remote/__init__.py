"""The project's data in another triple store, and questions to any SPARQL 1.1 endpoint.

`command` is what `azkz load` does: `detection` asks a URL what it is, `spool` lays the data out graph by graph,
`loading` sends them by `graph_store` or by `update`, `counts` and `verification` prove what came of it. `endpoint`
is what `azkz query --endpoint` asks. All of them speak through `client`, and only it knows a secret.
"""
