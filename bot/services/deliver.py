"""Deliver: send one message through its provider, part by part, and write down what became of it.

Nothing is held while the provider is called but a lease. `sending` is committed before the call, so that who dies in it is
found out; what went out is committed after it. A message whose fate nobody knows waits for a receipt.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain import sending
from bot.domain.delivery import Delivery
from bot.domain.ids import MessageId
from bot.faults import describe
from bot.points import reach
from bot.services.house import House
from bot.services.meant import mark
from bot.services.receive import conversation_topic
from bot.store import deliveries, desk_events, paces
from bot.store.database import Transaction
from bot.store.deliveries import Delivering
from bot.store.desk_events import Topic
from channels.contract import Provider
from channels.errors import SendError, SendFault
from channels.message import Button
from channels.parts import Part, parts

CALL_SECONDS = 10.0
# Longer than a call with what is written after it: who lets a lease run out is dead, or so slow that a copy may go out.
LEASE_SECONDS = 20.0
# Nobody waits exactly until the window closes.
WINDOW_MARGIN = timedelta(minutes=5)

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
        message, part, number = planned
        our_id = f"{id}.{number}"
        reach("deliver.after_sending_commit")
        try:
            provider_id = await self._call(message, part, our_id)
        except SendError as error:
            await self._failed(message, error)
            return False
        reach("deliver.after_call")
        now = self.house.now()
        async with self.house.database.write() as tx:
            more = await deliveries.took(tx, id, number, provider_id, message.channel, now)
            await self._tell(tx, message, now)
        reach("deliver.after_sent_commit")
        return more

    async def _plan(self, id: MessageId) -> tuple[Delivering, Part, int] | None:
        """Take the message and say what is to be sent now; None when there is nothing, or not yet."""
        async with self.house.database.write() as tx:
            now = self.house.now()
            message = await deliveries.claim(tx, id, self.holder, now, LEASE_SECONDS)
            if message is None:
                return None
            repeat = False
            if message.said.state is Delivery.SENDING and message.attempts:
                # Between two parts the state is SENDING too, but no try is open then.
                await deliveries.crashed(
                    tx,
                    id,
                    sending.after_failure(
                        SendError(SendFault.UNKNOWN, "crash"),
                        attempts=message.attempts,
                        first=message.said.created_at,
                        now=now,
                        emergency=message.emergency,
                        chance=self.chance(),
                    ),
                    now,
                )
                await self._tell(tx, message, now)
                return None
            provider = self.providers.get(message.channel)
            if provider is None:
                await self._end(tx, message, SendFault.ACCOUNT, "no channel", now)
                return None
            if message.said.state is Delivery.UNKNOWN:
                step = sending.after_silence(
                    repeats=message.repeats,
                    emergency=message.emergency,
                    echoes=provider.can.echoes,
                    crashed=message.crashed,
                    now=now,
                )
                if step.state is Delivery.UNKNOWN:
                    await deliveries.ended(tx, id, step, SendFault.UNKNOWN, "", now)
                    await self._tell(tx, message, now)
                    return None
                repeat = True
            if message.left and message.said.agent_id is None:
                await self._end(tx, message, SendFault.REFUSED, "left", now)
                return None
            if self._too_late(message, provider, now):
                await self._end(tx, message, SendFault.WINDOW_CLOSED, "", now)
                return None
            can = provider.can
            wanted = [(message.channel, can.pace), (f"{message.channel}:{message.address}", can.pace_person)]
            at = await paces.take_turn(tx, wanted, now)
            if at > now:
                await deliveries.wait(tx, id, at)
                return None
            plan = parts(message.said.text, _buttons(message), can)
            number = min(message.parts_sent, len(plan) - 1)
            await deliveries.calling(tx, id, len(plan), now, repeat=repeat)
            if message.said.state is not Delivery.SENDING:
                await self._tell(tx, message, now)
            reach("deliver.before_sending_commit")
            return replace(message, attempts=message.attempts + 1), plan[number], number

    async def _call(self, message: Delivering, part: Part, our_id: str) -> str:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return await self.providers[message.channel].send(part, message.address, our_id)
        except TimeoutError:
            raise SendError(SendFault.UNKNOWN, "no answer") from None
        except SendError:
            raise
        except Exception as error:  # noqa: BLE001  a provider's library may raise anything; the message is kept
            log.error("a call to %s failed (%s)", message.channel, describe(error))
            raise SendError(SendFault.UNKNOWN, "fault") from None

    async def _failed(self, message: Delivering, error: SendError) -> None:
        async with self.house.database.write() as tx:
            now = self.house.now()
            step = sending.after_failure(
                error,
                attempts=message.attempts,
                first=message.said.created_at,
                now=now,
                emergency=message.emergency,
                chance=self.chance(),
            )
            if error.whole_channel and step.at is not None:
                pace = self.providers[message.channel].can.pace
                await paces.pause(tx, message.channel, pace, step.at)
                log.error("%s: nothing can be sent for now (%s)", message.channel, error)
            await deliveries.ended(tx, message.said.id, step, error.fault, error.code, now)
            await self._tell(tx, message, now)

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
