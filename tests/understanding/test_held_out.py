"""How messages are read that nobody trained on: what was reached may not be lost again.

The floors stand two to four points below what docs/understanding.md reports: each set is finite, and the last digits of a fit
differ between machines (one commit ranked 92 % of the emergencies first on one, 87.5 % on another). The goals are higher.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.ear import Ear, Heard
from tests.understanding.messages import lines

pytestmark = [pytest.mark.brain, pytest.mark.timeout(600)]

RECALL, PRECISION, EMERGENCY, LINE, LANGUAGE = 0.96, 0.88, 0.90, 0.84, 0.975
# Far from the goal of 0.01, and nearer than before: older models alarmed at a quarter of it.
EVERYDAY_FALSE = 0.14

SETS = ("held_out_arabic.jsonl", "held_out_world.jsonl", "held_out_second.jsonl")
Read = list[tuple[dict[str, Any], Heard]]


@pytest.fixture(scope="module")
def held_out(ear: Ear) -> Read:
    some = [line for name in SETS for line in lines(name)]
    return [(line, ear.hear(line["text"])) for line in some]


def share(outcomes: Sequence[bool]) -> float:
    assert outcomes
    return sum(outcomes) / len(outcomes)


def is_escalated(line: dict[str, Any]) -> bool:
    return line["urgency"] in {"urgent", "emergency"}


def test_disclosures_are_found(held_out: Read) -> None:
    assert share([heard.escalated for line, heard in held_out if is_escalated(line)]) >= RECALL


@pytest.mark.parametrize("lang", ["ar", "arabizi", "mixed", "en", "other"])
def test_disclosures_are_found_in_every_script(held_out: Read, lang: str) -> None:
    named = {"ar", "arabizi", "mixed", "en"}
    found = [
        heard.escalated
        for line, heard in held_out
        if is_escalated(line) and (line["lang"] == lang or (lang == "other" and line["lang"] not in named))
    ]
    assert share(found) >= RECALL - 0.05


def test_alarms_are_right(held_out: Read) -> None:
    assert share([is_escalated(line) for line, heard in held_out if heard.escalated]) >= PRECISION


def test_emergencies_come_first(held_out: Read) -> None:
    emergencies = [heard for line, heard in held_out if line["urgency"] == "emergency"]
    assert share([heard.triage.urgency == "emergency" for heard in emergencies]) >= EMERGENCY


def test_line_and_language(held_out: Read) -> None:
    assert share([heard.triage.line == line["line"] for line, heard in held_out]) >= LINE
    assert share([heard.turn.reading.language == line["lang"] for line, heard in held_out]) >= LANGUAGE


def test_everyday_messages_alarm_nobody(ear: Ear) -> None:
    everyday = lines("everyday.jsonl")
    assert len(everyday) >= 2_000
    alarmed = [line["text"] for line in everyday if ear.hear(line["text"]).escalated]
    assert len(alarmed) / len(everyday) <= EVERYDAY_FALSE, alarmed
