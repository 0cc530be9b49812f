"""`python -m benchmarks.turns`: the whole way of a message, with the real door and the real brain.

Prints: message in to reply out; five messages of one person at once; the 200th turn beside the first ones
(fresh conversations in between, so that both are measured on the same warm machine in the same minute).
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median

from benchmarks.door import running_door
from benchmarks.machine import describe, row
from benchmarks.texts import numbered
from tests.support.clients import Person

FIVE_SECONDS = 0.3
LONG_RATIO = 1.3
# One session may write 30 messages in 10 seconds (channels/web/pace.py); the pauses are not measured.
PACE_SECONDS = 0.34


async def ask(person: Person, text: str) -> float:
    """Send one message and wait for the first answer; the seconds from sending to hearing."""
    heard = len(person.heard())
    began = time.perf_counter()
    frame = {"type": "send", "id": uuid.uuid4().hex, "text": text, "payload": None}
    await person.socket.send_json(frame)
    while len(person.heard()) <= heard:
        person._news.clear()
        await person._news.wait()
    return time.perf_counter() - began


async def one_by_one(url: str, count: int) -> tuple[list[float], float]:
    seconds = []
    began = time.perf_counter()
    for text in numbered(count):
        async with Person(url) as person:
            seconds.append(await ask(person, text))
    return seconds, time.perf_counter() - began


async def five_at_once(url: str) -> tuple[float, bool]:
    """Seconds from the first answer to the last, and whether the answers came in order."""
    async with Person(url) as person:
        texts = [f"what are your hours? {number}" for number in range(5)]
        for number, text in enumerate(texts):
            await person.socket.send_json(
                {"type": "send", "id": f"at-once-{number}", "text": text, "payload": None}
            )
        await person.hears(1)
        first = time.perf_counter()
        await person.hears(5)
        last = time.perf_counter()
        own = [
            frame["text"]
            for frame in sorted(person.shown, key=lambda f: f["position"])
            if frame["author"] == "person"
        ]
    return last - first, own == texts


async def long_talk(url: str, turns: int) -> tuple[float, float]:
    """Median seconds of turns 1–20 of fresh talks and of the last 20 turns of one long talk, interleaved."""
    first: list[float] = []
    last: list[float] = []
    texts = numbered(turns + 20)
    async with Person(url) as long:
        for text in texts[: turns - 20]:
            await ask(long, text)
            await asyncio.sleep(PACE_SECONDS)
        for number in range(20):
            async with Person(url) as fresh:
                first.append(await ask(fresh, texts[turns + number]))
            last.append(await ask(long, texts[turns - 20 + number] + " again"))
            await asyncio.sleep(PACE_SECONDS)
    return median(first), median(last)


async def main(count: int) -> bool:
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        async with running_door(Path(folder)) as url:
            await one_by_one(url, 20)
            print(row("message in, reply out", *await one_by_one(url, count)))
            outcomes = [await five_at_once(url) for _ in range(5)]
            spread, in_order = median(seconds for seconds, _ in outcomes), all(order for _, order in outcomes)
            print(f"five at once: last answer {1000 * spread:.0f} ms after the first, in order: {in_order}")
            first, last = await long_talk(url, 200)
            print(
                f"1st turn {1000 * first:.1f} ms, 200th turn {1000 * last:.1f} ms, ratio {last / first:.2f}"
            )
    good = spread <= FIVE_SECONDS and in_order and last / first <= LONG_RATIO
    print("goals reached" if good else f"goals missed (≤ {FIVE_SECONDS} s, ratio ≤ {LONG_RATIO})")
    return good


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    raise SystemExit(0 if asyncio.run(main(parser.parse_args().count)) else 1)
