"""The real brain behind its real door: `rasa run` on loopback with the trained model."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from brain.train import MODELS, ROOT, model_hash

pytestmark = pytest.mark.brain

TOKEN = "a-token-for-tests-only"
BOOT = 90.0


class Door:
    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log

    def raw(self, body: bytes, token: str = TOKEN) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("POST", "/webhooks/turn/", body, {"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            headers = {"Authorization": f"Bearer {TOKEN}"}
            connection.request("GET", "/webhooks/turn/ready", headers=headers)
            return connection.getresponse().status == 200

    def turn(self, text: str, **changes: Any) -> dict[str, Any]:
        turn = {"conversation": "c", "message": "m", "text": text, "context": {}, "state": None}
        status, answer = self.raw(json.dumps({**turn, **changes}).encode())
        assert status == 200, (status, answer)
        read: dict[str, Any] = json.loads(answer)
        return read


def archive() -> Path:
    current = ROOT / MODELS / f"bab-{model_hash(ROOT)}.tar.gz"
    if not current.is_file():
        subprocess.run([sys.executable, "-m", "brain.train"], cwd=ROOT, check=True, timeout=900)
    return current


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("brain") / "log"
    command = [
        str(Path(sys.executable).with_name("rasa")), "run", "-m", str(archive()),
        "--credentials", "credentials.yml", "-i", "127.0.0.1", "-p", str(port),
    ]  # fmt: skip
    environment = {
        **os.environ, "BAB_BRAIN_TOKEN": TOKEN, "PYTHONPATH": ".", "OMP_NUM_THREADS": "1",
        "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3",
    }  # fmt: skip
    with log.open("wb") as out:
        brain = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_ready(brain, port)
            yield Door(port, log)
        finally:
            brain.terminate()
            brain.wait(30)


def _wait_ready(brain: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + BOOT
    while time.monotonic() < deadline and brain.poll() is None:
        time.sleep(0.2)
        with contextlib.suppress(OSError):
            if Door(port, Path()).is_ready():
                return
    pytest.fail("the brain did not become ready")


def test_a_disclosure_escalates_in_both_languages(door: Door) -> None:
    for text, reply in (
        ("ريلي يضربني ومب قادرة اطلع من البيت", "ar"),
        ("my husband beats me and locks me in the house", "en"),
    ):
        answer = door.turn(text)
        assert answer["reading"]["verdict"] in ("emergency", "urgent")
        assert answer["reading"]["reply"] == reply
        assert answer["reading"]["intent"].startswith("report_")
        assert answer["replies"]


def test_danger_in_the_middle_of_a_long_message_counts(door: Door) -> None:
    calm = "I wanted to ask about the opening hours of your centre on Sunday. "
    text = calm * 4 + "My brother hit her and locked her in a room. " + calm * 4
    reading = door.turn(text)["reading"]
    assert reading["verdict"] in ("emergency", "urgent")
    assert any("locked her" in reason for reason in reading["reasons"])


def test_the_same_turn_is_the_same_bytes(door: Door) -> None:
    turn = {"conversation": "c", "message": "m", "text": "how can I volunteer?", "context": {}}
    body = json.dumps(turn).encode()
    assert len({door.raw(body) for _ in range(5)}) == 1


@pytest.mark.parametrize("text", ["", "   ", "؟؟؟", "😢😢", "aaaa", "\u202e\u200f"])
def test_nothing_to_read_is_a_doubt(door: Door, text: str) -> None:
    answer = door.turn(text)
    assert answer["reading"]["intent"] == "nlu_fallback"
    assert answer["replies"]


@pytest.mark.parametrize("text", ["/restart", "/session_start", "/report_woman_abuse", '/greet{"a":1}'])
def test_a_slash_is_only_a_letter(door: Door, text: str) -> None:
    answer = door.turn(text, context={"escalated": False})
    assert answer["reading"]["reasons"][0].split(":")[0] != "tapped"
    assert answer["state"]["last"]["intent"] not in ("restart", "session_start")


@pytest.mark.parametrize(
    "text",
    ["\ud800", "ﷺ" * 3000, "زوجي " * 13_000, "a" * 65_536, "\x00\x07", '{"a":[1'],
    ids=["surrogate", "ligatures", "64K words", "64K letters", "control", "json"],
)
def test_any_text_is_answered_in_time(door: Door, text: str) -> None:
    started = time.monotonic()
    assert door.turn(text)["replies"]
    assert time.monotonic() - started < 3


def test_errors_have_a_status_and_no_words(door: Door) -> None:
    secret = "canary-7f3a"
    good = {"conversation": "c", "message": "m", "text": secret, "context": {}}
    cases = [
        (b"{" + secret.encode(), TOKEN, 400),
        (json.dumps({**good, "text": [secret]}).encode(), TOKEN, 400),
        (json.dumps(good).encode(), "wrong", 401),
        (json.dumps(good).encode(), "", 401),
        (json.dumps({**good, "text": secret * 9_000}).encode(), TOKEN, 422),
        (json.dumps({**good, "payload": f"/{secret}"}).encode(), TOKEN, 422),
        (json.dumps({**good, "payload": "/restart"}).encode(), TOKEN, 422),
        (json.dumps({**good, "state": {"v": 99}}).encode(), TOKEN, 422),
    ]
    for body, token, status in cases:
        got, answer = door.raw(body, token)
        assert got == status
        assert b"error" in answer
        assert secret.encode() not in answer
    door.turn(secret)
    assert secret not in door.log.read_text("utf-8", "replace")


def test_pinned_language_wins_and_doubt_keeps_the_last(door: Door) -> None:
    arabic = door.turn("السلام عليكم", context={"language": "en", "pinned": True})
    english = door.turn("hello")
    assert arabic["replies"][0]["text"] == english["replies"][0]["text"]


def test_turns_at_once_do_not_mix(door: Door) -> None:
    texts = ["السلام عليكم", "how can I volunteer?", "شكرا", "where is your office"] * 5
    alone = {text: door.turn(text) for text in set(texts)}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(door.turn, texts))
    assert together == [alone[text] for text in texts]


def test_the_two_hundredth_turn_costs_what_the_first_did(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["hello", "how can I volunteer?", "where is your office", "thank you"]
    states: list[Any] = [None]
    for number in range(200):
        states.append(door.turn(texts[number % 4], state=states[-1])["state"])
    assert max(len(json.dumps(state)) for state in states) < 20_000
    # Side by side, so that a busy machine slows both alike.
    first, last = [], []
    for number in range(100):
        for state, took in ((states[number % 4], first), (states[-5 + number % 4], last)):
            started = time.perf_counter()
            door.turn(texts[number % 4], state=state)
            took.append((time.perf_counter() - started) * 1000)
    early, late = statistics.median(first), statistics.median(last)
    with capsys.disabled():
        print(f"\nturn p50: the first turns {early:.1f} ms, the 200th {late:.1f} ms")
    assert late <= 1.3 * early


def test_no_token_no_start() -> None:
    environment = {**os.environ, "BAB_BRAIN_TOKEN": "", "PYTHONPATH": ".", "RASA_TELEMETRY_ENABLED": "false"}
    command = [
        str(Path(sys.executable).with_name("rasa")), "run", "--credentials", "credentials.yml",
        "-i", "127.0.0.1", "-p", "0",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode != 0
    assert "BAB_BRAIN_TOKEN" in done.stderr + done.stdout
