"""The worker: every conversation in order, different conversations side by side, nobody forgotten.

The store is the truth: whatever is accepted and not handled is found again after a crash, by the next look.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import suppress

from bot.domain.ids import ConversationId
from bot.faults import describe
from bot.services.converse import Converse
from bot.services.receive import TOPIC
from bot.store import conversations
from bot.store.database import StoreError
from bot.store.signals import wait

LOOK_AGAIN_SECONDS = 1.0
AT_ONCE = 64
RETRY_SECONDS = 0.5
FAULTS_TO_GIVE_UP = 3

log = logging.getLogger(__name__)


class Worker:
    def __init__(self, converse: Converse) -> None:
        self._converse = converse
        self._database = converse.house.database
        self._running: dict[ConversationId, asyncio.Task[None]] = {}
        self._faults: Counter[ConversationId] = Counter()

    async def run(self) -> None:
        """Until cancelled. A database that is away for a moment is waited for."""
        if self._database.is_sqlite:
            async with self._database.write() as tx:
                await conversations.release_all(tx)
        try:
            with self._database.signals.listen(TOPIC) as rung:
                while True:
                    rung.clear()
                    try:
                        await self._look()
                    except StoreError as error:
                        log.error("cannot look for waiting messages: %s", error)
                    await wait(rung, LOOK_AGAIN_SECONDS)
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _look(self) -> None:
        free = AT_ONCE - len(self._running)
        if free <= 0:
            return
        async with self._database.read() as tx:
            waiting = await conversations.with_waiting_messages(
                tx, self._converse.house.now(), free + len(self._running)
            )
        for conversation in waiting:
            if conversation not in self._running and len(self._running) < AT_ONCE:
                task = asyncio.create_task(self._converse_through(conversation))
                self._running[conversation] = task

    async def _converse_through(self, conversation: ConversationId) -> None:
        try:
            if self._faults[conversation] >= FAULTS_TO_GIVE_UP:
                await self._converse.give_up(conversation)
            while await self._converse.next(conversation):
                pass
            self._faults.pop(conversation, None)
        except StoreError as error:
            log.error("a message waits for the database: %s", error)
            await asyncio.sleep(RETRY_SECONDS)
        except Exception as error:  # noqa: BLE001  the border, see below
            # A worker's border: one conversation's fault must not stop the others. The message stays
            # accepted and is tried again; after a few tries a human is brought in instead.
            self._faults[conversation] += 1
            log.error("a message could not be handled (%s)", describe(error))
            await asyncio.sleep(RETRY_SECONDS)
        finally:
            await self._let_go(conversation)
            del self._running[conversation]
            # A message may have come after our last look and before we were off the list.
            self._database.signals.ring(TOPIC)

    async def _let_go(self, conversation: ConversationId) -> None:
        """However it went: neither another door nor our own next try shall wait for the lease to run out."""
        if not self._database.is_sqlite:
            with suppress(StoreError):
                async with self._database.write() as tx:
                    await conversations.release(tx, conversation, self._converse.holder)
