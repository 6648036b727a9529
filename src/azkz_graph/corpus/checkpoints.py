"""Checkpoints: pieces of work that are not done again after a build was cut off."""

import json
from collections.abc import Callable
from typing import Any, Final

from azkz_graph.corpus.storage import Storage
from azkz_graph.disk.safe_path import fault

WORK: Final = ".work"
"""The folder of the target that is there until the build is finished."""

Made = dict[str, Any]
"""What a piece of work tells of itself, as JSON has it: `files` with `path` and `bytes`, and whatever else."""


def do_once(target: Storage, name: str, fingerprint: str, work: Callable[[], Made]) -> Made:
    """Return what `work` makes; it is not repeated if its inputs are the same and its files are still there.

    It is not repeated if its inputs are the same and its files are still there.
    """
    mark = f"{WORK}/{name}.json"
    if target.size(mark) is not None:
        kept: Made = json.loads(target.read(mark))
        if kept["fingerprint"] == fingerprint and are_there(target, kept):
            return kept
    made = {"fingerprint": fingerprint, **work()}
    target.write(mark, json.dumps(made).encode())
    return made


def are_there(target: Storage, made: Made) -> bool:
    """Return whether all files have the size with which they were written.

    One outside the target does not count.
    """
    return all(
        fault(file["path"]) is None and target.size(file["path"]) == file["bytes"] for file in made["files"]
    )
