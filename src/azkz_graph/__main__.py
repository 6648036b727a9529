"""`python -m azkz_graph` is the command `azkz`."""

from azkz_graph.cli.command_line import main

if __name__ == "__main__":
    main()
