"""Describes an unexpected error for a log: its type and where it happened, never its text or its values."""

from __future__ import annotations

import traceback
from pathlib import Path


def describe(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
