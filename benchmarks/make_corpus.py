"""A corpus of made-up articles, and how long its making took.

python benchmarks/make_corpus.py /tmp/corpus --articles 1000 --seed 7
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from synthetic.corpus import write_corpus
from synthetic.fault import table


def main() -> None:
    """Write the corpus and the list."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="OUT")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0, help="how many articles have a fault")
    parser.add_argument(
        "--shared",
        choices=["describe", "once"],
        default="describe",
        help="whether each article describes what all share, or SRC/entities does",
    )
    told = parser.parse_args()
    start = time.perf_counter()
    try:
        faults = write_corpus(told.folder / "SRC", told.articles, told.seed, told.faults, told.shared)
    except (ValueError, OSError) as fault:
        parser.error(str(fault))
    (told.folder / "faults.tsv").write_text(table(faults), encoding="utf-8")
    seconds = time.perf_counter() - start
    print(f"{told.articles} articles, {len(faults)} errors, {seconds:.1f} s: {told.folder}")


if __name__ == "__main__":
    main()
