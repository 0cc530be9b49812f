"""`bab chat`: talk to the running door from a terminal, through the same socket as the widget."""

from __future__ import annotations

import asyncio
import sys
import uuid
from contextlib import suppress

import aiohttp
import arabic_reshaper
import click
from bidi import get_display

from bot.cli.running import load_settings, run

VERSION = 1


@click.command()
@click.option("--url", help="The door's address; this machine's by default.")
@click.option("--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True)
@click.option("--shape", is_flag=True, help="Join and turn Arabic letters, for terminals that cannot.")
def chat(url: str | None, language: str, shape: bool) -> None:
    """Talk to the running door. A number taps that button; an empty line or Ctrl-D ends."""
    settings = load_settings()
    run(_Chat(url or f"http://{settings.host}:{settings.port}", language, shape).talk())


class _Chat:
    def __init__(self, url: str, language: str, shape: bool) -> None:
        self._url = url
        self._language = language
        self._shape = shape
        self._buttons: list[dict[str, str]] = []

    async def talk(self) -> None:
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(f"{self._url}/widget/socket") as socket,
            ):
                await socket.send_json({"type": "hello", "version": VERSION, "language": self._language})
                listen = asyncio.create_task(self._listen(socket))
                await self._write(socket)
                await asyncio.sleep(0.5)
                listen.cancel()
                with suppress(asyncio.CancelledError):
                    await listen
        except aiohttp.ClientError:
            raise click.ClickException(
                f"{self._url}: no door answers here; start one with: make run"
            ) from None

    async def _write(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while not socket.closed:
            line = (await asyncio.to_thread(sys.stdin.readline)).rstrip("\n")
            if not line:
                return
            frame: dict[str, str | None] = {
                "type": "send",
                "id": uuid.uuid4().hex,
                "text": line,
                "payload": None,
            }
            if line.isdecimal() and 1 <= int(line) <= len(self._buttons):
                button = self._buttons[int(line) - 1]
                frame |= {"text": button["title"], "payload": button["payload"]}
            self._buttons = []
            await socket.send_json(frame)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            frame = message.json()
            if frame["type"] == "message" and frame["author"] != "person":
                who = frame["name"] or frame["author"]
                click.echo(f"{who}: {self._readable(frame['text'])}")
                for button in frame["buttons"]:
                    self._buttons.append(button)
                    click.echo(f"   {len(self._buttons)}. {self._readable(button['title'])}")
                await socket.send_json({"type": "seen", "position": frame["position"]})
            elif frame["type"] == "error":
                click.echo(f"(the door says: {frame['code']})", err=True)

    def _readable(self, text: str) -> str:
        return str(get_display(arabic_reshaper.reshape(text))) if self._shape else text
