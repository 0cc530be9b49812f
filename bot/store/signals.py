"""Wakes waiting tasks of this process when something was committed. Loses nothing: waiters look again."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Signals:
    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, topic: str) -> None:
        for waiter in self._waiting.get(topic, ()):
            waiter.set()

    @contextmanager
    def listen(self, topic: str) -> Iterator[asyncio.Event]:
        """An event set at each ring. Clear it before looking at the store, so that no ring is missed."""
        waiter = asyncio.Event()
        self._waiting[topic].add(waiter)
        try:
            yield waiter
        finally:
            self._waiting[topic].discard(waiter)
            if not self._waiting[topic]:
                del self._waiting[topic]


async def wait(event: asyncio.Event, seconds: float) -> bool:
    """True when the event was set in time.

    Not asyncio.wait_for: before Python 3.12 it can swallow a cancellation that comes together with the
    event, and a worker that was told to stop would go on for ever.
    """
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
