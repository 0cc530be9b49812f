"""Converse: answer one message. Safety first and without the brain, then the brain, then one commit.

No database connection is held while the brain thinks. Ownership and the message's status are looked at
again in the transaction that answers: whoever was overtaken by a human, or by another worker, says nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot import lexicon
from bot.brain import Brain, BrainFailed, Turn
from bot.domain.case import Case
from bot.domain.conversation import Conversation, Owner
from bot.domain.ids import ConversationId
from bot.domain.triage import Phrase, Triage, decide
from bot.domain.words import ReplyLanguage
from bot.points import reach
from bot.services.carry_out import carry_out
from bot.services.escalate import escalate, person_waits
from bot.services.house import House
from bot.services.say import say
from bot.store import cases, conversations, inbox, outbox
from bot.store.database import Transaction
from bot.store.inbox import Received
from bot.store.outbox import Author
from channels.message import Button, InboundKind
from language import Lexicon, read, turns_talk

LEASE_SECONDS = 8.0
LONG_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A message on its way to the brain: everything the answer will need, without a connection."""

    message: Received
    conversation: Conversation
    phrases: Sequence[Phrase] = field(repr=False)
    language: ReplyLanguage | None
    carded: bool
    request: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Converse:
    house: House
    brain: Brain
    lexicon: Lexicon
    holder: str

    async def next(self, conversation: ConversationId) -> bool:
        """Answer the oldest waiting message of a conversation. False when there is none left for us."""
        database = self.house.database
        async with database.read() as tx:
            message = await inbox.next_waiting(tx, conversation)
        if message is None:
            return False
        phrases = await self._listen(message.text)
        async with database.write() as tx:
            if not await self._ours(tx, conversation):
                return False
            asked = await self._before_the_brain(tx, message, phrases)
            reach("converse.before_card_commit")
        reach("converse.after_card_commit")
        if asked is None:
            return True
        turn: Turn | None
        try:
            reach("converse.before_brain")
            turn = await self.brain.turn(asked.request)
            reach("converse.after_brain")
        except BrainFailed:
            turn = None
        async with database.write() as tx:
            await self._answer(tx, asked, turn)
            reach("converse.before_reply_commit")
        reach("converse.after_reply_commit")
        return True

    async def give_up(self, conversation: ConversationId) -> None:
        """A message that could not be handled several times: a human is brought in, and it stops blocking."""
        async with self.house.database.read() as tx:
            message = await inbox.next_waiting(tx, conversation)
        if message is None:
            return
        phrases: tuple[Phrase, ...] = ()
        # The ear may be what failed; but where it was something else, danger must not be missed now.
        with suppress(Exception):
            phrases = await self._listen(message.text)
        async with self.house.database.write() as tx:
            if not await self._ours(tx, conversation):
                return
            locked = await conversations.lock(tx, conversation)
            asked = Asked(
                message=message,
                conversation=locked,
                phrases=phrases,
                language=locked.language,
                carded=False,
                request={},
            )
            await self._answer(tx, asked, None)

    async def _ours(self, tx: Transaction, conversation: ConversationId) -> bool:
        """Several doors share the work by leases; a door alone with its SQLite needs none."""
        if self.house.database.is_sqlite:
            return True
        return await conversations.lease(tx, conversation, self.holder, self.house.now(), LEASE_SECONDS)

    async def _listen(self, text: str) -> tuple[Phrase, ...]:
        """A long text is read beside the loop, so that nobody else waits for it."""
        if len(text) <= LONG_TEXT:
            return lexicon.phrases(self.lexicon, text)
        return await asyncio.to_thread(lexicon.phrases, self.lexicon, text)

    async def _before_the_brain(
        self, tx: Transaction, message: Received, phrases: Sequence[Phrase]
    ) -> Asked | None:
        """What certain phrases and taps decide. None when the brain need not, or must not, be asked."""
        now = self.house.now()
        conversation = await conversations.lock(tx, message.conversation_id)
        if message.kind.quiet or (message.kind is InboundKind.EDIT and not message.text.strip()):
            await inbox.handled(tx, message.id, now)
            return None
        language = await self._language(tx, conversation, message)
        unreadable = not message.kind.readable
        triage = decide(phrases, None, brain_asked=False, tap=message.payload, unreadable=unreadable)
        escalated = await escalate(
            tx, self.house, conversation, triage, message=message.id, language=language, now=now
        )
        if conversation.owner is Owner.HUMAN:
            await person_waits(tx, conversation, message.position, now)
            await inbox.handled(tx, message.id, now)
            return None
        if unreadable and not message.text.strip():
            if await inbox.handled(tx, message.id, now) and conversation.bot_may_speak:
                await self._door_says(tx, message, "unreadable", language)
            return None
        return Asked(
            message=message,
            conversation=conversation,
            phrases=phrases,
            language=language,
            carded=escalated is not None and escalated.card_sent,
            request=await self._request(
                tx, conversation, message, language, escalated.case if escalated else None
            ),
        )

    async def _answer(self, tx: Transaction, asked: Asked, turn: Turn | None) -> None:
        now = self.house.now()
        conversation = await conversations.lock(tx, asked.conversation.id)
        if not await inbox.handled(tx, asked.message.id, now):
            return
        triage = self._decide(asked, turn)
        language = asked.language
        if (
            turn is not None
            and turn.reading.reply
            and not conversation.pinned
            and self._turns(conversation, asked.message)
        ):
            language = ReplyLanguage(turn.reading.reply)
            if language is not conversation.language:
                await conversations.set_language(tx, conversation.id, language, pinned=False)
        escalated = await escalate(
            tx, self.house, conversation, triage, message=asked.message.id, language=language, now=now
        )
        carded = asked.carded or (escalated is not None and escalated.card_sent)
        if not asked.message.kind.readable and conversation.bot_may_speak:
            # What came with these words; they themselves are answered below.
            await self._door_says(tx, asked.message, "unreadable", language)
            carded = True
        if turn is None:
            if conversation.bot_may_speak and not carded:
                await self._hold(tx, asked.message, escalated.case if escalated else None, language)
            return
        await conversations.keep_dialogue_state(tx, conversation.id, turn.state)
        commands = [reply.command for reply in turn.replies if reply.command]
        spoken = await carry_out(tx, self.house, conversation, commands, language=language, now=now)
        if conversation.bot_may_speak:
            await self._bot_says(tx, asked.message, turn, spoken)

    def _decide(self, asked: Asked, turn: Turn | None) -> Triage:
        return decide(
            asked.phrases,
            turn.reading if turn else None,
            tap=asked.message.payload,
            unreadable=not asked.message.kind.readable,
        )

    @staticmethod
    def _turns(conversation: Conversation, message: Received) -> bool:
        return conversation.language is None or turns_talk(message.text)

    async def _language(
        self, tx: Transaction, conversation: Conversation, message: Received
    ) -> ReplyLanguage | None:
        """The language last used, unless the person chose one. Taps and emoji do not change it."""
        heard = read(message.text).reply if message.payload is None else None
        if heard is None or conversation.pinned or not self._turns(conversation, message):
            return conversation.language
        language = ReplyLanguage(heard)
        if language is not conversation.language:
            await conversations.set_language(tx, conversation.id, language, pinned=False)
        return language

    async def _request(
        self,
        tx: Transaction,
        conversation: Conversation,
        message: Received,
        language: ReplyLanguage | None,
        case: Case | None,
    ) -> dict[str, Any]:
        return {
            "conversation": conversation.id,
            "message": message.id,
            "text": message.text,
            "payload": message.payload,
            "context": {
                "language": language,
                "pinned": conversation.pinned,
                "case": case
                and {
                    "reference": case.reference,
                    "urgency": case.urgency,
                    "line": case.line,
                    "state": case.state,
                },
                "escalated": case is not None and case.urgency.escalated,
                "now": message.received_at.isoformat(),
                "facts": self.house.facts,
            },
            "state": await conversations.dialogue_state(tx, conversation.id),
        }

    async def _bot_says(self, tx: Transaction, message: Received, turn: Turn, spoken: list[str]) -> None:
        case = await cases.open_of(tx, message.conversation_id)
        reference = case.reference if case else ""
        lines = [
            (reply.text.replace("%reference%", reference), reply.buttons)
            for reply in turn.replies
            if reply.text
        ]
        for ordinal, (text, buttons) in enumerate([*lines, *((text, ()) for text in spoken)]):
            await say(
                tx,
                message.conversation_id,
                cause=f"{message.id}:reply:{ordinal}",
                author=Author.BOT,
                text=text,
                buttons=tuple(Button(title=title, payload=payload) for title, payload in buttons),
                now=self.house.now(),
            )

    async def _hold(
        self, tx: Transaction, message: Received, case: Case | None, language: ReplyLanguage | None
    ) -> None:
        """Without the brain: say that the message is kept and a person will answer. At length only once a case."""
        first = case is None or await outbox.by_cause(tx, f"hold:{case.id}") is None
        if first and case is not None:
            await self._door_says(tx, message, "hold_first", language, cause=f"hold:{case.id}")
        else:
            await self._door_says(tx, message, "hold_again", language)

    async def _door_says(
        self,
        tx: Transaction,
        message: Received,
        key: str,
        language: ReplyLanguage | None,
        *,
        cause: str | None = None,
    ) -> None:
        text = self.house.texts.say(language, key)
        cause = cause or f"{message.id}:{key}"
        await say(
            tx, message.conversation_id, cause=cause, author=Author.DOOR, text=text, now=self.house.now()
        )
