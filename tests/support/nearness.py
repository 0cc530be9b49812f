"""Which messages are nearly the same: pairs that share most of their letter runs.

Owns one measure, the Jaccard index of sets of four-letter runs of the folded text, and finds all pairs
above a bound without comparing each with each. As a program it checks files of labelled messages:

    python -m tests.support.nearness FILE.yml|FILE.jsonl … [--against FILE.jsonl …]

Messages that must not be shown can take part as fingerprints: their runs as numbers, one message a line
(`--fingerprints FILE.jsonl` prints them).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil
from pathlib import Path
from zlib import crc32

import yaml

from language import read

RUN = 4
# Above this two messages differ by a word or two; variations on one thought stay below it.
NEAR = 0.6
SHARED = 4


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int
    nearness: float


Runs = frozenset[int]


def runs(text: str) -> Runs:
    """The four-letter runs of the folded text, each as its checksum."""
    padded = f" {read(text).normal} "
    found = {padded[i : i + RUN] for i in range(max(1, len(padded) - RUN + 1))}
    return frozenset(crc32(run.encode("utf-8", "surrogatepass")) for run in found)


def near_pairs(texts: Sequence[str], bound: float = NEAR) -> Iterator[Pair]:
    return near_sets([runs(text) for text in texts], bound)


def near_sets(sets: Sequence[Runs], bound: float = NEAR) -> Iterator[Pair]:
    """Pairs of places in `sets`, each once, `second` before `first`; exact, by prefix filtering.

    Sets come in order of size. Each remembers its rarest runs, so many that a later set, at least as large, could not be
    near it without sharing SHARED of them (Xiao and others, Efficient similarity joins for near-duplicate detection,
    2008; Wang and others, Can we beat the prefix filtering?, 2012). Only those are compared whole.
    """
    how_often = Counter(run for each in sets for run in each)
    seen_by: dict[int, list[int]] = defaultdict(list)
    of_equals = 2 * bound / (1 + bound)
    for here in sorted(range(len(sets)), key=lambda i: len(sets[i])):
        mine = sorted(sets[here], key=lambda run: (how_often[run], run))
        least = ceil(bound * len(mine))
        shared_runs = Counter(chain.from_iterable(seen_by[run] for run in mine[: len(mine) - least + SHARED]))
        for there, how_many in shared_runs.items():
            if how_many >= min(SHARED, least) and len(sets[there]) >= bound * len(mine):
                shared = len(sets[here] & sets[there])
                nearness = shared / (len(sets[here]) + len(sets[there]) - shared)
                if nearness >= bound:
                    yield Pair(max(here, there), min(here, there), nearness)
        for run in mine[: len(mine) - ceil(of_equals * len(mine)) + SHARED]:
            seen_by[run].append(here)


def messages(path: Path) -> list[str]:
    """The messages of a training file or of a file with one JSON object a line."""
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [
        line.removeprefix("- ").strip()
        for block in content.get("nlu", [])
        for line in block.get("examples", "").splitlines()
        if line.strip()
    ]


def fingerprints(path: Path) -> list[Runs]:
    lines = path.read_text("utf-8").splitlines()
    return [frozenset(int(run, 16) for run in line.split()) for line in lines if line.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.support.nearness")
    parser.add_argument("files", type=Path, nargs="+", help="every pair near one another is shown")
    parser.add_argument(
        "--against", type=Path, nargs="*", default=[], help="shown when near one of the files'"
    )
    parser.add_argument("--fingerprints", action="store_true", help="print those of the files, and no pairs")
    asked = parser.parse_args()
    if asked.fingerprints:
        for path in asked.files:
            print("\n".join(" ".join(f"{run:08x}" for run in sorted(runs(text))) for text in messages(path)))
        return 0
    here = [(path, text) for path in asked.files for text in messages(path)]
    whole = here + [(path, text) for path in asked.against for text in messages(path)]
    found = 0
    for pair in near_pairs([text for _, text in whole]):
        if pair.second < len(here):
            found += 1
            (one, said), (other, again) = whole[pair.first], whole[pair.second]
            print(f"{pair.nearness:.2f}  {one.name}: {said}\n      {other.name}: {again}")
    print(f"{found} near pairs among {len(here)} messages")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
