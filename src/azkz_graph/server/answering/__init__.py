"""The jobs that answer from the data; requests and responses are in `server.http`."""
