"""How fast planlint is: ratios, each measured in one run on one machine.

    python tests/bench/bench.py                 all parts
    python tests/bench/bench.py cached jobs     some of them

Machines differ; a ratio travels better than a second does. Times are medians of runs in processes of their own.
On a machine that does other things as well, trust none of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

import beside_spacy
import many_runs

PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "throughput": beside_spacy.throughput,
    "start": beside_spacy.start,
    "memory": beside_spacy.memory,
    "cached": many_runs.cached,
    "cached-start": many_runs.cached_start,
    "jobs": many_runs.jobs,
    "flat": many_runs.flat,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all, unless said")
    asked = parser.parse_args().parts
    if unknown := set(asked) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for name in asked or PARTS:
        for line in PARTS[name]():
            print(line, flush=True)


if __name__ == "__main__":
    main()
