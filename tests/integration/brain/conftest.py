"""These tests belong to the brain's environment; elsewhere they are not collected at all."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("rasa") else ["test_*.py"]
