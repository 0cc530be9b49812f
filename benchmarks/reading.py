"""How long the brain takes to read one message: one thread, in its own process, without HTTP and dialogue.

    .venv/brain/bin/python -m benchmarks.reading

Prints p50 and p99 of texts never seen and of the same texts again (goals: 8 and 2 ms), of 64 KB (200 ms), and where the
time of a new text goes.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import quantiles
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

from rasa.core.agent import Agent
from rasa.engine.graph import GraphNode

from benchmarks.ablation import HELD_OUT, ROOT, read
from benchmarks.machine import describe
from brain.reading import Reader
from brain.serve import present_model

LONG = 65_536
WARM = 40


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def line(name: str, taken: list[float]) -> str:
    cuts = quantiles(taken, n=100, method="inclusive")
    return f"{name:<22} n {len(taken):>5}   p50 {cuts[49]:>7.2f} ms   p95 {cuts[94]:>7.2f} ms   p99 {cuts[98]:>7.2f} ms"


def parts(spent: dict[str, float]) -> Callable[..., Any]:
    """Wraps Rasa's graph nodes, so that each adds what it took, its inputs' time left out."""
    plain = GraphNode.__call__

    def timed(self: GraphNode, *inputs: Any) -> Any:
        began = time.perf_counter()
        try:
            return plain(self, *inputs)
        finally:
            spent[self._node_name] += time.perf_counter() - began

    return timed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading")
    parser.parse_args()
    archive = present_model(ROOT)
    if archive is None:
        raise SystemExit("no model of the present data; run: make train")
    processor = Agent.load(str(archive)).processor
    if processor is None:
        raise SystemExit(f"{archive} cannot be loaded")
    reader = Reader(processor)
    texts, _ = read(HELD_OUT)
    for text in texts[:WARM]:
        reader.read(f"{text} .")
    # As brain.conduct does before the first person.
    gc.collect()
    gc.freeze()
    print(describe())
    print(line("new text", [milliseconds(lambda text=text: reader.read(text)) for text in texts]))
    print(line("known text", [milliseconds(lambda text=text: reader.read(text)) for text in texts]))
    filler = " ".join(texts)
    long = [filler[n * 500 :][:LONG] for n in range(10)]
    print(line("64 KB", [milliseconds(lambda text=text: reader.read(text)) for text in long]))
    spent: dict[str, float] = defaultdict(float)
    GraphNode.__call__ = parts(spent)  # type: ignore[method-assign]
    again = [f"{text} ok" for text in texts]
    whole = sum(milliseconds(lambda text=text: reader.read(text)) for text in again)
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[:8]:
        print(f"  {name:<40} {1000 * seconds / len(again):>6.2f} ms a message")
    print(f"  {'all':<40} {whole / len(again):>6.2f} ms a message")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
