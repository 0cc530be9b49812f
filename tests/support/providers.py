"""A provider of the test's choosing: what it took, in order, and what it answers."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from channels.capabilities import Capabilities, Pace
from channels.errors import SendError
from channels.parts import Part

FAST = Pace(seconds=0.0001, burst=1000)
CAN = Capabilities(
    text=200,
    body=200,
    caption=200,
    buttons=3,
    button_title=20,
    payload=64,
    pace=FAST,
    pace_person=FAST,
    echoes=True,
    window_hours=24,
)


@dataclass(frozen=True)
class Call:
    address: str
    our_id: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    at: float


@dataclass
class ScriptedProvider:
    """`answer` is asked for each call and may raise SendError, or wait; None takes it.

    `calls` are all that were made, `took` those that were taken.
    """

    can: Capabilities = CAN
    name: str = "whatsapp"
    answer: Callable[[Call], SendError | float | None] = lambda call: None
    calls: list[Call] = field(default_factory=list)
    took: list[Call] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def send(self, part: Part, address: str, our_id: str) -> str:
        shown = tuple((button.title, button.payload) for button in part.buttons)
        call = Call(address, our_id, part.text, shown, asyncio.get_running_loop().time())
        self.calls.append(call)
        answer = self.answer(call)
        if isinstance(answer, SendError):
            raise answer
        if answer is not None:
            await asyncio.sleep(answer)
        self.took.append(call)
        return f"wamid.{next(self.numbers)}"

    async def close(self) -> None:
        return
