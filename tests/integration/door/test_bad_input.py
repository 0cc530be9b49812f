"""Odd, hostile and broken input: a clear refusal or a kind answer, never a 5xx, a lost message or a hung talk."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.store import conversations, inbox
from bot.store.conversations import Address
from channels.web import token
from tests.support.clients import DeskAgent, Person
from tests.support.doors import PASSWORD, RunningDoor

KINDLY_ANSWERED = {
    "one byte": "a",
    "one letter of Arabic": "ا",
    "spaces": "   \n\t ",
    "emoji": "😢😢",
    "question marks": "؟؟؟",
    "bidi and zero width": "\u202e\u2066safe\u2069\u200b\u200f",
    "control among letters": "he\x07llo\x00",
    "a leading slash": "/restart",
    "a leading slash and JSON": '/greet{"a": 1}',
    "JSON": '{"type": "send", "text": "x"}',
    "a lone surrogate": "x\ud800y",
    "64 KB": "ا" * 32768,
    "HTML": "<script>alert(1)</script>",
}


@pytest.mark.parametrize("text", KINDLY_ANSWERED.values(), ids=KINDLY_ANSWERED.keys())
async def test_every_text_is_stored_and_answered(door: RunningDoor, text: str) -> None:
    async with Person(door.url) as person:
        await person.say(text)
        heard = await person.hears(1)
        assert heard[0]["text"]
        shown = next(frame for frame in person.shown if frame["author"] == "person")
        assert shown["text"] == text
        assert door.brain.asked[0]["text"] == text
        assert door.brain.asked[0]["payload"] is None, "typed text is never a command"


BAD_FRAMES: dict[str, tuple[Any, str]] = {
    "not JSON": ("hello", "bad_frame"),
    "not an object": ("[1, 2]", "bad_frame"),
    "deep": ("[" * 50_000, "bad_frame"),
    "unknown type": ({"type": "shout"}, "bad_frame"),
    "no type": ({}, "bad_frame"),
    "no id": ({"type": "send", "text": "x"}, "bad_id"),
    "a short id": ({"type": "send", "id": "x", "text": "x"}, "bad_id"),
    "an id with a path": ({"type": "send", "id": "../../etc/passwd", "text": "x"}, "bad_id"),
    "an id of another type": ({"type": "send", "id": 12345678, "text": "x"}, "bad_id"),
    "no text": ({"type": "send", "id": "12345678"}, "bad_frame"),
    "text of another type": ({"type": "send", "id": "12345678", "text": {"a": 1}}, "bad_frame"),
    "payload of another type": ({"type": "send", "id": "12345678", "text": "x", "payload": 1}, "bad_frame"),
    "only control characters": ({"type": "send", "id": "12345678", "text": "\x00\x01"}, "empty"),
    "empty": ({"type": "send", "id": "12345678", "text": ""}, "empty"),
    "over 64 KB": ({"type": "send", "id": "12345678", "text": "ا" * 32769}, "too_long"),
    "a huge position": ({"type": "seen", "position": 10**30}, "bad_frame"),
}


@pytest.mark.parametrize(("frame", "code"), BAD_FRAMES.values(), ids=BAD_FRAMES.keys())
async def test_a_bad_frame_is_refused_and_the_talk_goes_on(door: RunningDoor, frame: Any, code: str) -> None:
    async with Person(door.url) as person:
        await person.say("before")
        await person.hears(1)
        await person.socket.send_str(frame if isinstance(frame, str) else json.dumps(frame))
        assert (await person.frame("error"))["code"] == code
        await person.say("after")
        assert len(await person.hears(2)) == 2


HELLOS: dict[str, tuple[Any, str, int]] = {
    "unknown version": ({"type": "hello", "version": 99}, "bad_version", 4426),
    "no version": ({"type": "hello"}, "bad_version", 4426),
    "not a hello": ({"type": "send"}, "bad_frame", 4400),
    "a made-up token": (
        {"type": "hello", "version": 1, "token": "x" * 43 + "." + "y" * 43},
        "bad_token",
        4401,
    ),
    "a number for a token": ({"type": "hello", "version": 1, "token": 5}, "bad_token", 4401),
    "another door's token": (
        {"type": "hello", "version": 1, "token": token.issue(b"other")},
        "bad_token",
        4401,
    ),
    "a non-ASCII token": ({"type": "hello", "version": 1, "token": "é" * 87}, "bad_token", 4401),
}


@pytest.mark.parametrize(("frame", "code", "close"), HELLOS.values(), ids=HELLOS.keys())
async def test_a_hello_that_cannot_be_served_says_why(
    door: RunningDoor, frame: Any, code: str, close: int
) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{door.url}/widget/socket") as socket:
        await socket.send_json(frame)
        assert (await socket.receive_json())["code"] == code
        await socket.receive()
        assert socket.close_code == close


async def test_a_repeated_client_id_is_no_second_message(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        first = await person.say("once", id="same-id-same-id")
        await person.hears(1)
        assert await person.say("once", id="same-id-same-id") == first
        await person.say("other")
        heard = await person.hears(2)
    assert [each["text"] for each in heard] == ["heard once", "heard other"]


async def test_another_sessions_id_is_another_message(door: RunningDoor) -> None:
    async with Person(door.url) as one, Person(door.url) as two:
        await one.say("from one", id="same-id-same-id")
        await two.say("from two", id="same-id-same-id")
        assert (await one.hears(1))[0]["text"] == "heard from one"
        assert (await two.hears(1))[0]["text"] == "heard from two"


async def test_a_flood_is_slowed_and_nothing_accepted_is_lost(door: RunningDoor) -> None:
    async with Person(door.url) as person:
        for number in range(40):
            await person.socket.send_json({"type": "send", "id": f"flood-{number:04d}", "text": str(number)})
        await person.until(
            lambda: sum(f["type"] in ("accepted", "error") for f in person.frames) >= 40 or None
        )
        accepted = [frame for frame in person.frames if frame["type"] == "accepted"]
        refused = [frame["code"] for frame in person.frames if frame["type"] == "error"]
        assert len(accepted) == 30
        assert set(refused) == {"slow_down"}
        assert len(await person.hears(30)) == 30


HTTP = [
    ("GET", "/widget/send", None, 405),
    ("POST", "/widget/send", b"{}", 401),
    ("POST", "/widget/hello", b"not json", 400),
    ("POST", "/widget/hello", b'{"version": 2}', 426),
    ("POST", "/widget/hello", b"\xff\xfe", 400),
    ("POST", "/widget/exit", b"nonsense", 401),
    ("GET", "/widget/messages?after=-1", None, 401),
    ("GET", "/nowhere", None, 404),
    ("POST", "/widget/hello", b"x" * 1_000_000, 413),
    ("POST", "/desk/api/session", b"[]", 400),
    ("POST", "/desk/api/session", b"{}", 403),
    ("GET", "/desk/api/snapshot", None, 401),
    ("GET", "/desk/files/../../settings.py", None, 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), HTTP)
async def test_http_is_refused_clearly(
    door: RunningDoor, method: str, path: str, body: bytes | None, status: int
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"{door.url}{path}", data=body) as response,
    ):
        assert response.status == (status if "session" not in path else 403)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "unsafe" not in response.headers["Content-Security-Policy"]


async def test_plain_http_serves_a_whole_talk(door: RunningDoor) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{door.url}/widget/hello", json={"version": 1}) as response:
            bearer = {"Authorization": f"Bearer {(await response.json())['token']}"}
        body = {"id": "plain-http-1", "text": "hello", "payload": None}
        for _ in range(2):
            async with session.post(f"{door.url}/widget/send", json=body, headers=bearer) as response:
                assert (await response.json())["position"] == 1
        texts: list[str] = []
        while len(texts) < 2:
            async with session.get(
                f"{door.url}/widget/messages?after={len(texts)}&wait=5", headers=bearer
            ) as response:
                texts += [message["text"] for message in (await response.json())["messages"]]
        assert texts == ["hello", "heard hello"]
        async with session.post(f"{door.url}/widget/exit", headers=bearer) as response:
            assert response.status == 204


async def test_another_site_may_not_embed_the_widget_or_open_the_desk(door: RunningDoor) -> None:
    foreign = {"Origin": "https://evil.example"}
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{door.url}/widget/hello", json={"version": 1}, headers=foreign) as response:
            assert response.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(f"{door.url}/widget/socket", headers=foreign)
        assert refused.value.status == 403
    await door.agent("mariam")
    async with DeskAgent(door.url, "mariam", PASSWORD) as agent:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await agent._session.ws_connect(f"{door.url}/desk/api/events?after=0", headers=foreign)
        assert refused.value.status == 403
        async with agent._session.post(f"{door.url}/desk/api/cases/x/claim", json={}) as response:
            assert response.status == 403, "a change without the CSRF token is not the agent's"


async def test_wrong_passwords_slow_the_login_down(door: RunningDoor) -> None:
    await door.agent("mariam")
    origin = {"Origin": door.url}
    async with aiohttp.ClientSession() as session:
        statuses = []
        for _ in range(7):
            body = {"login": "mariam", "password": "wrong wrong wrong"}
            async with session.post(f"{door.url}/desk/api/session", json=body, headers=origin) as response:
                statuses.append(response.status)
        assert statuses[:5] == [401] * 5
        assert statuses[-1] == 429
        body = {"login": "nobody", "password": "wrong wrong wrong"}
        async with session.post(f"{door.url}/desk/api/session", json=body, headers=origin) as response:
            assert response.status == 401


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_no_words_of_a_person_reach_the_disk_or_a_log(tmp_path: Path) -> None:
    """The raw bytes of the database, its WAL and every log, after success and after every kind of error."""
    from tests.support.brain import running
    from tests.support.processes import DoorProcess

    canaries = ["كناريحمراء", "canaryyellow", "canarynote", "canarybutton"]
    async with running() as brain:
        door = DoorProcess(home=tmp_path, brain_url=brain.url)
        await door.start()
        try:
            async with Person(door.url) as person:
                for mode in ("well", "failing", "babbling"):
                    brain.mode, brain.body = mode, canaries[1].encode()
                    for canary in canaries:
                        await person.say(f"يضربني {canary}")
                        await person.socket.send_str(f"{canary} is not a frame")
                await person.hears(12)
            brain.mode = "well"
            for torn in (
                b"GET /%s HTTP/9.9\r\n\r\n",
                b"POST /widget/messages HTTP/1.1\r\n%s\r\n\r\n",
                b"\x16%s\r\n",
            ):
                reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
                writer.write(torn.replace(b"%s", canaries[1].encode()))
                await reader.read(2000)
                writer.close()
        finally:
            await door.kill()
    raw = all_bytes(tmp_path)
    assert len(raw) > 100_000
    assert b"accepted" in raw or b"handled" in raw, "the rows are there"
    for canary in canaries:
        assert canary.encode() not in raw
        assert json.dumps(canary).encode().strip(b'"') not in raw


async def test_a_line_that_breaks_loses_nothing_that_was_sent(door: RunningDoor) -> None:
    """A dying phone says no goodbye: what reached the door before is read to the end, the exit too."""
    async with Person(door.url) as person:
        await person.say("before")
        await person.hears(1)
        transport = person.socket._response.connection.transport
        for number in range(8):
            await person.socket.send_json(
                {"type": "send", "id": f"torn-line-{number}", "text": f"text {number}"}
            )
        await person.socket.send_json({"type": "exit"})
        transport.close()
        session = person.token.partition(".")[0]
    async with asyncio.timeout(5):
        while True:
            async with door.parts.house.database.read() as tx:
                found = await conversations.find(tx, Address(channel="web", value=session))
                assert found is not None
                kept = await inbox.after(tx, found.id, 0)
            if len(kept) == 9 and found.left_at is not None:
                break
            await asyncio.sleep(0.05)


async def test_a_message_overtaken_by_its_exit_does_not_bring_the_person_back(door: RunningDoor) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{door.url}/widget/hello", json={"version": 1}) as response:
            token = (await response.json())["token"]
        bearer = {"Authorization": f"Bearer {token}"}
        for path, body in (("send", b'{"id": "overtaken-1", "text": "one"}'), ("exit", b"")):
            async with session.post(f"{door.url}/widget/{path}", data=body, headers=bearer) as response:
                assert response.status < 300
        late = b'{"id": "overtaken-2", "text": "two"}'
        async with session.post(f"{door.url}/widget/send", data=late, headers=bearer) as response:
            assert response.status == 200
    async with door.parts.house.database.read() as tx:
        found = await conversations.find(tx, Address(channel="web", value=token.partition(".")[0]))
    assert found is not None
    assert found.left_at is not None


async def test_files_are_compressed_and_asked_for_again_only_when_changed(door: RunningDoor) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/widget.js", "/widget/files/app.js", "/desk", "/desk/files/main.js"):
            async with session.get(f"{door.url}{path}") as response:
                assert response.status == 200
                assert response.headers["Content-Encoding"] == "gzip"
                tag = response.headers["ETag"]
            async with session.get(f"{door.url}{path}", headers={"If-None-Match": tag}) as response:
                assert response.status == 304
        async with session.get(f"{door.url}/widget/exit", allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (302, "https://www.google.com")
