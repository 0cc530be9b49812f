"""Carry out the commands of a turn, in the transaction that sends its replies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from bot.domain.case import CaseState
from bot.domain.conversation import Conversation
from bot.domain.words import Kind, Line, ReplyLanguage
from bot.services.escalate import bring_human
from bot.services.house import House
from bot.store import cases, conversations, desk_events
from bot.store.database import Transaction
from bot.store.desk_events import Topic

MAX_DETAIL_LETTERS = 4000

W = TypeVar("W", Line, Kind, ReplyLanguage)


async def carry_out(
    tx: Transaction,
    house: House,
    conversation: Conversation,
    commands: Iterable[Mapping[str, Any]],
    *,
    language: ReplyLanguage | None,
    now: datetime,
) -> list[str]:
    """Do what the brain asks for and return what the door itself has to say about it.

    An unknown command does nothing: a newer brain must not break an older door.
    """
    spoken: list[str] = []
    for command in commands:
        name = command.get("name")
        if name in ("open_case", "note", "call_human"):
            await bring_human(
                tx,
                house,
                conversation,
                line=_word(Line, command.get("line")),
                kind=_word(Kind, command.get("kind")),
                details=_details(command.get("details")),
                now=now,
                wants_human=name == "call_human",
            )
        elif name == "set_language":
            chosen = _word(ReplyLanguage, command.get("language"))
            if chosen is not None:
                await conversations.set_language(tx, conversation.id, chosen, pinned=True)
        elif name == "misunderstood":
            await _misunderstood(tx, conversation, now)
        elif name == "look_up_case":
            spoken.append(
                await _look_up(tx, house, conversation, str(command.get("reference", "")), language)
            )
    return spoken


async def _misunderstood(tx: Transaction, conversation: Conversation, now: datetime) -> None:
    """Shown on the card. The record of what was read stays as it was."""
    case = await cases.open_of(tx, conversation.id)
    if case is not None:
        await cases.keep_notes(tx, case.id, replace(await cases.notes(tx, case.id), misunderstood=True))
        await desk_events.add(tx, Topic.CASE, case.id, conversation.id, now)


async def _look_up(
    tx: Transaction, house: House, conversation: Conversation, reference: str, language: ReplyLanguage | None
) -> str:
    """The state of a case and nothing more, and only where the case came from."""
    case = await cases.by_reference(tx, reference.strip().upper())
    if case is None or case.conversation_id != conversation.id:
        return house.texts.say(language, "case_unknown")
    key = {
        CaseState.WAITING: "case_waiting",
        CaseState.CLAIMED: "case_claimed",
        CaseState.RESOLVED: "case_resolved",
    }[case.state]
    return house.texts.say(language, key, reference=case.reference)


def _details(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {str(key)[:64]: str(text)[:MAX_DETAIL_LETTERS] for key, text in value.items() if text}


def _word(words: type[W], value: Any) -> W | None:
    try:
        return words(value)
    except ValueError:
        return None
