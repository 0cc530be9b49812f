"""The worker that sends: every conversation in order, different ones side by side, emergencies first.

The store is the truth: what is pending is found again after a crash, by this door or another.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from bot.domain.ids import MessageId
from bot.faults import describe
from bot.services.deliver import Deliver
from bot.services.receive import OUTBOX
from bot.store import deliveries, paces
from bot.store.database import StoreError
from bot.store.signals import wait

# Another door's messages ring nowhere here, and a pause ends without a ring.
LOOK_AGAIN_SECONDS = 1.0
SOONEST_SECONDS = 0.01
AT_ONCE = 32
RETRY_SECONDS = 0.5
TIDY_EVERY = 600

log = logging.getLogger(__name__)


class Courier:
    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._database = deliver.house.database
        self._running: dict[MessageId, asyncio.Task[None]] = {}
        self._looks = 0

    async def run(self) -> None:
        """Until cancelled. A database that is away for a moment is waited for."""
        if self._database.is_sqlite:
            async with self._database.write() as tx:
                await deliveries.release_all(tx)
        try:
            with self._database.signals.listen(OUTBOX) as rung:
                while True:
                    rung.clear()
                    pause = LOOK_AGAIN_SECONDS
                    try:
                        pause = await self._look()
                    except StoreError as error:
                        log.error("cannot look for messages to send: %s", error)
                    await wait(rung, pause)
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _look(self) -> float:
        """Begins what is due; seconds until the next look."""
        free = AT_ONCE - len(self._running)
        if free <= 0:
            return LOOK_AGAIN_SECONDS
        now = self._deliver.house.now()
        async with self._database.read() as tx:
            found = await deliveries.due(tx, now, self._deliver.providers.keys(), free + len(self._running))
            later = await deliveries.next_due(tx, now)
        for id in found:
            if id not in self._running and len(self._running) < AT_ONCE:
                self._running[id] = asyncio.create_task(self._send_through(id))
        self._looks += 1
        if self._looks % TIDY_EVERY == 0:
            async with self._database.write() as tx:
                await paces.forget_before(tx, now)
        if found or later is None:
            return LOOK_AGAIN_SECONDS
        return min(LOOK_AGAIN_SECONDS, max(SOONEST_SECONDS, (later - now).total_seconds()))

    async def _send_through(self, id: MessageId) -> None:
        try:
            while await self._deliver.one(id):
                pass
        except StoreError as error:
            log.error("a message to send waits for the database: %s", error)
            await asyncio.sleep(RETRY_SECONDS)
        except Exception as error:  # noqa: BLE001  a worker's border: one message's fault must not stop the others
            log.error("a message could not be sent (%s)", describe(error))
            with suppress(StoreError):
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            del self._running[id]
            self._database.signals.ring(OUTBOX)
