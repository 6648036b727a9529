"""The command `azkz` as `python -m azkz_graph`."""

from azkz_graph.cli.command_line import main

if __name__ == "__main__":
    main()
