"""The desk's live socket: numbered events, replayed from where the browser left off.

One reader turns events into views once and hands them to every socket, so fifty agents cost little more
than one. Each event is sent as the thing it names stands now: putting it in place is always right.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from aiohttp import WSMsgType, web

from bot.desk.gate import Gate
from bot.desk.views import case_view, received_view, said_view
from bot.domain.ids import CaseId
from bot.services.house import House
from bot.store import cases, desk_events, inbox, outbox
from bot.store.agents import Role, Session
from bot.store.database import StoreError, Transaction
from bot.store.desk_events import DeskEvent, Topic
from bot.store.signals import wait
from channels.errors import Refused

HEARTBEAT_SECONDS = 10.0
LOOK_AGAIN_SECONDS = 1.0
CACHED = 500

log = logging.getLogger(__name__)


class DeskEvents:
    def __init__(self, house: House, gate: Gate) -> None:
        self._database = house.database
        self._gate = gate
        self._frames: dict[int, str] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/desk/api/events", self._gate.guarded(Role.AGENT, self._serve))]

    async def _serve(self, request: web.Request, session: Session) -> web.WebSocketResponse:
        self._gate.check_origin(request)
        try:
            after = int(request.query.get("after", ""))
        except ValueError:
            raise Refused(400, "bad_number") from None
        socket = web.WebSocketResponse(heartbeat=30, max_msg_size=4096)
        await socket.prepare(request)
        push = asyncio.create_task(self._push(socket, request, after))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            push.cancel()
            await asyncio.gather(push, return_exceptions=True)
        return socket

    async def _push(self, socket: web.WebSocketResponse, request: web.Request, after: int) -> None:
        if not await self._can_replay(after):
            await socket.send_json({"type": "stale"})
            await socket.close()
            return
        loop = asyncio.get_running_loop()
        with self._database.signals.listen(desk_events.TOPIC) as rung:
            await socket.send_json({"type": "live", "number": after})
            told = loop.time()
            while not socket.closed:
                rung.clear()
                after = await self._send_after(socket, after)
                if loop.time() - told >= HEARTBEAT_SECONDS:
                    if not await self._still_signed_in(request):
                        await socket.send_json({"type": "signed_out"})
                        await socket.close(code=4401)
                        return
                    await socket.send_json({"type": "live", "number": after})
                    told = loop.time()
                await wait(rung, LOOK_AGAIN_SECONDS)

    async def _send_after(self, socket: web.WebSocketResponse, after: int) -> int:
        """Send what came after `after`; a database that is away for a moment is asked again."""
        try:
            async with self._database.read() as tx:
                events = await desk_events.after(tx, after)
                frames = [await self._frame(tx, event) for event in events]
        except StoreError as error:
            log.error("the desk waits for the database: %s", error)
            return after
        for frame in frames:
            if frame:
                await socket.send_str(frame)
        return events[-1].number if events else after

    async def _frame(self, tx: Transaction, event: DeskEvent) -> str:
        """The event's frame; empty when it shows nothing."""
        if event.number not in self._frames:
            view = await _view(tx, event)
            self._frames[event.number] = json.dumps(view | {"number": event.number}) if view else ""
            while len(self._frames) > CACHED:
                del self._frames[next(iter(self._frames))]
        return self._frames[event.number]

    async def _can_replay(self, after: int) -> bool:
        async with self._database.read() as tx:
            last, first = await desk_events.last_number(tx), await desk_events.first_number(tx)
        return 0 <= after <= last and (first is None or after >= first - 1)

    async def _still_signed_in(self, request: web.Request) -> bool:
        try:
            await self._gate.session(request, used=False)
        except Refused:
            return False
        except StoreError:
            return True
        return True


async def _view(tx: Transaction, event: DeskEvent) -> dict[str, Any] | None:
    """One frame an event, so that a number says all: None when there is nothing to show (no case yet)."""
    match event.topic:
        case Topic.INBOUND:
            received = await inbox.get(tx, event.subject_id)
            return {"type": "message", "message": received_view(received)} if received else None
        case Topic.OUTBOUND:
            said = await outbox.get(tx, event.subject_id)
            return {"type": "message", "message": await said_view(tx, said)} if said else None
        case Topic.CASE:
            case = await cases.get(tx, CaseId(event.subject_id))
            return {"type": "case", "case": await case_view(tx, case)} if case else None
        case Topic.CONVERSATION:
            # The newest case shows the conversation; those before it are closed.
            found = await cases.of(tx, event.conversation_id)
            return {"type": "case", "case": await case_view(tx, found[-1])} if found else None
