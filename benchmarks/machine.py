"""What a figure was measured on, and how figures are printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from statistics import quantiles


def describe() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def percentiles(seconds: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95, p99 in milliseconds."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return 1000 * cuts[49], 1000 * cuts[94], 1000 * cuts[98]


def row(name: str, seconds: Sequence[float], wall: float) -> str:
    p50, p95, p99 = percentiles(seconds)
    return f"{name:<28} {len(seconds) / wall:>8.1f} /s   p50 {p50:>7.1f} ms   p95 {p95:>7.1f} ms   p99 {p99:>7.1f} ms"
