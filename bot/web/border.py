"""The border of every request: typed refusals become clear answers, surprises become an id, and each answer
carries the security headers. No request's words reach a log from here."""

from __future__ import annotations

import json
import logging
import secrets

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.faults import describe
from channels.contract import NotNow
from channels.errors import Refused

log = logging.getLogger(__name__)

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# The widget's files are meant for other sites' pages; everything else stays with the door.
EMBEDDED = ("/widget.js", "/widget/")


def border(origins: frozenset[str]) -> Middleware:
    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await _answer(request, handler)
        if not response.prepared:
            _dress(request, response, origins)
        return response

    return guard


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.method == "OPTIONS" and request.path.startswith("/widget/"):
        return web.Response(status=204)
    try:
        return await handler(request)
    except Refused as refused:
        return _error(refused.status, refused.code)
    except NotNow:
        return _error(503, "not_now")
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _error(error.status, error.reason.lower().replace(" ", "_"))
    except (ConnectionError, TimeoutError):
        raise
    except Exception as error:  # noqa: BLE001  the border: an id for the person, the place for us
        fault = secrets.token_hex(4)
        log.error("fault %s in %s %s: %s", fault, request.method, _route(request), describe(error))
        return _error(500, "fault", fault)


def _error(status: int, code: str, fault: str | None = None) -> web.Response:
    body = {"type": "error", "error": code, "code": code} | ({"fault": fault} if fault else {})
    return web.Response(status=status, text=json.dumps(body), content_type="application/json")


def _route(request: web.Request) -> str:
    """The route's pattern: an address as typed could hold anything."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "an unknown address"


def _dress(request: web.Request, response: web.StreamResponse, origins: frozenset[str]) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(EMBEDDED):
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        origin = request.headers.get("Origin")
        response.headers["Vary"] = ", ".join(filter(None, (response.headers.get("Vary"), "Origin")))
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    else:
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
