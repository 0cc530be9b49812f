"""The editors' files: complete, in both languages, short, and refused when they are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.content import CONTENT, PLACE, ContentUnusable, Saying, read_content
from actions.services import FORMS, SERVICES
from actions.turn import DEFAULT_FACTS

DOMAIN = yaml.safe_load((PLACE.parent / "domain.yml").read_text("utf-8"))
NOT_INQUIRIES = {"ask_human", "ask_capabilities"}
INQUIRIES = {name for name in DOMAIN["intents"] if name.startswith("ask_")} - NOT_INQUIRIES | {"out_of_scope"}


def sayings() -> Iterator[tuple[str, Saying]]:
    for name, answer in CONTENT.answers.items():
        yield name, answer.general
        for line, saying in answer.lines.items():
            yield f"{name} {line}", saying
    yield from CONTENT.words.items()


def test_every_inquiry_is_answered_and_nothing_else() -> None:
    assert set(CONTENT.answers) == INQUIRIES


def test_lines_are_known() -> None:
    lines = {"child_protection", "women_protection", "social_welfare", "home_care", "volunteering", "general"}
    assert {line for answer in CONTENT.answers.values() for line in answer.lines} <= lines


def test_offers_are_services() -> None:
    assert {saying.offer for _, saying in sayings() if saying.offer} <= set(SERVICES)


@pytest.mark.parametrize("form", FORMS)
def test_every_question_has_words_a_reason_and_a_way_out(form: str) -> None:
    assert f"reason_{form}" in CONTENT.words
    for question in FORMS[form].questions:
        saying = CONTENT.words[f"ask_{form}_{question}"]
        assert "/decline" in [button.tap for button in saying.buttons]


def test_both_is_english_above_arabic() -> None:
    saying = CONTENT.words["danger_now"]
    english, arabic = saying.text("both", DEFAULT_FACTS).split("\n")
    assert english == saying.text("en", DEFAULT_FACTS)
    assert arabic == saying.text("ar", DEFAULT_FACTS)
    assert "999" in english
    assert "999" in arabic


def test_the_organisation_has_a_name_in_each_language() -> None:
    text = CONTENT.answers["ask_identity"].general.text("both", DEFAULT_FACTS)
    assert DEFAULT_FACTS["organisation_ar"] in text
    assert DEFAULT_FACTS["organisation_en"] in text


GOOD: dict[str, Any] = {"ar": "مرحبا {hotline}", "en": "Hello {hotline}", "buttons": ["human"]}


@pytest.mark.parametrize(
    "broken",
    [
        {"en": "Hello"},
        {"ar": "مرحبا", "en": ""},
        {"ar": "مرحبا", "en": "Hello {hotline}"},
        {"ar": "مرحبا {phone}", "en": "Hello {phone}"},
        {"ar": "مرحبا {}", "en": "Hello {}"},
        {"ar": "مرحبا {", "en": "Hello {"},
        {"buttons": ["nobody"]},
        {"buttons": ["human"] * 4},
        {"english": "Hello"},
        "Hello",
    ],
)
def test_a_broken_text_stops_the_start_and_says_where(tmp_path: Path, broken: Any) -> None:
    entry = {**GOOD, **broken} if isinstance(broken, dict) and "en" not in broken else broken
    write(tmp_path, {"greeting": entry})
    with pytest.raises(ContentUnusable, match=r"words\.yml: greeting"):
        read_content(tmp_path)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"greeting": GOOD})
    saying = read_content(tmp_path).words["greeting"]
    assert saying.text("en", DEFAULT_FACTS) == "Hello 800700"
    assert saying.shown_buttons("en") == [{"title": "Person", "payload": "/ask_human"}]


def test_a_long_title_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"greeting": GOOD}, title="A title that no phone would show")
    with pytest.raises(ContentUnusable, match=r"buttons\.yml: human"):
        read_content(tmp_path)


def test_what_is_not_yaml_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"greeting": GOOD})
    (tmp_path / "words.yml").write_text("words: [", "utf-8")
    with pytest.raises(ContentUnusable, match=r"words\.yml is not YAML"):
        read_content(tmp_path)


def write(place: Path, said: dict[str, Any], title: str = "Person") -> None:
    button = {"tap": "/ask_human", "ar": "موظف", "en": title, "both": "Person · موظف"}
    files = {"buttons.yml": {"human": button}, "answers.yml": {"answers": {}}, "words.yml": {"words": said}}
    for name, content in files.items():
        (place / name).write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
