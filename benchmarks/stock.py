"""`python -m benchmarks.stock`: our brain beside stock Rasa, trained on the same data, in one run.

Stock is what `rasa init` gives: WhitespaceTokenizer, lexical and count features, DIET, response selector,
memoization, rules, UnexpecTED and TED, served by `rasa run` through its REST channel. Both are asked the same
new messages, one at a time, in alternating rounds. Prints messages/s, p50 and p99, boot time and memory.
Training stock takes long; its archive is kept in models/stock by the hash of its inputs.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

from benchmarks.machine import describe, percentiles
from benchmarks.texts import numbered
from bot.serve import BRAIN_PYTHON, ROOT, brain_environment
from tests.support.processes import free_port

TOKEN = "a token of the benchmark"
STOCK = ROOT / "models" / "stock"
BOOT_SECONDS = 300.0
ROUNDS = 5

# The configuration `rasa init` of 3.6.21 suggests when config.yml names none.
STOCK_CONFIG = """\
recipe: default.v1
assistant_id: stock
language: ar
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: {epochs}
  constrain_similarities: true
- name: EntitySynonymMapper
- name: ResponseSelector
  epochs: {epochs}
  constrain_similarities: true
- name: FallbackClassifier
  threshold: 0.3
  ambiguity_threshold: 0.1
policies:
- name: MemoizationPolicy
- name: RulePolicy
- name: UnexpecTEDIntentPolicy
  max_history: 5
  epochs: {epochs}
- name: TEDPolicy
  max_history: 5
  epochs: {epochs}
  constrain_similarities: true
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    name: str
    boot_seconds: float
    process: psutil.Process
    ask: Callable[[aiohttp.ClientSession, str, str], Awaitable[bool]]


def train_stock(epochs: int) -> Path:
    """The stock archive for the present data, trained when there is none."""
    config = STOCK_CONFIG.format(epochs=epochs)
    digest = hashlib.sha256(config.encode())
    for path in sorted([ROOT / "domain.yml", *(ROOT / "nlu_data").rglob("*.yml")]):
        if path.parent.name != "lexicon":
            digest.update(path.read_bytes())
    name = f"stock-{digest.hexdigest()[:12]}"
    archive = STOCK / f"{name}.tar.gz"
    if not archive.exists():
        print(f"training stock Rasa ({epochs} epochs); this takes a while …", flush=True)
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "config.yml").write_text(config)
            data = [str(path) for path in sorted((ROOT / "nlu_data").iterdir()) if path.name != "lexicon"]
            command = [
                str(BRAIN_PYTHON),
                "-m",
                "rasa",
                "train",
                "-c",
                f"{folder}/config.yml",
                "--domain",
                "domain.yml",
            ]
            command += ["--data", *data, "--out", str(STOCK), "--fixed-model-name", name]
            subprocess.run(
                command, cwd=ROOT, env=brain_environment(TOKEN), check=True, stdout=subprocess.DEVNULL
            )
        print(f"stock trained in {time.monotonic() - began:.0f} s", flush=True)
    return archive


@asynccontextmanager
async def served(
    name: str, command: list[str], ready: str, ask: Callable[..., Awaitable[bool]]
) -> AsyncIterator[Served]:
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=brain_environment(TOKEN), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session:
            async with asyncio.timeout(BOOT_SECONDS):
                while True:
                    with suppress(aiohttp.ClientError):
                        async with session.get(ready) as response:
                            if response.status == 200:
                                break
                    await asyncio.sleep(0.1)
        boot = time.monotonic() - began
        yield Served(name=name, boot_seconds=boot, process=psutil.Process(process.pid), ask=ask)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def our_brain() -> tuple[list[str], str, Callable[..., Awaitable[bool]]]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/webhooks/turn/"

    async def ask(session: aiohttp.ClientSession, sender: str, text: str) -> bool:
        context = {
            "language": None,
            "pinned": False,
            "case": None,
            "escalated": False,
            "now": "2026-01-01T00:00:00+00:00",
        }
        body = {
            "conversation": sender,
            "message": sender,
            "text": text,
            "payload": None,
            "context": context,
            "state": None,
        }
        body["context"]["facts"] = {}  # type: ignore[index]
        async with session.post(url, json=body, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
            return response.status == 200 and bool((await response.json())["replies"])

    return [str(BRAIN_PYTHON), "-m", "brain.serve", "--port", str(port)], url + "ready", ask


def stock_rasa(archive: Path, folder: Path) -> tuple[list[str], str, Callable[..., Awaitable[bool]]]:
    port = free_port()
    credentials = folder / "credentials.yml"
    credentials.write_text("rest:\n")
    (folder / "endpoints.yml").write_text("")
    command = [str(BRAIN_PYTHON), "-m", "rasa", "run", "-m", str(archive), "-i", "127.0.0.1", "-p", str(port)]
    command += ["--credentials", str(credentials), "--endpoints", str(folder / "endpoints.yml")]

    async def ask(session: aiohttp.ClientSession, sender: str, text: str) -> bool:
        body = {"sender": sender, "message": text}
        async with session.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=body) as response:
            await response.json()
            return response.status == 200

    return command, f"http://127.0.0.1:{port}/", ask


async def measure(candidates: list[Served], count: int) -> dict[str, list[float]]:
    """Rounds of new messages, one candidate after the other in each round."""
    seconds: dict[str, list[float]] = {candidate.name: [] for candidate in candidates}
    texts = numbered(count + 10)
    async with aiohttp.ClientSession() as session:
        for candidate in candidates:
            for number in range(10):
                await candidate.ask(session, f"warm-{number}", texts[count + number])
        for number in range(ROUNDS):
            for candidate in candidates:
                for index in range(number * count // ROUNDS, (number + 1) * count // ROUNDS):
                    began = time.perf_counter()
                    if not await candidate.ask(session, f"person-{index}", texts[index]):
                        raise SystemExit(f"{candidate.name} did not answer")
                    seconds[candidate.name].append(time.perf_counter() - began)
    return seconds


async def main(count: int, epochs: int) -> None:
    archive = train_stock(epochs)
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            # One after the other, so that neither boots on a busy machine.
            ours = await stack.enter_async_context(served("Bab's brain", *our_brain()))
            stock = await stack.enter_async_context(served("stock Rasa", *stock_rasa(archive, Path(folder))))
            seconds = await measure([ours, stock], count)
            rows = {}
            for each in (ours, stock):
                p50, _, p99 = percentiles(seconds[each.name])
                rate = len(seconds[each.name]) / sum(seconds[each.name])
                memory = each.process.memory_info().rss / 1e6
                rows[each.name] = {
                    "per_s": rate,
                    "p50_ms": p50,
                    "p99_ms": p99,
                    "boot_s": each.boot_seconds,
                    "memory_mb": memory,
                }
                print(
                    f"{each.name:<12} {rate:>7.1f} messages/s   p50 {p50:>6.1f} ms   p99 {p99:>6.1f} ms   "
                    f"boot {each.boot_seconds:>5.1f} s   memory {memory:>5.0f} MB"
                )
    print(f"ratio of messages/s: {rows[ours.name]['per_s'] / rows[stock.name]['per_s']:.1f}")
    print(json.dumps({"machine": describe(), "epochs": epochs, **rows}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--epochs", type=int, default=100, help="stock's default is 100")
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.count, given.epochs)))
