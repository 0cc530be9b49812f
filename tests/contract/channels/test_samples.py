"""Each provider's bodies, sample by sample: what the codec must read in them, and nothing less."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from channels.message import Posted
from channels.telegram import codec as telegram
from channels.whatsapp import codec as whatsapp

SAMPLES = Path(__file__).parents[1] / "samples"
FIRST, *OTHERS = sorted(SAMPLES.glob("*/*.json"))


def plain(value: Any) -> Any:
    """As the samples write it."""
    return json.loads(json.dumps(value, default=lambda moment: moment.isoformat()))


def read(channel: str, raw: bytes) -> tuple[Posted, dict[str, Any]]:
    if channel == "whatsapp":
        return whatsapp.posted(raw), {}
    update = telegram.update(raw)
    return update.posted, {name: getattr(update, name) for name in ("number", "tap", "leave", "wipe")}


def within(wanted: Any, found: Any) -> bool:
    """Whether everything that is wanted is there."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(name in found and within(value, found[name]) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(within, wanted, found))
    return bool(wanted == found)


@pytest.mark.parametrize("path", [FIRST, *OTHERS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_sample(path: Path) -> None:
    sample = json.loads(path.read_text("utf-8"))
    expect = sample["expect"]
    posted, more = read(path.parent.name, json.dumps(sample["body"]).encode())
    found = plain(asdict(posted)) | more
    for message in found["messages"]:
        message["kept"] = message["original"] is not None
    for name in ("receipts", "standings", "renamed"):
        assert within(expect.get(name, []), found[name]), (name, found[name])
    assert within(expect["messages"], found["messages"]), found["messages"]
    assert found["odd"] == expect.get("odd", 0)
    for name, value in more.items():
        assert value == expect.get(name), name
    # Read again it is the same message: a repeat must be known by its id.
    again, _ = read(path.parent.name, json.dumps(sample["body"], ensure_ascii=True, indent=2).encode())
    assert again == posted


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_no_words_of_a_person_in_a_repr(channel: str) -> None:
    for path in (SAMPLES / channel).glob("*.json"):
        sample = json.loads(path.read_text("utf-8"))
        posted, _ = read(channel, json.dumps(sample["body"]).encode())
        shown = repr(posted)
        for message in posted.messages:
            assert message.address not in shown
            assert message.id not in shown
            for words in (message.text, message.name):
                assert f"'{words}'" not in shown or not words
