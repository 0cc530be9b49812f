"""The whole ear: lexicon, the real brain behind its door, and the decision, for tests that read many messages."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import lexicon
from bot.app import LEXICON
from bot.brain import Turn, parse
from bot.domain.triage import Triage, decide
from bot.evaluation.judge import first_turn
from bot.serve import ROOT, brain_command, brain_environment
from language import Lexicon

TOKEN = "a-token-for-tests-only"
BOOT_SECONDS = 120.0
FACTS = {
    "hotline": "800700",
    "emergency": "999",
    "organisation_ar": "الدائرة",
    "organisation_en": "the department",
}


@dataclass(frozen=True, slots=True)
class Heard:
    turn: Turn
    triage: Triage
    seconds: float  # the brain's part, over loopback

    @property
    def escalated(self) -> bool:
        return self.triage.urgency.escalated


class Ear:
    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._lexicon: Lexicon = lexicon.load(LEXICON)

    def hear(self, text: str) -> Heard:
        body = json.dumps(first_turn(text, "a-test", FACTS)).encode()
        began = time.perf_counter()
        self._connection.request("POST", "/webhooks/turn/", body, {"Authorization": f"Bearer {TOKEN}"})
        response = self._connection.getresponse()
        answer = response.read()
        seconds = time.perf_counter() - began
        assert response.status == 200, (response.status, answer[:200])
        turn = parse(answer)
        return Heard(turn, decide(lexicon.phrases(self._lexicon, text), turn.reading), seconds)

    def close(self) -> None:
        self._connection.close()

    def is_ready(self) -> bool:
        try:
            self._connection.request(
                "GET", "/webhooks/turn/ready", headers={"Authorization": f"Bearer {TOKEN}"}
            )
            response = self._connection.getresponse()
            response.read()
        except OSError:
            self._connection.close()
            return False
        return response.status == 200


@contextlib.contextmanager
def open_ear(log: Path) -> Iterator[Ear]:
    """A brain of our own with the model of the present data, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as output:
        brain = subprocess.Popen(
            brain_command(port),
            cwd=ROOT,
            env=os.environ | brain_environment(TOKEN),
            stdout=output,
            stderr=output,
        )
        ear = Ear(port)
        try:
            deadline = time.monotonic() + BOOT_SECONDS
            while not ear.is_ready():
                assert brain.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.2)
            yield ear
        finally:
            ear.close()
            brain.terminate()
            brain.wait(timeout=20)
