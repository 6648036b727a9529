"""Interface of engines, which apply work to things, and of their reports of progress."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from azkz_graph.corpus.checkpoints import Made

Run = Callable[[str, Callable[[Any], Made], Sequence[Any]], Iterable[Made]]
"""Takes a word for the step, the work, and the things to do it on; yields what is made of each, in any order.

The work is repeated on a thing that was lost with a process, so it must not matter how often it is done.
"""

Tell = Callable[[str, int], None]
"""Takes the word for the step, and how many more things it is done on."""
