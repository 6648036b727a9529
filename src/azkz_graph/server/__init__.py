"""The dataset as a server over HTTP; tools for language models are in `mcp`."""
