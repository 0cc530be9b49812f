"""Composition root: the only file that names concrete channels and puts the parts together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import lexicon
from bot.brain import Brain
from bot.desk import pages
from bot.desk.api import DeskApi
from bot.desk.events import DeskEvents
from bot.desk.gate import Gate
from bot.domain.ids import new_id
from bot.services.converse import Converse
from bot.services.courier import Courier
from bot.services.deliver import Deliver
from bot.services.house import House
from bot.services.work import Worker
from bot.settings import Settings
from bot.store import keys, schema
from bot.store.database import Database, StoreError
from bot.store.sealing import Sealer
from bot.store.signals import Signals
from bot.texts import Texts
from bot.web import public
from bot.web.border import border
from bot.web.door import ChannelDoor, ChannelMailbox
from channels.contract import Provider
from channels.web import routes as widget
from channels.web.channel import WebChannel
from channels.web.codec import MAX_FRAME_BYTES, VERSION
from channels.whatsapp import webhook as whatsapp
from channels.whatsapp.provider import Account, CloudApi

ROOT = Path(__file__).parent.parent
LEXICON = ROOT / "nlu_data" / "lexicon"
WIDGET_FILES = ROOT / "channels" / "web" / "static"


# What the door does beside answering requests, until it is cancelled.
WORK: web.AppKey[asyncio.Task[None]] = web.AppKey("work", asyncio.Task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What commands share with the server: the opened store and what is known of this installation."""

    settings: Settings
    keys: keys.Keys
    house: House


async def open_store(settings: Settings, *, make_keys: bool = True) -> tuple[keys.Keys, Database]:
    """Keys and database, with commits proved durable; the schema is not looked at.

    Raises KeysError or StoreError with one clear line.
    """
    if make_keys and not settings.key_file.exists():
        _refuse_to_orphan(settings)
        ring = keys.make(settings.key_file)
    else:
        ring = keys.load(settings.key_file)
    database = Database(settings.database, Sealer(ring), Signals())
    try:
        await database.check()
    except BaseException:
        await database.close()
        raise
    return ring, database


async def open_house(settings: Settings, *, make_keys: bool = True) -> Parts:
    """Everything below the server, ready to use. Raises KeysError or StoreError with one clear line."""
    ring, database = await open_store(settings, make_keys=make_keys)
    try:
        await schema.ensure(database)
    except BaseException:
        await database.close()
        raise
    texts = Texts(hotline=settings.hotline, emergency=settings.emergency_number)
    facts = {
        "hotline": settings.hotline,
        "emergency": settings.emergency_number,
        "organisation_ar": settings.organisation_ar,
        "organisation_en": settings.organisation_en,
    }
    house = House(database=database, texts=texts, reference_prefix=settings.reference_prefix, facts=facts)
    return Parts(settings=settings, keys=ring, house=house)


def _refuse_to_orphan(settings: Settings) -> None:
    """New keys beside an old database would make everything in it unreadable for good."""
    file = settings.home / "bab.db"
    if not settings.database_url and file.exists():
        raise keys.KeysError(
            f"{settings.key_file}: the key file of {file} is missing; put it back (BAB_KEYS)"
        )


def make_app(parts: Parts, brain: Brain) -> web.Application:
    """The whole door. Its lexicon is compiled beside the first messages, which are stored meanwhile."""
    house, settings = parts.house, parts.settings
    gate = Gate(
        house,
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
        public_url=settings.public_url,
    )
    channel = WebChannel(ChannelDoor(house), parts.keys.derive("widget token"), settings.origins)

    async def ready() -> Mapping[str, bool]:
        try:
            async with house.database.read() as tx:
                await tx.execute(schema.PING)
            stored = True
        except StoreError:
            stored = False
        return {"database": stored, "brain": await brain.ready()}

    app = web.Application(middlewares=[border(settings.origins)], client_max_size=MAX_FRAME_BYTES)
    app.add_routes(widget.routes(channel))
    app.add_routes(public.routes(_page_settings(settings), WIDGET_FILES, ready))
    providers = providers_of(settings)
    app.add_routes(_webhooks(settings, ChannelMailbox(house), providers))
    app.add_routes(DeskApi(house, gate).routes())
    app.add_routes(DeskEvents(house, gate).routes())
    app.add_routes(pages.routes())

    async def answer() -> None:
        ear = await asyncio.to_thread(lexicon.load, LEXICON)
        await Worker(Converse(house=house, brain=brain, lexicon=ear, holder=new_id())).run()

    async def send() -> None:
        await Courier(Deliver(house=house, providers=providers, holder=new_id())).run()

    async def both() -> None:
        # Neither outlives the other's fault: a door that answers but sends nothing, or the reverse, must end and say so.
        tasks = [asyncio.create_task(answer()), *([asyncio.create_task(send())] if providers else [])]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            if not task.cancelled():
                task.result()

    async def work(app: web.Application) -> AsyncIterator[None]:
        app[WORK] = task = asyncio.create_task(both())
        yield
        task.cancel()
        # Its own fault, if any, ended the door (bot.serve) and is told there.
        await asyncio.gather(task, return_exceptions=True)
        await brain.close()
        for provider in providers.values():
            await provider.close()
        await house.database.close()

    app.cleanup_ctx.append(work)
    return app


def providers_of(settings: Settings) -> dict[str, Provider]:
    """The channels that are called, by name: those whose token is set."""
    made: list[Provider] = []
    if token := settings.whatsapp_token.get_secret_value():
        account = Account(
            number_id=settings.whatsapp_number_id,
            token=token,
            api=settings.whatsapp_api,
            version=settings.whatsapp_api_version,
        )
        made.append(CloudApi(account))
    if token := settings.telegram_token.get_secret_value():
        # Its library takes a while to import and some memory: only a door that needs it pays.
        from channels.telegram import provider as telegram

        made.append(telegram.BotApi(telegram.Account(token=token, api=settings.telegram_api)))
    return {provider.name: provider for provider in made}


def _webhooks(
    settings: Settings, mailbox: ChannelMailbox, providers: Mapping[str, Provider]
) -> list[web.RouteDef]:
    found: list[web.RouteDef] = []
    if "whatsapp" in providers:
        trust = whatsapp.Trust(
            secrets=settings.whatsapp_secrets, verify_token=settings.whatsapp_verify_token.get_secret_value()
        )
        found += whatsapp.routes(whatsapp.Webhook(mailbox, trust))
    if "telegram" in providers:
        from channels.telegram import provider, webhook

        bot = providers["telegram"]
        assert isinstance(bot, provider.BotApi)
        tokens = webhook.Trust(tokens=settings.telegram_secret_tokens)
        found += webhook.routes(webhook.Webhook(mailbox, tokens, bot.courtesies, bot.delete))
    return found


def _page_settings(settings: Settings) -> dict[str, Any]:
    return {
        "version": VERSION,
        "hotline": settings.hotline,
        "emergency": settings.emergency_number,
        "exit_url": settings.exit_url,
        "organisation": {"ar": settings.organisation_ar, "en": settings.organisation_en},
    }
