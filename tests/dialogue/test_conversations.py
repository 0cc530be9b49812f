"""Whole conversations, as written in the scripts beside this file, in each of their languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dialogue.talk import Talk, commands, expected, scripts, texts

FILES = sorted(path.name for path in Path(__file__).parent.glob("talk_*.yml"))


def conversations() -> Iterator[Any]:
    for file in FILES:
        for script in scripts(file):
            for language in script.get("languages", ["ar", "en"]):
                yield pytest.param(script, language, id=f"{file[5:-4]}: {script['name']} ({language})")


@pytest.mark.brain
@pytest.mark.parametrize(("script", "language"), conversations())
def test_conversation(brain: Any, script: dict[str, Any], language: str) -> None:
    talk = Talk(brain, language)
    for step in script["turns"]:
        answer = talk.play(step)
        shown = "\n".join(["", *talk.log])
        spoken_in = step.get("in", talk.language)
        if "bot" in step:
            assert texts(answer) == [expected(name, spoken_in) for name in step["bot"]], shown
        if "buttons" in step:
            assert [button["payload"] for button in answer["replies"][-1]["buttons"]] == step["buttons"], (
                shown
            )
        wanted = [
            {"name": name, **{key: resolved(value, language) for key, value in (values or {}).items()}}
            for command in step.get("commands", [])
            for name, values in command.items()
        ]
        assert commands(answer) == wanted, shown
        assert len(texts(answer)) <= 4, shown


def resolved(value: Any, language: str) -> Any:
    """A value that differs by language is written {ar: …, en: …} in a script."""
    if isinstance(value, dict):
        if set(value) == {"ar", "en"}:
            return value[language]
        return {key: resolved(inner, language) for key, inner in value.items()}
    return value
