"""The command `azkz`: one module a command, which parses, calls and prints; no rule of the data is here."""
