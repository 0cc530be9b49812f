"""The turn channel: `POST /webhooks/turn/` and `GET /webhooks/turn/ready`, the brain's only door.

Owns the HTTP edge: the bearer token, loopback callers only, and one status for each kind of error
(400 malformed, 401 not allowed, 422 unreadable, 500 with an id, 503 still loading). It never
answers 200 with nothing, and no error or log line carries a word of a message.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import os
import traceback
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response

from brain.actions_in_process import load_actions
from brain.conduct import Conductor
from brain.nlg import FirstResponse
from brain.schema import Malformed, Unreadable, dump, parse_request

TOKEN = "BAB_BRAIN_TOKEN"
SHORTEST_TOKEN = 16

logger = logging.getLogger(__name__)


class TurnChannel(InputChannel):
    def __init__(self, token: str) -> None:
        self._token = token.encode("utf-8")
        self._conductor: Conductor | None = None

    @classmethod
    def name(cls) -> str:
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TurnChannel:
        token = os.environ.get(TOKEN, "")
        if len(token) < SHORTEST_TOKEN:
            raise RasaException(
                f"{TOKEN} is missing or shorter than {SHORTEST_TOKEN} characters; "
                "the brain does not start without it."
            )
        if logging.getLogger("rasa").isEnabledFor(logging.DEBUG):
            raise RasaException("Rasa's --debug writes people's words into the log: not here.")
        return cls(token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        # Rasa's own message handler is not used: it keeps conversations and swallows errors.
        blueprint = Blueprint("turn")

        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return await self.ready(request)

        @blueprint.post("/")
        async def turn(request: Request) -> HTTPResponse:
            return await self.turn(request)

        return blueprint

    async def ready(self, request: Request) -> HTTPResponse:
        if not self._allowed(request):
            return _error(401, "not allowed")
        conductor = self._conductor_of(request)
        if conductor is None:
            return _error(503, "the model is not loaded yet")
        return json_response({"ready": True, "model": conductor.model})

    async def turn(self, request: Request) -> HTTPResponse:
        if not self._allowed(request):
            return _error(401, "not allowed")
        try:
            turn = parse_request(request.body)
            conductor = self._conductor_of(request)
            if conductor is None:
                return _error(503, "the model is not loaded yet")
            answer = await conductor.answer(turn)
            return raw(dump(answer), content_type="application/json")
        except Malformed as error:
            return _error(400, str(error))
        except Unreadable as error:
            return _error(422, str(error))
        except Exception as error:  # noqa: BLE001  the border: everything else is a 500 with an id
            return _failed(error)

    def _allowed(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").encode("utf-8", "replace")
        known = hmac.compare_digest(given, b"Bearer " + self._token)
        return known and _is_loopback(request.ip)

    def _conductor_of(self, request: Request) -> Conductor | None:
        agent = getattr(request.app.ctx, "agent", None)
        if self._conductor is None and agent is not None and agent.is_ready():
            processor = agent.processor
            processor.action_endpoint = load_actions()
            processor.nlg = FirstResponse(processor.domain.responses)
            self._conductor = Conductor(processor, model_name(Path(processor.model_path)))
            self._conductor.warm_up()
        return self._conductor


def model_name(path: Path) -> str:
    """`archive name@sha256 of the archive`, so that an answer can be traced to its model."""
    archive = path if path.is_file() else max(path.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)
    return f"{archive.name}@sha256:{hashlib.sha256(archive.read_bytes()).hexdigest()}"


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        # A unix socket has no address; its file's permissions guard it.
        return not address


def _error(status: int, message: str) -> HTTPResponse:
    return json_response({"error": message}, status=status)


def _failed(error: Exception) -> HTTPResponse:
    """Log the kind and place of an error, never its message: that may quote a person."""
    number = uuid.uuid4().hex
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )
    logger.error("turn failed, id %s: %s at %s", number, type(error).__name__, places)
    return json_response({"error": "internal", "id": number}, status=500)
