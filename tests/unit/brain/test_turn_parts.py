"""The turn's pure parts: request, payload, steering, language, state."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered

from brain import state
from brain.intents import contact_of
from brain.nlu.labels import KINDS, LINES, URGENCIES
from brain.payload import Tap, parse_payload
from brain.schema import DEFAULT_FACTS, Context, Malformed, Unreadable, dump, parse_request
from brain.steer import reply_language, steered_intent

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, ask_human, report_woman_abuse, volunteer_interest, change_language, nlu_fallback]
entities: [language]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  name_given: {type: text, influence_conversation: false, mappings: [{type: custom}]}
forms:
  name_form: {required_slots: [name_given]}
responses:
  utter_greet: [{text: hello}]
"""
)


def body(**changes: Any) -> bytes:
    turn = {"conversation": "c", "message": "m", "text": "hello", "context": {}, "state": None}
    return json.dumps({**turn, **changes}).encode()


def context(**changes: Any) -> Context:
    values: dict[str, Any] = {
        "language": None, "pinned": False, "case": None, "escalated": False, "now": "",
        "facts": DEFAULT_FACTS,
    }  # fmt: skip
    return Context(**{**values, **changes})


class TestRequest:
    def test_defaults(self) -> None:
        turn = parse_request(body())
        assert (turn.text, turn.payload, turn.context.escalated) == ("hello", None, False)
        assert turn.context.facts["hotline"] == "800700"

    def test_a_request_does_not_show_the_text(self) -> None:
        assert "secret words" not in repr(parse_request(body(text="secret words")))

    @pytest.mark.parametrize(
        "raw",
        [
            b"", b"{", b"[]", b"\xff", b'{"text": NaN}', b"[" * 5000, body(text=3), body(text=["x"]),
            body(conversation=""), body(conversation="c" * 300), body(message=None),
            body(context=[]), body(context={"language": "fr"}), body(context={"pinned": "yes"}),
            body(context={"facts": {"hotline": 3}}), body(state="x"), body(payload=1),
        ],
    )  # fmt: skip
    def test_malformed(self, raw: bytes) -> None:
        with pytest.raises(Malformed):
            parse_request(raw)

    def test_too_long(self) -> None:
        with pytest.raises(Unreadable):
            parse_request(body(text="a" * 65_537))
        assert len(parse_request(body(text="a" * 65_536)).text) == 65_536

    def test_lone_surrogates_survive(self) -> None:
        turn = parse_request(body(text="\ud800 x"))
        assert json.loads(dump({"text": turn.text})) == {"text": "\ud800 x"}


class TestPayload:
    INTENTS = ("greet", "change_language", "restart", "session_start")

    def read(self, payload: str) -> Tap:
        return parse_payload(payload, self.INTENTS, ("language",))

    def test_intent_and_entities(self) -> None:
        assert self.read("/greet") == Tap(intent="greet")
        assert self.read('/change_language{"language":"en"}').value("language") == "en"

    @pytest.mark.parametrize(
        "payload",
        [
            "greet", "/", "/nope", "/restart", "/session_start", "/greet{", "/greet[]", "/greet {}",
            '/greet{"city":"x"}', '/change_language{"language":{"a":1}}', "/greet\n", "hello /greet",
            '/change_language{"language":NaN}', '/change_language{"language":-Infinity}',
            '/change_language{"language":1e999}', '/change_language{"language":' + "[" * 400 + "}",
        ],
    )  # fmt: skip
    def test_refused(self, payload: str) -> None:
        with pytest.raises(Unreadable):
            self.read(payload)


class TestSteering:
    RANKING = ({"name": "ask_hours", "confidence": 0.7}, {"name": "report_woman_abuse", "confidence": 0.1})

    def steer(self, intent: str, confidence: float = 0.9, **changes: Any) -> str:
        values: dict[str, Any] = {
            "ranking": self.RANKING, "verdict": "routine", "escalated": False, "loop": None,
        }  # fmt: skip
        return steered_intent(intent=intent, confidence=confidence, **{**values, **changes})

    def test_a_calm_conversation_is_not_steered(self) -> None:
        assert self.steer("ask_hours") == "ask_hours"

    def test_an_urgent_one_hears_more_of_the_report(self) -> None:
        assert self.steer("ask_hours", escalated=True) == "report_woman_abuse"
        assert self.steer("small_talk", escalated=True, ranking=()) == "report_danger"

    @pytest.mark.parametrize("control", ["ask_human", "deny", "bye", "misunderstood", "in_danger_now"])
    def test_control_words_mean_themselves(self, control: str) -> None:
        assert self.steer(control, escalated=True) == control
        assert self.steer(control, loop="intake_form") == control
        assert self.steer(control, 0.2, escalated=True) == "report_woman_abuse"

    def test_a_form_gets_its_answer(self) -> None:
        assert self.steer("ask_hours", 0.4, loop="name_form") == "nlu_fallback"
        assert self.steer("ask_hours", 0.9, loop="name_form") == "ask_hours"

    def test_danger_breaks_out_of_any_form(self) -> None:
        steered = self.steer("report_woman_abuse", 0.1, verdict="urgent", loop="name_form")
        assert steered == "report_woman_abuse"


class TestReplyLanguage:
    @pytest.mark.parametrize(
        ("language", "pinned", "read", "answer"),
        [
            (None, False, None, "ar"), (None, False, "en", "en"), ("en", False, None, "en"),
            ("en", False, "ar", "ar"), ("en", True, "ar", "en"), (None, True, "both", "both"),
        ],
    )  # fmt: skip
    def test_pinned_then_message_then_context(
        self, language: str | None, pinned: bool, read: str | None, answer: str
    ) -> None:
        given = context(language=language, pinned=pinned)
        assert reply_language(context=given, read=read, tap=None) == answer

    def test_a_tap_on_a_language_is_answered_in_it(self) -> None:
        tap = parse_payload('/change_language{"language":"en"}', ("change_language",), ("language",))
        assert reply_language(context=context(language="ar", pinned=True), read=None, tap=tap) == "en"


class TestState:
    def test_round_trip(self) -> None:
        tracker = state.restore("c", None, DOMAIN)
        tracker.update_with_events(
            [
                UserUttered("x", {"name": "volunteer_interest", "confidence": 1.0}),
                ActiveLoop("name_form"),
                SlotSet("name_given", "n" * 9_000),
                SlotSet("requested_slot", "name_given"),
                SlotSet("language", "en"),
            ],
            DOMAIN,
        )
        kept = state.keep(tracker, DOMAIN)
        assert kept["slots"] == {"name_given": "n" * state.LONGEST_VALUE}
        again = state.restore("c", json.loads(dump(kept)), DOMAIN)
        assert again.active_loop_name == "name_form"
        assert again.get_slot("requested_slot") == "name_given"
        assert again.latest_action_name == "action_listen"
        assert again.get_slot("language") is None

    @pytest.mark.parametrize(
        "broken",
        [
            {}, {"v": 2}, {"v": 1}, {"v": 1, "slots": []}, {"v": 1, "slots": {}, "last": {"intent": "x"}},
            {"v": 1, "slots": {}, "loop": "name_form"},
        ],
    )  # fmt: skip
    def test_other_shapes_are_refused(self, broken: dict[str, Any]) -> None:
        with pytest.raises(Unreadable):
            state.restore("c", broken, DOMAIN)

    def test_slots_and_forms_of_an_older_domain_are_forgotten(self) -> None:
        old = {"v": 1, "slots": {"gone": 1}, "last": None,
               "loop": {"name": "gone_form", "requested": "x", "interrupted": False, "rejected": False}}  # fmt: skip
        tracker = state.restore("c", old, DOMAIN)
        assert tracker.active_loop_name is None


def test_taps_speak_in_the_closed_words() -> None:
    for intent in ("in_danger_now", "report_child_abuse", "ask_hours", "greet", "request_equipment"):
        contact = contact_of(intent)
        assert contact.line in LINES
        assert contact.kind in KINDS
        assert contact.urgency in URGENCIES
    assert contact_of("in_danger_now").urgency == "emergency"
