"""Deliver: send one message through its provider, part by part, and write down what became of it.

Nothing is held while the provider is called but a lease. `sending` is committed before the call, so that who dies in it is
found out; what went out is committed after it. A message whose fate nobody knows waits for a receipt.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain import sending
from bot.domain.delivery import Delivery
from bot.domain.ids import MessageId
from bot.faults import describe
from bot.points import reach
from bot.services.house import House
from bot.services.receive import conversation_topic
from bot.store import deliveries, desk_events, paces, sendings
from bot.store.database import StoreUnavailable, Transaction
from bot.store.deliveries import Delivering
from bot.store.desk_events import Topic
from bot.store.sendings import Try
from channels.capabilities import Capabilities, Pace
from channels.contract import Provider
from channels.errors import SendError, SendFault
from channels.marks import mark
from channels.message import Button
from channels.parts import Part, parts

CALL_SECONDS = 10.0
# Longer than a call with what is written after it: who lets a lease run out is dead, or so slow that a copy may go out.
LEASE_SECONDS = 20.0
# Nobody waits exactly until the window closes.
WINDOW_MARGIN = timedelta(minutes=5)
RETRY_SECONDS = 0.2
# So many calls more than others an emergency may make at once: it does not wait behind calm messages.
EMERGENCY_BURST = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    house: House
    providers: Mapping[str, Provider]
    holder: str
    chance: Callable[[], float] = field(default=random.random)

    async def one(self, id: MessageId) -> bool:
        """Whether another part of this message is to be sent at once."""
        planned = await self._plan(id)
        if planned is None:
            return False
        message, part, mine = planned
        reach("deliver.after_sending_commit")
        try:
            provider_id = await self._call(message, part, mine)
        except SendError as error:
            await self._surely(partial(self._failed, message, mine, error))
            return False
        reach("deliver.after_call")
        more = await self._surely(partial(self._took, message, mine, provider_id))
        reach("deliver.after_sent_commit")
        return more

    async def _plan(self, id: MessageId) -> tuple[Delivering, Part, Try] | None:
        """Take the message and say what is to be sent now; None when there is nothing, or not yet."""
        async with self.house.database.write() as tx:
            now = self.house.now()
            message = await deliveries.claim(tx, id, self.holder, now, LEASE_SECONDS)
            if message is None:
                return None
            provider = self.providers[message.channel]
            can = provider.can
            plan = parts(message.said.text, _buttons(message), can)
            states = await sendings.parts(tx, id, len(plan))
            number = next((place for place, state in enumerate(states) if state is None), None)
            if number is None:
                # Receipts have told of all of it.
                await deliveries.finish(tx, id, states, now)
                await self._tell(tx, message, now)
                return None
            if message.said.state is Delivery.SENDING and await self._open(tx, id, number):
                lost = SendError(SendFault.UNKNOWN, "crash")
                await deliveries.crashed(tx, id, self._step(message, lost, message.attempts, now), now)
                await self._tell(tx, message, now)
                return None
            repeat = message.said.state is Delivery.UNKNOWN
            if repeat:
                step = sending.after_silence(
                    repeats=message.repeats,
                    emergency=message.emergency,
                    echoes=can.echoes,
                    crashed=message.crashed,
                    now=now,
                )
                if step.state is Delivery.UNKNOWN:
                    await deliveries.never_known(tx, id, number, len(plan), now)
                    await self._tell(tx, message, now)
                    return None
            if message.left and message.said.agent_id is None:
                await self._end(tx, message, SendFault.REFUSED, "left", now)
                return None
            if self._too_late(message, provider, now):
                await self._end(tx, message, SendFault.WINDOW_CLOSED, "", now)
                return None
            at = await paces.take_turn(tx, _paces(message, can), now)
            if at > now:
                await deliveries.wait(tx, id, at)
                return None
            mine = await deliveries.calling(tx, id, number, len(plan), now, repeat=repeat)
            if message.said.state is not Delivery.SENDING:
                await self._tell(tx, message, now)
            reach("deliver.before_sending_commit")
            return message, plan[number], mine

    @staticmethod
    async def _open(tx: Transaction, id: MessageId, part: int) -> bool:
        """Whether a try of this part never came to an end."""
        tries = await sendings.of(tx, id)
        return any(each.part == part and state is Delivery.SENDING for each, state in tries)

    async def _call(self, message: Delivering, part: Part, mine: Try) -> str:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return await self.providers[message.channel].send(part, message.address, mine.our_id)
        except TimeoutError:
            raise SendError(SendFault.UNKNOWN, "no answer") from None
        except SendError:
            raise
        except Exception as error:  # noqa: BLE001  a provider's library may raise anything; the message is kept
            log.error("a call to %s failed (%s)", message.channel, describe(error))
            raise SendError(SendFault.UNKNOWN, "fault") from None

    async def _surely(self, work: Callable[[], Awaitable[bool]]) -> bool:
        """What a provider did must be written down: a database that refuses once is asked again, as long as the lease
        holds."""
        until = asyncio.get_running_loop().time() + LEASE_SECONDS - CALL_SECONDS
        while True:
            try:
                return await work()
            except StoreUnavailable:
                if asyncio.get_running_loop().time() > until:
                    raise
                await asyncio.sleep(RETRY_SECONDS)

    async def _took(self, message: Delivering, mine: Try, provider_id: str) -> bool:
        async with self.house.database.write() as tx:
            now = self.house.now()
            more = await deliveries.took(tx, mine, provider_id, message.channel, now)
            await self._tell(tx, message, now)
        return more

    async def _failed(self, message: Delivering, mine: Try, error: SendError) -> bool:
        async with self.house.database.write() as tx:
            now = self.house.now()
            step = self._step(message, error, message.attempts + 1, now)
            await deliveries.failed(tx, mine, step, error.fault, error.code, now)
            if error.whole_channel and step.at is not None:
                await paces.pause(tx, message.channel, self.providers[message.channel].can.pace, step.at)
                log.error("%s: nothing can be sent for now (%s)", message.channel, error)
            await self._tell(tx, message, now)
        return False

    def _step(self, message: Delivering, error: SendError, attempts: int, now: datetime) -> sending.Step:
        return sending.after_failure(
            error,
            attempts=attempts,
            first=message.said.created_at,
            now=now,
            emergency=message.emergency,
            chance=self.chance(),
        )

    async def _end(
        self, tx: Transaction, message: Delivering, fault: SendFault, code: str, now: datetime
    ) -> None:
        await deliveries.ended(tx, message.said.id, sending.Step(state=Delivery.FAILED), fault, code, now)
        await self._tell(tx, message, now)

    @staticmethod
    def _too_late(message: Delivering, provider: Provider, now: datetime) -> bool:
        hours = provider.can.window_hours
        if hours is None:
            return False
        heard = message.heard_at
        return heard is None or now - heard > timedelta(hours=hours) - WINDOW_MARGIN

    async def _tell(self, tx: Transaction, message: Delivering, now: datetime) -> None:
        said = message.said
        await desk_events.add(tx, Topic.OUTBOUND, said.id, said.conversation_id, now)
        tx.ring(conversation_topic(said.conversation_id))


def _buttons(message: Delivering) -> tuple[Button, ...]:
    return tuple(
        Button(title=button.title, payload=mark(message.said.id, place))
        for place, button in enumerate(message.said.buttons)
    )


def _paces(message: Delivering, can: Capabilities) -> list[tuple[str, Pace]]:
    pace = can.pace
    if message.emergency:
        pace = replace(pace, burst=pace.burst + EMERGENCY_BURST)
    return [(message.channel, pace), (f"{message.channel}:{message.address}", can.pace_person)]
