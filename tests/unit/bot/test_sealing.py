"""Sealed values open only where they were sealed; blind indexes meet only for equal values."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import keys
from bot.store.keys import Keys, KeysError
from bot.store.sealing import SealBroken, Sealer

KEYS = Keys(index=bytes(32), seal={1: bytes(range(32))}, current=1)
PLACE = {"table": "inbox", "column": "body", "row": "r1"}


def test_round_trip() -> None:
    sealer = Sealer(KEYS)
    assert sealer.open(sealer.seal(b"text", **PLACE), **PLACE) == b"text"


@pytest.mark.parametrize("moved", [{"table": "outbox"}, {"column": "text"}, {"row": "r2"}])
def test_a_value_moved_elsewhere_does_not_open(moved: dict[str, str]) -> None:
    sealer = Sealer(KEYS)
    with pytest.raises(SealBroken):
        sealer.open(sealer.seal(b"text", **PLACE), **{**PLACE, **moved})


@given(st.data())
def test_an_altered_byte_does_not_open(data: st.DataObject) -> None:
    sealer = Sealer(KEYS)
    sealed = bytearray(sealer.seal(b"text", **PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        sealer.open(bytes(sealed), **PLACE)


def test_a_value_of_another_key_does_not_open() -> None:
    other = Sealer(Keys(index=bytes(32), seal={1: bytes(32)}, current=1))
    with pytest.raises(SealBroken):
        other.open(Sealer(KEYS).seal(b"text", **PLACE), **PLACE)


def test_old_keys_still_open_after_a_rotation() -> None:
    sealed = Sealer(KEYS).seal(b"text", **PLACE)
    rotated = Sealer(Keys(index=bytes(32), seal={1: bytes(range(32)), 2: bytes(32)}, current=2))
    assert rotated.open(sealed, **PLACE) == b"text"
    assert rotated.seal(b"text", **PLACE)[1:5] == (2).to_bytes(4, "big")


def test_the_envelope_is_what_its_docstring_says() -> None:
    sealed = Sealer(KEYS).seal(b"text", **PLACE)
    assert re.fullmatch(rb"\x01\x00\x00\x00\x01.{12}.{4}.{16}", sealed, re.DOTALL)


def test_lone_surrogates_survive() -> None:
    sealer = Sealer(KEYS)
    assert sealer.open_json(sealer.seal_json({"text": "\ud800"}, **PLACE), **PLACE) == {"text": "\ud800"}


def test_indexes_are_apart_by_purpose_and_key() -> None:
    sealer = Sealer(KEYS)
    assert sealer.index("login", "x") == sealer.index("login", "x")
    assert sealer.index("login", "x") != sealer.index("session", "x")
    assert sealer.index("login", "x") != Sealer(Keys(index=b"1" * 32, seal=KEYS.seal, current=1)).index(
        "login", "x"
    )


def test_a_key_file_is_made_for_its_owner_only_and_never_twice(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = keys.make(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.load(path) == made
    with pytest.raises(KeysError, match="already"):
        keys.make(path)


def test_a_key_file_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys.make(path)
    path.chmod(0o640)
    with pytest.raises(KeysError, match="chmod 600"):
        keys.load(path)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", json.dumps({"index": "00", "seal": {"1": "00"}, "current": 1})]
)
def test_a_broken_key_file_is_one_clear_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeysError) as raised:
        keys.load(path)
    assert "\n" not in str(raised.value)


def test_nothing_secret_in_a_repr() -> None:
    assert "0102" not in repr(KEYS).replace("\\x", "")
    assert repr(KEYS) == "Keys(current=1)"
