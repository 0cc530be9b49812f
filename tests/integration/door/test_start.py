"""How the door starts: it takes messages before its lexicon is compiled, and does not stay open without one."""

import asyncio
import threading
from pathlib import Path

import pytest

from bot import app as door_app
from bot import lexicon
from bot.app import WORK, make_app
from bot.brain import Brain
from bot.lexicon import LexiconError
from bot.serve import serve
from language import Lexicon
from tests.support.brain import TOKEN
from tests.support.clients import Person
from tests.support.doors import open_parts, running_door
from tests.support.processes import ROOT, free_port


async def test_a_door_whose_lexicon_cannot_be_read_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_app, "LEXICON", tmp_path)

    async def started() -> None:
        pass

    async with open_parts("sqlite", tmp_path) as parts:
        door = make_app(parts, Brain([], TOKEN, 1.0))
        with pytest.raises(LexiconError, match="no danger phrases"):
            await asyncio.wait_for(serve(door, "127.0.0.1", free_port(), started, lambda: door[WORK]), 10)


async def test_a_message_is_taken_while_the_lexicon_compiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = threading.Event()
    load = lexicon.load

    def slow(folder: Path) -> Lexicon:
        assert compiled.wait(20)
        return load(folder)

    monkeypatch.setattr(lexicon, "load", slow)
    async with running_door("sqlite", tmp_path) as door, Person(door.url) as person:
        try:
            await person.say("ريلي يضربني")
            assert not person.heard()
        finally:
            compiled.set()
        assert "999" in str(await person.hears(1))


@pytest.mark.parametrize(
    ("environment", "library"), [("door", "sqlalchemy"), ("door", "aiohttp"), ("brain", "rasa")]
)
def test_libraries_are_compiled_once_by_the_set_up(environment: str, library: str) -> None:
    """Where PYTHONDONTWRITEBYTECODE is set, a start that must compile them itself took three times as long, every time."""
    packages = next((ROOT / ".venv" / environment / "lib").glob("python3.*")) / "site-packages"
    assert list((packages / library / "__pycache__").glob("__init__.*.pyc"))
