"""Who owns a conversation, and what a change of owner is allowed to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AgentId, ConversationId
from bot.domain.words import ReplyLanguage


class Owner(StrEnum):
    BOT = "bot"
    HUMAN = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All messages between one person and the door on one channel.

    `version` changes with every change of owner; whoever decided on an older version has lost the race.
    `left_at` is set while the person is away by the quick exit: nothing is sent then.
    """

    id: ConversationId
    channel: str
    owner: Owner
    agent_id: AgentId | None
    version: int
    position: int
    language: ReplyLanguage | None
    pinned: bool
    left_at: datetime | None
    created_at: datetime

    @property
    def bot_may_speak(self) -> bool:
        return self.owner is Owner.BOT and self.left_at is None
