"""Connections, requests and responses; the answers are computed in `server.answering`."""
