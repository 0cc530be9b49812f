"""`bab up`: the door and its brain together. `bab serve`: the door alone."""

from __future__ import annotations

import asyncio
import secrets
import socket
from contextlib import suppress

import click

from bot.app import WORK, Parts, make_app, open_house
from bot.brain import Brain
from bot.cli.running import load_settings, run
from bot.desk import passwords
from bot.serve import brain_command, brain_environment, keep_brain, new_token
from bot.serve import serve as serve_app
from bot.settings import Settings
from bot.store import agents
from bot.store.agents import Role

FIRST_ADMIN = "admin"


@click.command()
def up() -> None:
    """Start the door and its brain; a brain that dies is started again."""
    settings = load_settings()
    run(_serve(settings, own_brain=not settings.brains))


@click.command()
def serve() -> None:
    """Start the door alone; brains are those that BAB_BRAIN_URLS names, or none."""
    run(_serve(load_settings(), own_brain=False))


async def _serve(settings: Settings, *, own_brain: bool) -> None:
    parts = await open_house(settings)
    urls, token = settings.brains, settings.brain_token.get_secret_value()
    command: list[str] = []
    if own_brain:
        port, token = settings.brain_port or free_port(), token or new_token()
        urls, command = (f"http://127.0.0.1:{port}",), brain_command(port)
    brain = Brain(urls, token, settings.brain_seconds)
    app = make_app(parts, brain)
    tasks: list[asyncio.Task[None]] = []

    async def started() -> None:
        await _welcome(parts)
        if own_brain:
            log_file = settings.home / "log" / "brain.log"
            tasks.append(asyncio.create_task(keep_brain(command, brain_environment(token), log_file)))
            tasks.append(asyncio.create_task(_tell_when_ready(brain)))

    try:
        await serve_app(app, settings.host, settings.port, started, lambda: app[WORK])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _welcome(parts: Parts) -> None:
    settings = parts.settings
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo(f"The door is open: {address}/  ·  the desk: {address}/desk")
    async with parts.house.database.write() as tx:
        if await agents.count(tx) == 0:
            password = secrets.token_urlsafe(12)
            await agents.add(
                tx,
                login=FIRST_ADMIN,
                name=FIRST_ADMIN.title(),
                role=Role.ADMIN,
                password_hash=await asyncio.to_thread(passwords.make, password),
                now=parts.house.now(),
            )
            click.echo(f"First agent, shown only now:  login {FIRST_ADMIN}  password {password}")


async def _tell_when_ready(brain: Brain) -> None:
    with suppress(asyncio.CancelledError):
        click.echo("The brain is loading; messages are taken and answered by the door until it is there.")
        while not await brain.ready():
            await asyncio.sleep(0.5)
        click.echo("The brain is ready.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
