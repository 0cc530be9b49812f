"""Webhooks: what is genuine is kept once and only then answered 200; all else is refused, and nothing reaches a log."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.store import conversations, inbox
from bot.store.conversations import Address
from bot.store.tables import desk_events, quarantine
from bot.store.tables import inbox as inbox_table
from channels.message import InboundKind
from tests.contract.channels.conftest import Posting

SAMPLES = Path(__file__).parents[1] / "samples"
CANARY = "kanarienvogel-7f3a"
CHANNELS = ["whatsapp", "telegram"]


def sample(channel: str, name: str = "text") -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SAMPLES / channel / f"{name}.json").read_text("utf-8"))["body"]
    return body


def message(channel: str, number: int, person: int, words: str = "hello") -> dict[str, Any]:
    body = sample(channel)
    if channel == "telegram":
        body["update_id"] = number
        body["message"] |= {"message_id": number, "text": words}
        body["message"]["chat"]["id"] = body["message"]["from"]["id"] = person
    else:
        value = body["entry"][0]["changes"][0]["value"]
        value["messages"][0] |= {"id": f"wamid.{number}", "from": str(person), "text": {"body": words}}
        value["contacts"][0]["wa_id"] = str(person)
    return body


async def rows(posting: Posting, table: Any = inbox_table) -> int:
    async with posting.parts.house.database.read() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def talk_of(posting: Posting, channel: str, address: str) -> list[inbox.Received]:
    async with posting.parts.house.database.read() as tx:
        found = await conversations.find(tx, Address(channel=channel, value=address))
        return [] if found is None else await inbox.after(tx, found.id, 0)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_every_sample_is_kept_once_however_often_it_comes(posting: Posting, channel: str) -> None:
    bodies = [
        json.loads(path.read_text("utf-8"))["body"] for path in sorted((SAMPLES / channel).glob("*.json"))
    ]
    # Of their own each, or most would be repeats of one message.
    bodies = [json.loads(json.dumps(b).replace("wamid.A1", f"wamid.A1.{n}")) for n, b in enumerate(bodies)]
    for number, body in enumerate(bodies):
        if "update_id" in body and "message" in body:
            body["message"]["message_id"] = 1000 + number
    for body in bodies:
        assert await posting.post(channel, body) == 200
    kept, odd, events = await rows(posting), await rows(posting, quarantine), await rows(posting, desk_events)
    assert kept >= len(bodies) * 0.65
    for body in bodies:
        assert await posting.post(channel, body) == 200
    assert (await rows(posting), await rows(posting, quarantine)) == (kept, odd)
    # A person who blocked us and lets us write again does so once more.
    assert await rows(posting, desk_events) == events + (2 if channel == "telegram" else 0)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_shuffled_repeats_by_many_senders_are_one_row_each(posting: Posting, channel: str) -> None:
    chance = random.Random(4)
    bodies = [message(channel, number, 971500000000 + number % 17) for number in range(1, 151)]
    deliveries = [body for body in bodies for _ in range(chance.randint(1, 20))]
    chance.shuffle(deliveries)
    waiting = iter(deliveries)

    async def sender() -> list[int]:
        return [await posting.post(channel, body) for body in waiting]

    answers = [status for some in await asyncio.gather(*(sender() for _ in range(8))) for status in some]
    # Two bodies at the same moment may make one wait too long: the provider would come again, and so do we.
    assert set(answers) <= {200, 503}
    for body in bodies if 503 in answers else []:
        assert await posting.post(channel, body) == 200
    assert await rows(posting) == 150
    assert await rows(posting, desk_events) == 150


async def test_bodies_about_the_same_people_in_another_order_do_not_lock_one_another(
    posting: Posting,
) -> None:
    def body(people: list[int], first: int) -> dict[str, Any]:
        whole = message("whatsapp", first, people[0])
        value = whole["entry"][0]["changes"][0]["value"]
        value["messages"] = [
            value["messages"][0] | {"id": f"wamid.{first + place}", "from": str(person)}
            for place, person in enumerate(people)
        ]
        return whole

    people = list(range(971500000001, 971500000009))
    bodies = [body(people if n % 2 else people[::-1], 100 * (n + 1)) for n in range(12)]
    assert set(await asyncio.gather(*(posting.whatsapp(each) for each in bodies))) == {200}
    assert await rows(posting) == 96


async def test_one_person_keeps_one_thread_when_the_provider_learns_another_id(posting: Posting) -> None:
    assert await posting.whatsapp(message("whatsapp", 1, 971500000001)) == 200
    both = sample("whatsapp", "scoped_id_beside_a_number")
    scoped = json.loads(json.dumps(sample("whatsapp", "scoped_id_alone")).replace("wamid.A1", "wamid.A2"))
    assert await posting.whatsapp(both) == 200
    assert await posting.whatsapp(scoped) == 200
    for address in ("971500000001", "AE.7301948265017733"):
        assert len(await talk_of(posting, "whatsapp", address)) == 3


async def test_a_changed_number_leads_to_the_same_thread(posting: Posting) -> None:
    assert await posting.whatsapp(message("whatsapp", 1, 971500000001)) == 200
    assert await posting.whatsapp(sample("whatsapp", "number_changed")) == 200
    assert await posting.whatsapp(message("whatsapp", 2, 971500000009)) == 200
    assert len(await talk_of(posting, "whatsapp", "971500000009")) == 3


async def test_blocking_is_known_until_the_person_writes_again(posting: Posting) -> None:
    async def reachable() -> bool:
        async with posting.parts.house.database.read() as tx:
            query = text("SELECT reachable FROM conversations")
            return bool((await tx.execute(query)).scalar_one())

    assert await posting.telegram(message("telegram", 1, 500001)) == 200
    assert await reachable()
    assert await posting.telegram(sample("telegram", "blocked")) == 200
    assert not await reachable()
    assert await posting.telegram(message("telegram", 3, 500001)) == 200
    assert await reachable()


async def test_what_only_some_messages_have_is_kept_sealed(posting: Posting) -> None:
    for name in ("image", "location", "contacts", "type_of_the_future"):
        body = json.loads(json.dumps(sample("whatsapp", name)).replace("wamid.A1", f"wamid.{name}"))
        assert await posting.whatsapp(body) == 200
    kinds = [each.kind for each in await talk_of(posting, "whatsapp", "971500000001")]
    assert kinds == [InboundKind.IMAGE, InboundKind.LOCATION, InboundKind.CONTACT, InboundKind.UNKNOWN]
    async with posting.parts.house.database.read() as tx:
        stored = (await tx.execute(select(inbox_table))).all()
    for words in (b"M3", b"25.3463", b"Umm Ali", b"hologram", b"wamid", b"971500000001"):
        assert not [row for row in stored if any(isinstance(v, bytes) and words in v for v in row)]


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_genuine_body_that_cannot_be_read_is_kept_and_tried_no_more(
    posting: Posting, channel: str
) -> None:
    for raw in (b"not json", b"[]", b'{"a": ' * 20_000):
        assert await posting.post(channel, raw) == 200
        assert await posting.post(channel, raw) == 200
    assert await rows(posting, quarantine) == 3
    assert await rows(posting) == 0


def forged() -> Iterator[tuple[str, str, dict[str, str]]]:
    for value in ("", "sha256=" + "0" * 64, "sha1=abc", "sha256=é"):
        yield f"whatsapp {value!r}", "whatsapp", {"X-Hub-Signature-256": value}
    for value in ("", "secret_token-2", "é"):
        yield f"telegram {value!r}", "telegram", {"X-Telegram-Bot-Api-Secret-Token": value}


FORGED = {name: (channel, headers) for name, channel, headers in forged()}


@pytest.mark.parametrize(("channel", "headers"), FORGED.values(), ids=FORGED.keys())
async def test_forgeries_are_refused_and_leave_nothing(
    posting: Posting, channel: str, headers: dict[str, str]
) -> None:
    assert await posting.post(channel, message(channel, 1, 1), **headers) == 401
    assert await rows(posting) == await rows(posting, quarantine) == 0


async def test_the_same_body_written_differently_is_not_the_signed_one(posting: Posting) -> None:
    import hashlib
    import hmac

    body = message("whatsapp", 1, 1)
    signature = hmac.new(b"app secret", json.dumps(body).encode(), hashlib.sha256).hexdigest()
    header = {"X-Hub-Signature-256": f"sha256={signature}"}
    assert await posting.whatsapp(json.dumps(body, indent=1).encode(), **header) == 401
    assert await posting.whatsapp(json.dumps(body).encode()[:-1], **header) == 401
    assert await posting.whatsapp(json.dumps(body).encode(), **header) == 200


@pytest.mark.parametrize("channel", CHANNELS)
async def test_compressed_and_endless_bodies_are_refused(posting: Posting, channel: str) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    assert await posting.post(channel, bomb, **{"Content-Encoding": "gzip"}) == 415
    assert await posting.post(channel, b"0" * 10_000_000) == 413


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "é/x"]
)
async def test_the_declared_type_of_a_genuine_body_does_not_matter(
    posting: Posting, channel: str, kind: str
) -> None:
    assert await posting.post(channel, message(channel, 1, 1), **{"Content-Type": kind}) == 200
    assert await rows(posting) == 1


async def test_other_methods(posting: Posting) -> None:
    for path in ("/channels/whatsapp", "/channels/telegram"):
        for method in ("PUT", "DELETE", "PATCH", "HEAD"):
            assert (await posting.client.request(method, path)).status == 405
    assert (await posting.client.get("/channels/telegram")).status == 405
    assert (await posting.client.get("/channels/whatsapp")).status == 403
    assert (
        await posting.client.get("/channels/whatsapp?hub.mode=subscribe&hub.verify_token=no")
    ).status == 403


async def test_metas_subscription_check(posting: Posting) -> None:
    query = "hub.mode=subscribe&hub.verify_token=ours&hub.challenge=%3Cb%3E42"
    answer = await posting.client.get(f"/channels/whatsapp?{query}")
    assert (answer.status, await answer.text()) == (200, "<b>42")
    assert answer.content_type == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_store_that_is_away_makes_the_provider_come_again(posting: Posting, channel: str) -> None:
    database = posting.parts.house.database
    async with database.write() as tx:
        await tx.execute(text("ALTER TABLE inbox RENAME TO inbox_away"))
    assert await posting.post(channel, message(channel, 1, 1)) == 503
    async with database.write() as tx:
        await tx.execute(text("ALTER TABLE inbox_away RENAME TO inbox"))
    assert await posting.post(channel, message(channel, 1, 1)) == 200
    assert await rows(posting) == 1


async def test_what_telegram_expects_is_done_only_after_the_commit(posting: Posting) -> None:
    assert await posting.telegram(sample("telegram", "tap")) == 200
    assert await posting.telegram(sample("telegram", "group")) == 200
    assert [(update.tap, update.leave) for update in posting.courtesies] == [("T1", None), (None, -100200)]
    async with posting.parts.house.database.write() as tx:
        await tx.execute(text("ALTER TABLE inbox RENAME TO inbox_away"))
    body = sample("telegram", "tap") | {"update_id": 99}
    body["callback_query"]["id"] = "T9"
    assert await posting.telegram(body) == 503
    assert len(posting.courtesies) == 2


@pytest.mark.parametrize("channel", CHANNELS)
async def test_no_word_reaches_a_log(
    posting: Posting, channel: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    good = message(channel, 1, 1, CANARY)
    odd = message(channel, 2, 1, CANARY)
    if channel == "whatsapp":
        odd["entry"].append({"changes": [{"value": CANARY}]})
    else:
        odd = {"update_id": 2, "gift": CANARY}
    name = "X-Hub-Signature-256" if channel == "whatsapp" else "X-Telegram-Bot-Api-Secret-Token"
    assert await posting.post(channel, good) == 200
    assert await posting.post(channel, odd) == 200
    assert await posting.post(channel, CANARY.encode()) == 200
    assert await posting.post(channel, good, **{name: CANARY}) == 401
    assert "quarantine" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("channel", CHANNELS)
async def test_fuzzed_bodies_are_never_a_fault(posting: Posting, channel: str) -> None:
    """A slice of the 50,000 that `benchmarks` sends."""
    chance = random.Random(11)
    raws = [
        json.dumps(json.loads(p.read_text("utf-8"))["body"]).encode()
        for p in (SAMPLES / channel).glob("*.json")
    ]
    for _ in range(300):
        raw = bytearray(chance.choice(raws))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(raw))
            match chance.randrange(4):
                case 0:
                    raw[place] = chance.randrange(256)
                case 1:
                    del raw[place : place + chance.randint(1, 40)]
                    raw = raw or bytearray(b"0")
                case 2:
                    raw[place:place] = chance.choice(
                        [b"null", b"-1e999", b'"\\ud800"', b"[[", b"}}", b"\x00", b'{"id":']
                    )
                case _:
                    raw[place:place] = raw[chance.randrange(len(raw)) :][:50]
        assert await posting.post(channel, bytes(raw)) == 200
