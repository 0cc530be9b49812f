"""A case and a message as the desk's browser gets them. Built from the store at the moment of asking."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.case import Case, Flag
from bot.domain.ids import AgentId
from bot.store import agents, cases, conversations, inbox, outbox
from bot.store.database import Transaction
from bot.store.inbox import Received
from bot.store.outbox import Said


async def case_view(tx: Transaction, case: Case) -> dict[str, Any]:
    conversation = await conversations.get(tx, case.conversation_id)
    assert conversation is not None, "a case belongs to a conversation"
    notes = await cases.notes(tx, case.id)
    texts = {
        flag.message_id: await _text(tx, flag.message_id)
        for flag in notes.flags
        if flag.message_id is not None
    }
    return {
        "id": case.id,
        "reference": case.reference,
        "conversation": case.conversation_id,
        "state": case.state,
        "urgency": case.urgency,
        "line": case.line,
        "kind": case.kind,
        "owner": await _agent(tx, case.owner_id),
        "opened_at": _time(case.opened_at),
        "waiting_since": _time(case.waiting_since),
        "claimed_at": _time(case.claimed_at),
        "resolved_at": _time(case.resolved_at),
        "disposition": case.disposition,
        "channel": conversation.channel,
        "language": conversation.language,
        "left": _time(conversation.left_at),
        "wants_human": notes.wants_human,
        "misunderstood": notes.misunderstood,
        "details": notes.details,
        "flags": [_flag(flag, texts.get(flag.message_id or "")) for flag in notes.flags],
        "bot_is_asking": conversation.bot_may_speak,
        "version": case.version,
    }


async def talk(tx: Transaction, case: Case) -> list[dict[str, Any]]:
    """Every message of the case's conversation, in order."""
    views = [received_view(message) for message in await inbox.after(tx, case.conversation_id, 0)]
    views += [await said_view(tx, message) for message in await outbox.after(tx, case.conversation_id, 0)]
    return sorted(views, key=lambda view: view["position"])


def received_view(message: Received) -> dict[str, Any]:
    return {
        "id": message.id,
        "conversation": message.conversation_id,
        "position": message.position,
        "author": "person",
        "agent": None,
        "name": "",
        "text": message.text,
        "kind": message.kind,
        "buttons": [],
        "at": _time(message.received_at),
        "state": None,
        "fault": None,
        "client_id": None,
    }


async def said_view(tx: Transaction, message: Said) -> dict[str, Any]:
    agent = await _agent(tx, message.agent_id)
    return {
        "id": message.id,
        "conversation": message.conversation_id,
        "position": message.position,
        "author": message.author,
        "agent": message.agent_id,
        "name": agent["name"] if agent else "",
        "text": message.text,
        "kind": "text",
        "buttons": [button.title for button in message.buttons],
        "at": _time(message.created_at),
        "state": message.state,
        "fault": message.fault,
        "client_id": message.cause.rpartition(":")[2] if message.agent_id else None,
    }


async def _agent(tx: Transaction, id: AgentId | None) -> dict[str, str] | None:
    agent = None if id is None else await agents.get(tx, id)
    return None if agent is None else {"id": agent.id, "name": agent.name}


async def _text(tx: Transaction, message: str) -> str:
    received = await inbox.get(tx, message)
    return received.text if received else ""


def _flag(flag: Flag, text: str | None) -> dict[str, Any]:
    view = asdict(flag)
    view["message"] = view.pop("message_id")
    if text is not None and flag.start is not None and flag.end is not None:
        view["start"], view["end"] = utf16(text, flag.start), utf16(text, flag.end)
    return view


def utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 units, which is how browsers count."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
