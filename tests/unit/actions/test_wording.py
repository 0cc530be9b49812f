"""House rules of the dialogue's wording, for every sentence a person can get from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from actions.content import CONTENT, PLACE
from actions.services import FORMS, SERVICES

ROOT = PLACE.parent
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
RULES = [
    rule
    for path in sorted((ROOT / "nlu_data" / "dialogue").glob("*.yml"))
    for rule in yaml.safe_load(path.read_text("utf-8"))["rules"]
]
INTENTS = set(DOMAIN["intents"])
LANGUAGES = ["ar", "en", "both"]

LONGEST = 220
_FILL_IN = re.compile(r"\{\w+\}|%\w+%")
_SENTENCE_END = re.compile(r"[.!?؟…]+(?=\s|$)")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_TASHKEEL = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_EMOJI = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff]")
_WHY = re.compile(r"\bwhy\b|(?<!\w)(?:لماذا|ليش)(?!\w)", re.IGNORECASE)
_PROMISES = re.compile(r"\bsecret(?!y)|\bconfidential|\banonymous|سرية تامة", re.IGNORECASE)


def texts() -> Iterator[Any]:
    """Each text of one language, with the place where an editor finds it."""
    for name, variations in RESPONSES.items():
        for variation in variations[:2]:
            language = variation["condition"][0]["value"]
            yield pytest.param(language, variation["text"].strip(), id=f"{name} {language}")
    for name, saying in CONTENT.words.items():
        for language, text in saying.texts.items():
            yield pytest.param(language, text, id=f"{name} {language}")
    for name, answer in CONTENT.answers.items():
        for line, saying in {"general": answer.general, **answer.lines}.items():
            for language, text in saying.texts.items():
                yield pytest.param(language, text, id=f"{name} {line} {language}")


@pytest.mark.parametrize("name", RESPONSES)
def test_each_response_once_for_each_language_and_both_is_the_two(name: str) -> None:
    variations = RESPONSES[name]
    conditions = [variation["condition"] for variation in variations]
    assert conditions == [[{"type": "slot", "name": "language", "value": language}] for language in LANGUAGES]
    arabic, english, both = (variation["text"].strip() for variation in variations)
    assert both == f"{english}\n{arabic}"
    assert set(_FILL_IN.findall(arabic)) == set(_FILL_IN.findall(english))


@pytest.mark.parametrize(("language", "text"), texts())
def test_a_text_is_short_plain_and_in_its_language(language: str, text: str) -> None:
    assert len(text) <= LONGEST
    assert len(_SENTENCE_END.findall(text)) <= 2, "at most two sentences"
    assert "\n" not in text
    assert not _TASHKEEL.search(text)
    assert not _EMOJI.search(text)
    assert not _WHY.search(text), "nobody is asked for reasons"
    assert not _PROMISES.search(text), "secrecy is never promised"
    assert "http" not in text
    bare = _FILL_IN.sub("", text).replace("SH-7K2M-4Q", "")
    assert bool(_ARABIC.search(bare)) is (language == "ar")
    assert bool(_LATIN.search(bare)) is (language == "en")


def all_buttons() -> Iterator[tuple[str, list[dict[str, str]]]]:
    for name, variations in RESPONSES.items():
        for variation in variations:
            shown = [
                # Rasa fills in {…} in a payload too; doubled braces are how one is written.
                {**button, "payload": button["payload"].replace("{{", "{").replace("}}", "}")}
                for button in variation.get("buttons", [])
            ]
            yield f"{name} {variation['condition'][0]['value']}", shown
    for name, saying in CONTENT.words.items():
        for language in LANGUAGES:
            yield f"{name} {language}", saying.shown_buttons(language)
    for name, answer in CONTENT.answers.items():
        for line, saying in {"general": answer.general, **answer.lines}.items():
            for language in LANGUAGES:
                yield f"{name} {line} {language}", saying.shown_buttons(language)


@pytest.mark.parametrize(("name", "shown"), all_buttons())
def test_buttons_fit_every_channel_and_mean_something(name: str, shown: list[dict[str, str]]) -> None:
    assert len(shown) <= 3
    for button in shown:
        assert 0 < len(button["title"]) <= 20
        assert len(button["payload"].encode()) <= 64, "Telegram's limit"
        intent, brace, values = button["payload"].removeprefix("/").partition("{")
        assert intent in INTENTS
        assert set(json.loads(brace + values or "{}")) <= set(DOMAIN["entities"])
    assert len({button["title"] for button in shown}) == len(shown)


def heard(rule: dict[str, Any]) -> set[str]:
    first = rule["steps"][0]
    said = first.get("or", [first])
    return {step["intent"] for step in said if "intent" in step}


def test_every_intent_and_doubt_has_a_rule() -> None:
    assert {intent for rule in RULES for intent in heard(rule)} == INTENTS | {"nlu_fallback"}


def test_a_rule_that_hears_does_so_in_every_state() -> None:
    """A rule bound to one form would not be heard in another."""
    assert not [rule["rule"] for rule in RULES if heard(rule) and "condition" in rule]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_leads_to_a_human(form: str) -> None:
    must = {"ask_human", "in_danger_now", "misunderstood", "change_language", "bye"}
    assert must <= FORMS[form].asides, "these must interrupt the form"


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_the_domain_are_the_forms_of_the_actions(form: str) -> None:
    assert tuple(DOMAIN["forms"][form]["required_slots"]) == FORMS[form].questions
    assert f"validate_{form}" in DOMAIN["actions"]
    assert form in DOMAIN["slots"]["next_form"]["values"]
    assert FORMS[form].asides <= INTENTS
    assert any(
        rule.get("condition") == [{"active_loop": form}] and rule["steps"][-1]["action"].startswith("action_")
        for rule in RULES
    ), "a form that ends must lead somewhere"


def test_services_are_intents_of_the_domain() -> None:
    assert set(SERVICES) <= INTENTS
    assert set(DOMAIN["forms"]) == set(FORMS)


def test_every_action_is_in_the_domain() -> None:
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(DOMAIN["actions"])
