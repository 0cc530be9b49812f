"""What agents do: sign in, look at the queue and a case, claim, write, hand back, resolve."""

from __future__ import annotations

import json
import re
from typing import Any

from aiohttp import web

from bot.desk.gate import COOKIE, Gate, Locked
from bot.desk.views import case_view, said_view, talk
from bot.domain.case import Case, Disposition, queue_order
from bot.domain.ids import CaseId
from bot.services import handover
from bot.services.handover import Conflict, NoSuchCase
from bot.services.house import House
from bot.services.write import write
from bot.store import audit, cases, desk_events
from bot.store.agents import Role, Session
from channels.errors import Refused
from channels.message import MAX_TEXT_BYTES

_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
MAX_NOTE_LETTERS = 4000


class DeskApi:
    def __init__(self, house: House, gate: Gate) -> None:
        self._house = house
        self._database = house.database
        self._gate = gate

    def routes(self) -> list[web.RouteDef]:
        agent = self._gate.guarded
        return [
            web.post("/desk/api/session", self._sign_in),
            web.get("/desk/api/session", agent(Role.AGENT, self._me)),
            web.delete("/desk/api/session", agent(Role.AGENT, self._sign_out)),
            web.get("/desk/api/snapshot", agent(Role.AGENT, self._snapshot)),
            web.get("/desk/api/cases/{id}", agent(Role.AGENT, self._case)),
            web.post("/desk/api/cases/{id}/claim", agent(Role.AGENT, self._claim)),
            web.post("/desk/api/cases/{id}/messages", agent(Role.AGENT, self._write)),
            web.post("/desk/api/cases/{id}/hand-back", agent(Role.AGENT, self._hand_back)),
            web.post("/desk/api/cases/{id}/resolve", agent(Role.AGENT, self._resolve)),
        ]

    async def _sign_in(self, request: web.Request) -> web.Response:
        self._gate.check_origin(request)
        body = await _body(request)
        login, password = body.get("login"), body.get("password")
        if (
            not isinstance(login, str)
            or not isinstance(password, str)
            or len(login) > 200
            or len(password) > 1000
        ):
            raise Refused(401, "wrong")
        try:
            token, session = await self._gate.sign_in(login, password)
        except Locked as locked:
            return web.json_response({"error": "locked", "retry_after": locked.seconds}, status=429)
        response = web.json_response(_me(session))
        secure = request.scheme == "https" or request.headers.get("Origin", "").startswith("https://")
        response.set_cookie(COOKIE, token, httponly=True, samesite="Strict", secure=secure, path="/desk")
        return response

    async def _me(self, request: web.Request, session: Session) -> web.Response:
        return web.json_response(_me(session))

    async def _sign_out(self, request: web.Request, session: Session) -> web.Response:
        await self._gate.sign_out(request)
        response = web.Response(status=204)
        response.del_cookie(COOKIE, path="/desk")
        return response

    async def _snapshot(self, request: web.Request, session: Session) -> web.Response:
        async with self._database.read() as tx:
            # The number first: an event that comes while the cases are read is sent again, never missed.
            number = await desk_events.last_number(tx)
            found = sorted(await cases.all_open(tx), key=queue_order)
            views = [await case_view(tx, case) for case in found]
        return web.json_response({"number": number, "cases": views, "me": _me(session)["agent"]})

    async def _case(self, request: web.Request, session: Session) -> web.Response:
        async with self._database.read() as tx:
            number = await desk_events.last_number(tx)
            case = await cases.get(tx, _id(request))
            if case is None:
                raise Refused(404, "no_such_case")
            view, messages = await case_view(tx, case), await talk(tx, case)
        async with self._database.write() as tx:
            await audit.note(
                tx, agent=session.agent.id, action="open_case", subject=case.id, now=self._house.now()
            )
        return web.json_response({"number": number, "case": view, "messages": messages})

    async def _claim(self, request: web.Request, session: Session) -> web.Response:
        return await self._changed(handover.claim(self._house, session.agent, _id(request)))

    async def _hand_back(self, request: web.Request, session: Session) -> web.Response:
        return await self._changed(handover.hand_back(self._house, session.agent, _id(request)))

    async def _resolve(self, request: web.Request, session: Session) -> web.Response:
        body = await _body(request)
        note = body.get("note") or None
        try:
            disposition = Disposition(str(body.get("disposition")))
        except ValueError:
            raise Refused(422, "bad_disposition") from None
        if note is not None and (not isinstance(note, str) or len(note) > MAX_NOTE_LETTERS):
            raise Refused(413, "too_long")
        seen = body.get("seen")
        if seen is not None and (not isinstance(seen, int) or isinstance(seen, bool)):
            raise Refused(400, "bad_number")
        return await self._changed(
            handover.resolve(self._house, session.agent, _id(request), disposition, note, seen=seen)
        )

    async def _write(self, request: web.Request, session: Session) -> web.Response:
        body = await _body(request)
        client_id, text = body.get("id"), body.get("text")
        if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
            raise Refused(400, "bad_id")
        if not isinstance(text, str) or not text.strip():
            raise Refused(422, "empty")
        if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
            raise Refused(413, "too_long")
        although_left = body.get("although_left") is True
        try:
            said = await write(
                self._house, session.agent, _id(request), client_id, text, although_left=although_left
            )
        except NoSuchCase:
            raise Refused(404, "no_such_case") from None
        except Conflict as conflict:
            return await self._conflict(conflict)
        async with self._database.read() as tx:
            return web.json_response({"message": await said_view(tx, said)})

    async def _changed(self, change: Any) -> web.Response:
        try:
            case: Case = await change
        except NoSuchCase:
            raise Refused(404, "no_such_case") from None
        except Conflict as conflict:
            return await self._conflict(conflict)
        async with self._database.read() as tx:
            return web.json_response({"case": await case_view(tx, case)})

    async def _conflict(self, conflict: Conflict) -> web.Response:
        """409, with the case as it stands now, so that the screen tells the truth at once."""
        view = None
        if conflict.case is not None:
            async with self._database.read() as tx:
                now = await cases.get(tx, conflict.case.id)
                view = None if now is None else await case_view(tx, now)
        return web.json_response({"error": conflict.code, "case": view}, status=409)


def _me(session: Session) -> dict[str, Any]:
    agent = session.agent
    return {"agent": {"id": agent.id, "name": agent.name, "role": agent.role}, "csrf": session.csrf}


def _id(request: web.Request) -> CaseId:
    return CaseId(request.match_info["id"][:64])


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        value = json.loads(await request.read())
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "too_long") from None
    except (ValueError, RecursionError):
        raise Refused(400, "bad_json") from None
    if not isinstance(value, dict):
        raise Refused(400, "bad_json")
    return value
