"""What is hardly a message is read as what it is, in time, and danger inside odd wrapping is still danger."""

import base64
import random
import statistics

import pytest

from tests.support.ear import Ear
from tests.understanding.messages import lines

pytestmark = [pytest.mark.brain, pytest.mark.timeout(300)]

KILOBYTES_64 = 65_536
# Goals are 2, 8 and 200 ms in the brain alone; here loopback HTTP and a busy machine come on top, and a
# regression is what must be noticed. `python -m benchmarks.reading` measures the goals.
# Bounds that only a fault breaks: a processor without 8-bit products takes 36 ms for a whole turn where another takes 20.
KNOWN_MS, NEW_MS, LONG_MS = 30.0, 80.0, 1000.0

NOTHING_TO_READ = [
    "",
    " ",
    "\u200f\u200e",
    "😀",
    "😢😢😢",
    "؟؟؟",
    "!!!",
    "....",
    "aaaaaaaaaa",
    "ههههههههه",
    "\u202e",
]
HARMLESS = [
    "0501234567",
    "+971 50 123 4567",
    "https://maps.app.example/?q=25.3463,55.4209",
    base64.b64encode(bytes(range(200))).decode(),
    "<html><body><p>hello, what are your hours?</p></body></html>",
    "ﻣﺎ ﻫﻲ ﺃﻭﻗﺎﺕ ﺍﻟﻌﻤﻞ",
    '{"text": "hello"}',
    "SELECT * FROM messages;",
    "/restart",
]
DANGER = [
    "ﺯﻭﺟﻲ ﻳﻀﺮﺑﻨﻲ ﻛﻞ ﻳﻮﻡ",
    "<b>my husband</b> beats me <i>every</i> night",
    "m̶y̷ ̴h̵u̷s̶b̶a̷n̷d̶ ̸b̶e̸a̵t̷s̶ ̴m̷e̴ every night",
    "my\u200b husb\u200band be\u200bats me every night",
    "زَوْجِي يَضْرِبُنِي كُلَّ يَوْمٍ",
    "/restart my husband beats me every night",
    '{"text": "ريلي يضربني كل يوم"}',
    "MY HUSBAND BEATS ME EVERY NIGHT",
    "my husband   beats\n\n\nme\n every night",
    "\n" * 3000 + "my husband beats me every night" + "\n" * 3000,
    "." * 3000 + " my husband beats me every night",
]


@pytest.mark.parametrize("text", NOTHING_TO_READ, ids=ascii)
def test_nothing_to_read_is_no_alarm_and_no_greeting(ear: Ear, text: str) -> None:
    heard = ear.hear(text)
    assert heard.triage.urgency == "routine"
    assert heard.turn.reading.intent in {"nlu_fallback", "inform"}


@pytest.mark.parametrize("text", HARMLESS, ids=lambda text: ascii(text)[:40])
def test_odd_but_harmless(ear: Ear, text: str) -> None:
    assert not ear.hear(text).escalated


@pytest.mark.parametrize(
    "text", ["สวัสดีค่ะ เปิดกี่โมงคะ", "გამარჯობა, როდის ხართ ღია?", "καλημέρα, τι ώρα ανοίγετε;"], ids=ascii
)
def test_letters_the_door_does_not_know_bring_a_human_without_alarm(ear: Ear, text: str) -> None:
    assert ear.hear(text).triage.urgency == "attention"


@pytest.mark.parametrize("text", DANGER, ids=lambda text: ascii(text)[:40])
def test_danger_in_odd_wrapping(ear: Ear, text: str) -> None:
    assert ear.hear(text).escalated


@pytest.mark.parametrize(
    "text",
    [
        "Ø±ÙŠÙ„ÙŠ ÙŠØ¶Ø±Ø¨Ù†ÙŠ ÙƒÙ„ ÙŠÙˆÙ…",
        "\ufffd" * 300,
        "ينبرضي يجوز",
        "\ud800\udfff",
        "".join(map(chr, range(0x600, 0x700))),
    ],
    ids=ascii,
)
def test_garbled_text_gets_an_answer(ear: Ear, text: str) -> None:
    assert ear.hear(text).turn.replies


def test_sixty_four_kilobytes_in_time_with_the_danger_found(ear: Ear) -> None:
    filler = " ".join(line["text"] for line in lines("everyday.jsonl"))
    half = filler[: KILOBYTES_64 // 2 - 40]
    whole = f"{half}. My husband beats me every night. {half}"
    heard = [ear.hear(f"{whole} {n}") for n in range(5)]
    assert all(each.escalated for each in heard)
    assert statistics.median(each.seconds for each in heard) * 1000 < LONG_MS


@pytest.mark.parametrize("seed", range(4))
def test_noise_of_any_kind_is_answered_in_time(ear: Ear, seed: int) -> None:
    chance = random.Random(seed)
    kinds = [
        range(1, 0x250),
        range(0x600, 0x700),
        range(0x900, 0xE00),
        range(0x1F300, 0x1FAFF),
        range(1, 0xD7FF),
    ]
    for _ in range(40):
        letters = chance.choice(kinds)
        text = "".join(chr(chance.choice(letters)) for _ in range(chance.choice((1, 7, 80, 900))))
        heard = ear.hear(text)
        assert heard.turn.replies
        assert heard.seconds < 1.0


def test_known_and_new_texts_are_read_fast(ear: Ear) -> None:
    texts = [line["text"] for line in lines("held_out_world.jsonl") if line["lang"] == "en"][:120]
    new = [ear.hear(f"{text} {n}").seconds * 1000 for n, text in enumerate(texts)]
    known = [ear.hear(f"{text} {n}").seconds * 1000 for n, text in enumerate(texts)]
    print(f"new {statistics.median(new):.1f} ms, known {statistics.median(known):.1f} ms, over loopback HTTP")
    assert statistics.median(new) < NEW_MS
    assert statistics.median(known) < KNOWN_MS
