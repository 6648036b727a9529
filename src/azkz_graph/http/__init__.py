"""The one client of other servers: requests, redirections, credentials, failures; no server is here."""
