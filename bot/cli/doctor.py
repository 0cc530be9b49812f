"""`bab doctor`: checks everything the door needs and says what to do about what is wrong."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
from collections.abc import Awaitable, Callable

import click

from bot import lexicon
from bot.app import LEXICON, ROOT, open_store, providers_of
from bot.brain import Brain
from bot.cli.running import load_settings, run
from bot.serve import BRAIN_PYTHON, brain_environment
from bot.settings import Settings
from bot.store import agents, keys, schema
from bot.store.database import StoreError
from channels.errors import NotWorking

Check = tuple[str, Callable[[Settings], Awaitable[str]]]
MIN_FREE_GB = 1


class Wrong(Exception):
    """What is wrong, and what to do."""


@click.command()
def doctor() -> None:
    """Check everything and say what to do. Exit code 1 when something must be mended."""
    settings = load_settings()
    if run(_examine(settings)):
        raise click.exceptions.Exit(1)
    click.echo("All is well.")


async def _examine(settings: Settings) -> int:
    wrong = 0
    for name, check in CHECKS:
        try:
            click.echo(f"  ok     {name}: {await check(settings)}")
        except (Wrong, StoreError, keys.KeysError, lexicon.LexiconError, OSError) as error:
            wrong += 1
            click.echo(f"  WRONG  {name}: {error}")
    return wrong


async def _keys(settings: Settings) -> str:
    if not settings.key_file.exists():
        return f"{settings.key_file} will be made at the first start"
    keys.load(settings.key_file)
    return f"{settings.key_file} is readable by its owner only"


async def _database(settings: Settings) -> str:
    if not settings.key_file.exists():
        return "not made yet"
    _, database = await open_store(settings, make_keys=False)
    try:
        found = await schema.state(database)
        if found not in ("current", "empty"):
            raise Wrong(
                f"{database.name}: schema is {found}; "
                + ("run: bab migrate" if found == "older" else "update the door")
            )
        return f"{database.name}: commits are durable, schema is {found}"
    finally:
        await database.close()


async def _agents(settings: Settings) -> str:
    if not settings.key_file.exists():
        return "the first one is made at the first start"
    _, database = await open_store(settings, make_keys=False)
    try:
        if await schema.state(database) != "current":
            return "the first one is made at the first start"
        async with database.read() as tx:
            count = sum(1 for agent in await agents.all_of(tx) if agent.active)
    finally:
        await database.close()
    if not count:
        raise Wrong("nobody can sign in to the desk; run: bab agent add LOGIN")
    return f"{count} can sign in"


async def _lexicon(settings: Settings) -> str:
    lexicon.load(LEXICON)
    return "danger phrases are readable"


async def _brain_environment(settings: Settings) -> str:
    if settings.brains:
        return "brains run elsewhere"
    if not BRAIN_PYTHON.exists():
        raise Wrong("the brain's environment is missing (Python 3.10 with Rasa); run: make setup")
    return str(BRAIN_PYTHON.relative_to(ROOT))


async def _model(settings: Settings) -> str:
    if settings.brains:
        return "brains run elsewhere"
    if not BRAIN_PYTHON.exists():
        raise Wrong("cannot be looked at without the brain's environment")
    command = [str(BRAIN_PYTHON), "-m", "brain.serve", "--check"]
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env=brain_environment(""),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if await process.wait():
        raise Wrong("no model is trained for the present data; run: bab train")
    return "trained for the present data"


async def _brain(settings: Settings) -> str:
    if not settings.brains:
        return "`bab up` starts one"
    brain = Brain(settings.brains, settings.brain_token.get_secret_value(), settings.brain_seconds)
    try:
        if not await brain.ready():
            raise Wrong("no brain of BAB_BRAIN_URLS answers; people are answered without one")
    finally:
        await brain.close()
    return "answers"


async def _channels(settings: Settings) -> str:
    providers = providers_of(settings)
    try:
        found = []
        for name, provider in providers.items():
            webhook = settings.public_url and f"{settings.public_url}/channels/{name}"
            try:
                found.append(f"{name} ({await provider.examine(webhook)})")
            except NotWorking as error:
                raise Wrong(f"{name}: {error}") from None
    finally:
        for provider in providers.values():
            await provider.close()
    if found and not (settings.public_url or "").startswith("https://"):
        raise Wrong(
            "platforms post to https addresses only; put a TLS proxy before the door and set BAB_PUBLIC_URL"
        )
    return ", ".join(["web", *found])


async def _port(settings: Settings) -> str:
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((settings.host, settings.port)) == 0:
            return f"{settings.host}:{settings.port} is served (a door is running)"
    return f"{settings.host}:{settings.port} is free"


async def _disk(settings: Settings) -> str:
    home = settings.home if settings.home.exists() else ROOT
    free = shutil.disk_usage(home).free / 1e9
    if free < MIN_FREE_GB:
        raise Wrong(f"only {free:.1f} GB free for {settings.home}")
    return f"{free:.0f} GB free"


CHECKS: tuple[Check, ...] = (
    ("keys", _keys),
    ("database", _database),
    ("agents", _agents),
    ("lexicon", _lexicon),
    ("brain environment", _brain_environment),
    ("model", _model),
    ("brain", _brain),
    ("channels", _channels),
    ("address", _port),
    ("disk", _disk),
)
