"""Publishes a folder in children that are killed one step later each; prints what every child left.

A step is whatever Python reports to audit hooks: opening, making, renaming and removing files and folders. The
argument is `exchange`, or `aside` for a system that cannot exchange folders.
"""

import os
import signal
import sys
import tempfile
from pathlib import Path, PurePosixPath

import azkz_graph.disk.atomic_folder as folder
from azkz_graph.disk.atomic_folder import publish

STEPS = ("open", "os.", "shutil.", "ctypes.")


def release(text: str) -> dict[PurePosixPath, bytes]:
    """The files of a small release, each with this text."""
    names = ("a.ttl", "b/c.ttl", "b/d/e.ttl")
    manifest = b'{"quads": 0, "files": [{"path": "a.ttl"}, {"path": "b/c.ttl"}, {"path": "b/d/e.ttl"}]}'
    files = {PurePosixPath(name): text.encode() for name in names}
    return {**files, PurePosixPath("manifest.json"): manifest}


def killed_at(step: int, target: Path) -> bool:
    """Publish in a child that is killed before that step; whether it was."""
    child = os.fork()
    if child == 0:
        steps = 0

        def count(event: str, _: object) -> None:
            nonlocal steps
            steps += event.startswith(STEPS)
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        publish(release("second"), target)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def state(target: Path) -> str:
    """Which release the target is, its site left aside: `first`, `second`, `absent`, or `torn`."""
    if not target.exists():
        return "absent"
    files = {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    files = {path: data for path, data in files.items() if path.parts[0] != "site"}
    for text in ("first", "second", "third", "site"):
        if files == {Path(name): data for name, data in release(text).items()}:
            return text
    return "torn"


def main() -> None:
    """Print a line a step: what was left, what the next build made of it, and what stood beside it."""
    if sys.argv[1] == "aside":
        vars(folder)["exchange_paths"] = lambda *_: False
    step, killed = 0, True
    while killed:
        step += 1
        with tempfile.TemporaryDirectory() as parent:
            target = Path(parent) / "dist"
            publish(release("first"), target)
            publish(release("site"), target / "site")
            killed = killed_at(step, target)
            left = state(target)
            if any(state(former) == "torn" for former in Path(parent).glob(".dist.*.former")):
                left = "torn former"
            publish(release("third"), target)
            beside = [path.name for path in Path(parent).iterdir()]
            clean = (beside, state(target), state(target / "site")) == (["dist"], "third", "site")
            print(left, "clean" if clean else f"unclean {beside}")


if __name__ == "__main__":
    main()
