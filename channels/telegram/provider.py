"""Calls of the Bot API, by python-telegram-bot. Nothing is repeated here: that is decided where it is written down."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NoReturn

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from channels.capabilities import Capabilities
from channels.errors import NotWorking, SendError, SendFault
from channels.http import clock
from channels.parts import Part, Style
from channels.telegram import codec
from channels.telegram.codec import Update

# The library's own switch: seconds as a timedelta, without a warning each time.
os.environ.setdefault("PTB_TIMEDELTA", "true")

SECONDS = 12.0
# The Bot API's limit of one call.
DELETED_AT_ONCE = 100
# Updates that wait at Telegram while all is well: those of a few seconds.
MANY_PENDING = 100
CONNECT_SECONDS = 5.0
# Gateways that gave up waiting: what stands behind them may have taken the message.
AMBIGUOUS = ("Bad Gateway", "Gateway Timeout", "(502)", "(504)")
# Failures before anything was sent.
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    token: str = field(repr=False)
    api: str = "https://api.telegram.org"


class BotApi:
    name = codec.CHANNEL
    can: Capabilities = codec.CAN

    def __init__(self, account: Account) -> None:
        self._api = account.api
        self._bot = Bot(
            account.token,
            base_url=f"{account.api}/bot",
            base_file_url=f"{account.api}/file/bot",
            request=HTTPXRequest(
                connection_pool_size=64,
                read_timeout=SECONDS,
                write_timeout=SECONDS,
                connect_timeout=CONNECT_SECONDS,
                pool_timeout=CONNECT_SECONDS,
            ),
        )

    async def send(self, part: Part, address: str, our_id: str) -> str:
        """`our_id` is not told to Telegram: it knows of no such thing."""
        try:
            sent = await self._bot.send_message(
                chat_id=int(address),
                text=part.text,
                reply_markup=_keyboard(part),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except TelegramError as error:
            _refuse(error)
        return f"{address}:{sent.message_id}"

    async def courtesies(self, update: Update) -> None:
        """What Telegram expects after an update was kept; it is only manners, so what fails is let go."""
        try:
            if update.tap is not None:
                await self._bot.answer_callback_query(update.tap)
            if update.leave is not None:
                await self._bot.leave_chat(update.leave)
        except TelegramError:
            return

    async def delete(self, messages: Sequence[str]) -> None:
        """Delete messages of a chat, theirs and ours, each "chat:message"; what may not be deleted stays. Raises SendError."""
        numbers: dict[int, list[int]] = {}
        for each in messages:
            chat, _, number = each.partition(":")
            if chat.lstrip("-").isdecimal() and number.isdecimal():
                numbers.setdefault(int(chat), []).append(int(number))
        try:
            for id, of_chat in numbers.items():
                for begin in range(0, len(of_chat), DELETED_AT_ONCE):
                    with suppress(BadRequest):
                        await self._bot.delete_messages(id, of_chat[begin : begin + DELETED_AT_ONCE])
        except TelegramError as error:
            _refuse(error)

    async def examine(self, webhook: str | None) -> str:
        """The bot's name, and whether Telegram posts to `webhook`."""
        await clock(self._api)
        try:
            me, known = await self._bot.get_me(), await self._bot.get_webhook_info()
        except InvalidToken:
            raise NotWorking("Telegram refuses the token; see BAB_TELEGRAM_TOKEN") from None
        except TelegramError as error:
            raise NotWorking(f"Telegram does not answer ({type(error).__name__})") from None
        if not known.url:
            raise NotWorking("no webhook is registered; see docs/channels/telegram.md")
        if webhook is not None and known.url != webhook:
            raise NotWorking(f"the webhook is registered for another address than {webhook}")
        if known.pending_update_count > MANY_PENDING:
            raise NotWorking(
                f"{known.pending_update_count} updates wait at Telegram: the webhook does not take them"
            )
        return f"@{me.username}, {known.pending_update_count} updates waiting"

    async def close(self) -> None:
        await self._bot.shutdown()


def _keyboard(part: Part) -> InlineKeyboardMarkup | None:
    if part.style is not Style.BUTTONS:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(each.title, callback_data=each.payload)] for each in part.buttons]
    )


def _refuse(error: TelegramError) -> NoReturn:
    """Telegram's refusals in the door's words; none of Telegram's, which may quote a person's. Raises SendError."""
    name = type(error).__name__
    if isinstance(error, RetryAfter):
        after = error.retry_after
        seconds = after.total_seconds() if isinstance(after, timedelta) else float(after)
        raise SendError(SendFault.SLOW_DOWN, name, retry_after=seconds) from None
    if isinstance(error, Forbidden):
        raise SendError(SendFault.BLOCKED, name) from None
    if isinstance(error, InvalidToken):
        raise SendError(SendFault.ACCOUNT, name, whole_channel=True) from None
    if isinstance(error, ChatMigrated):
        raise SendError(SendFault.UNREACHABLE, name) from None
    if isinstance(error, BadRequest):
        unreachable = "chat not found" in error.message.lower()
        raise SendError(SendFault.UNREACHABLE if unreachable else SendFault.REFUSED, name) from None
    cause = error.__cause__
    if isinstance(cause, NOT_SENT):
        raise SendError(SendFault.AWAY, type(cause).__name__) from None
    if isinstance(cause, httpx.HTTPError):
        raise SendError(SendFault.UNKNOWN, type(cause).__name__) from None
    if cause is not None and not isinstance(cause, TelegramError):
        # The library could not even write the request: trying again would not help.
        raise SendError(SendFault.REFUSED, type(cause).__name__) from None
    if any(word in error.message for word in AMBIGUOUS):
        raise SendError(SendFault.UNKNOWN, name) from None
    raise SendError(SendFault.AWAY, name) from None
