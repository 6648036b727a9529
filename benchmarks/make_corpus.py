"""A folder, a number of articles and a seed in; a corpus of made-up articles, and how long it took, out.

python benchmarks/make_corpus.py /tmp/corpus --articles 1000 --seed 7
"""

import argparse
import time
from pathlib import Path

from synthetic.corpus import write_corpus


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, metavar="OUT", help="the corpus is written into OUT/SRC")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--shared",
        choices=["describe", "once"],
        default="describe",
        help="whether each article describes what all share, or SRC/entities does",
    )
    told = parser.parse_args()
    start = time.perf_counter()
    write_corpus(told.folder / "SRC", told.articles, told.seed, told.shared)
    print(f"{told.articles} articles in {time.perf_counter() - start:.1f} s: {told.folder / 'SRC'}")


if __name__ == "__main__":
    main()
