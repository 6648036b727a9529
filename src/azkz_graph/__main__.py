"""`python -m azkz_graph` is the command `azkz`."""

from azkz_graph.cli import main

if __name__ == "__main__":
    main()
