"""Plays a written conversation through the brain's own turn handling, as the front door would.

Keeps between turns what the door keeps: the state, the language, the open case. Where a script says
`as`, the reading of that message is given, so that a conversation tests the dialogue and not the
training data; without `as` the message is read for real.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent

from actions.content import CONTENT
from actions.turn import DEFAULT_FACTS
from brain.actions_in_process import load_actions
from brain.conduct import Conductor
from brain.intents import contact_of
from brain.nlg import FirstResponse
from brain.reading import Reader
from brain.schema import Context, TurnRequest

ROOT = Path(__file__).parents[2]
REFERENCE = "SH-7K2M-4Q"
ESCALATED = ("emergency", "urgent")


def load(archive: Path) -> Conductor:
    processor = Agent.load(str(archive)).processor
    assert processor is not None
    processor.action_endpoint = load_actions()
    processor.nlg = FirstResponse(processor.domain.responses)
    return Conductor(processor, archive.name)


class ToldReader:
    """Reads as told for one message; otherwise for real."""

    def __init__(self, real: Reader) -> None:
        self.real = real
        self.told: dict[str, Any] | None = None

    def read(self, text: str) -> dict[str, Any]:
        told, self.told = self.told, None
        return told if told is not None else self.real.read(text)


def told(step: dict[str, Any], language: str) -> dict[str, Any]:
    contact = contact_of(step["as"])
    verdict = step.get("urgency", contact.urgency)
    intent = {"name": step["as"], "confidence": step.get("confidence", 0.99)}
    return {
        "intent": intent,
        "intent_ranking": [intent],
        "entities": [],
        "reading": {
            "language": language,
            "script": "other",
            "reply": step.get("reply", language),
            "line": step.get("line", contact.line),
            "kind": contact.kind,
            "urgency": {word: float(word == verdict) for word in (*ESCALATED, "attention", "routine")},
            "verdict": verdict,
            "reasons": [],
        },
    }


@dataclass
class Talk:
    brain: Conductor
    language: str
    state: dict[str, Any] | None = None
    pinned: bool = False
    case: dict[str, Any] | None = None
    escalated: bool = False
    turns: int = 0
    log: list[str] = field(default_factory=list)

    def play(self, step: dict[str, Any]) -> dict[str, Any]:
        text = self.spoken(step.get("says", ""))
        if "as" in step:
            self.brain._reader.told = told(step, self.language)
        self.turns += 1
        request = TurnRequest(
            conversation="conversation",
            message=f"message-{self.turns}",
            text=text,
            payload=step.get("taps"),
            context=Context(
                language=self.language,
                pinned=self.pinned,
                case=self.case,
                escalated=self.escalated,
                now="2026-01-01T08:00:00+00:00",
                facts=DEFAULT_FACTS,
            ),
            state=self.state,
        )
        answer = asyncio.run(self.brain.answer(request))
        self.log.append(f"> {step.get('taps') or text}  [{answer['reading']['intent']}]")
        self.log += [
            f"    {reply['text']!r} {reply['buttons']} {reply['command']}" for reply in answer["replies"]
        ]
        self.keep(answer)
        return answer

    def keep(self, answer: dict[str, Any]) -> None:
        """What the front door does with an answer, as far as the next turn can see it."""
        self.state = answer["state"]
        reading = answer["reading"]
        if not self.pinned and reading["reply"]:
            self.language = reading["reply"]
        self.escalated = self.escalated or reading["verdict"] in ESCALATED
        human = reading["verdict"] != "routine"
        for command in commands(answer):
            if command["name"] == "set_language":
                self.language, self.pinned = command["language"], True
            human = human or command["name"] in ("open_case", "note", "call_human")
        if human and self.case is None:
            self.case = {"reference": REFERENCE, "urgency": "urgent", "line": "general", "state": "waiting"}

    def spoken(self, said: str | dict[str, str]) -> str:
        return said if isinstance(said, str) else said[self.language]


def commands(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [reply["command"] for reply in answer["replies"] if reply["command"]]


def texts(answer: dict[str, Any]) -> list[str]:
    return [reply["text"] for reply in answer["replies"] if reply["text"]]


DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


def expected(name: str, language: str) -> str:
    """The sentence a script means: `utter_…` of the domain, `answer <intent> [<line>]`, or one of words.yml."""
    if name.startswith("utter_"):
        (text,) = [
            response["text"]
            for response in DOMAIN["responses"][name]
            if response["condition"][0]["value"] == language
        ]
        return text.strip().format_map(DEFAULT_FACTS)
    if name.startswith("answer "):
        _, intent, *line = name.split()
        return CONTENT.answers[intent].about(line[0] if line else "general").text(language, DEFAULT_FACTS)
    return CONTENT.words[name].text(language, DEFAULT_FACTS)


def scripts(name: str) -> list[dict[str, Any]]:
    loaded = yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))
    return loaded["conversations"]
