"""Tools for language models, each answer with its passages; what is known comes from `about` and `ask`."""
