"""Where answers go: to the newest address of a person, and never to a stranger who was given their number."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

from bot.app import Parts
from bot.domain.delivery import Delivery
from bot.services.receive import receive
from bot.services.take import take
from channels.message import Inbound
from channels.whatsapp import codec
from tests.contract.channels.talks import all_are, couriers, speak, until
from tests.support.providers import ScriptedProvider

SAMPLES = Path(__file__).parents[1] / "samples" / "whatsapp"
NUMBERS = itertools.count()
PHONE, NEW = "971500000001", "971500000009"


async def writes(parts: Parts, id: str, address: str, *aliases: str) -> Any:
    message = Inbound(channel="whatsapp", id=id, address=address, aliases=aliases, text="hello")
    return (await receive(parts.house, message)).conversation_id


async def answered_at(parts: Parts, talk: Any) -> str:
    provider = ScriptedProvider()
    async with couriers(parts, provider):
        await speak(parts, talk, f"answer {next(NUMBERS)}")
        await until(parts, talk, all_are(Delivery.SENT))
    return provider.took[-1].address


async def test_answers_follow_a_changed_number(parts: Parts) -> None:
    talk = await writes(parts, "1", PHONE)
    raw = json.dumps(json.loads((SAMPLES / "number_changed.json").read_text("utf-8"))["body"]).encode()
    await take(parts.house, "whatsapp", codec.posted(raw), raw)
    assert await answered_at(parts, talk) == NEW
    assert await writes(parts, "2", NEW) == talk
    assert await answered_at(parts, talk) == NEW


async def test_answers_follow_a_changed_id(parts: Parts) -> None:
    talk = await writes(parts, "1", "AE.1", PHONE)
    raw = json.dumps(json.loads((SAMPLES / "number_and_id_changed.json").read_text("utf-8"))["body"]).encode()
    await take(parts.house, "whatsapp", codec.posted(raw), raw)
    assert await answered_at(parts, talk) == "AE.2"
    assert await writes(parts, "2", "AE.2", NEW) == talk


async def test_a_number_given_to_somebody_else_leads_to_a_conversation_of_their_own(parts: Parts) -> None:
    first = await writes(parts, "1", "AE.1", PHONE)
    stranger = await writes(parts, "2", "AE.2", PHONE)
    assert stranger != first
    assert await answered_at(parts, first) == "AE.1"
    assert await answered_at(parts, stranger) == "AE.2"
    assert await writes(parts, "3", "AE.1") == first
    assert await writes(parts, "4", PHONE) == stranger


async def test_an_id_learnt_later_keeps_the_thread(parts: Parts) -> None:
    talk = await writes(parts, "1", PHONE)
    assert await writes(parts, "2", "AE.1", PHONE) == talk
    assert await answered_at(parts, talk) == "AE.1"
    assert await writes(parts, "3", "AE.1") == talk
    assert await writes(parts, "4", PHONE) == talk


async def test_an_address_of_odd_letters_is_kept(parts: Parts) -> None:
    talk = await writes(parts, "1", "x\ud800\x00", "\udfff")
    assert await writes(parts, "2", "x\ud800\x00") == talk
