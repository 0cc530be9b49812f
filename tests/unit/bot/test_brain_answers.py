"""Half an answer is no answer: whatever a brain babbles ends as BrainFailed, in time."""

import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brain import BrainFailed, Turn, parse
from tests.support.brain import answer

GOOD = answer("hello")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [at, *(path for key, inner in value.items() for path in paths(inner, (*at, key)))]
    if isinstance(value, list):
        return [at, *(path for key, inner in enumerate(value) for path in paths(inner, (*at, key)))]
    return [at]


def test_a_good_answer() -> None:
    turn = parse(json.dumps(GOOD).encode())
    assert [reply.text for reply in turn.replies] == ["hello"]
    assert turn.reading.intent == "greet"


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"null", b"\xff", b'{"replies": []}', b"<html>", b"[" * 100_000]
)
def test_babble(body: bytes) -> None:
    with pytest.raises(BrainFailed):
        parse(body)


@given(st.sampled_from(paths(GOOD)), JSON)
def test_any_part_replaced_is_read_or_refused(path: tuple[Any, ...], value: Any) -> None:
    changed: Any = copy.deepcopy(GOOD)
    if path:
        inner = changed
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
    else:
        changed = value
    with contextlib.suppress(BrainFailed):
        assert isinstance(parse(json.dumps(changed).encode()), Turn)


@pytest.mark.parametrize("missing", ["replies", "state", "reading", "model"])
def test_a_missing_part_is_nonsense(missing: str) -> None:
    with pytest.raises(BrainFailed, match="nonsense"):
        parse(json.dumps({key: value for key, value in GOOD.items() if key != missing}).encode())
