"""The tables. Columns ending in _sealed hold envelopes (see sealing.py), those in _index blind indexes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time, stored as microseconds since 1970: equal and ordered alike on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _conversation() -> Column[str]:
    return Column("conversation_id", String(32), ForeignKey("conversations.id"), nullable=False)


agents = Table(
    "agents",
    metadata,
    _id(),
    Column("login_index", LargeBinary, nullable=False, unique=True),
    Column("login_sealed", LargeBinary, nullable=False),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_index", LargeBinary, primary_key=True),
    Column("agent_id", String(32), ForeignKey("agents.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    Column("address_index", LargeBinary, nullable=False),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("owner", String(8), nullable=False),
    Column("agent_id", String(32), ForeignKey("agents.id")),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("language", String(8)),
    Column("pinned", Boolean, nullable=False),
    Column("state_sealed", LargeBinary),
    Column("left_at", Moment),
    # When the person last wrote: some platforms let us write freely only for a while after that.
    Column("heard_at", Moment),
    # False while the person has blocked us.
    Column("reachable", Boolean, nullable=False, server_default=true()),
    Column("created_at", Moment, nullable=False),
    Column("lease_holder", String(32)),
    Column("lease_until", Moment),
    UniqueConstraint("channel", "address_index"),
)

# Other addresses of the person of a conversation, such as a phone number beside a business-scoped id.
addresses = Table(
    "addresses",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    Column("address_index", LargeBinary, nullable=False),
    Column("address_sealed", LargeBinary, nullable=False),
    _conversation(),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("channel", "address_index"),
)

# Genuine bodies of a provider that could not be read in full: kept, so that nothing is lost by a change of theirs.
quarantine = Table(
    "quarantine",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    Column("body_index", LargeBinary, nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("channel", "body_index"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    # Blind: providers put a person's address into the ids of messages.
    Column("message_index", LargeBinary, nullable=False),
    _conversation(),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    Column("status", String(16), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("handled_at", Moment),
    UniqueConstraint("channel", "message_index"),
    UniqueConstraint("conversation_id", "position"),
    Index(
        "ix_inbox_waiting",
        "received_at",
        sqlite_where=text("status = 'accepted'"),
        postgresql_where=text("status = 'accepted'"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _conversation(),
    Column("position", Integer, nullable=False),
    # What brought this message about; unique, so a step repeated after a crash adds nothing.
    Column("cause", String(160), nullable=False, unique=True),
    Column("author", String(8), nullable=False),
    Column("agent_id", String(32), ForeignKey("agents.id")),
    Column("body_sealed", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state_at", Moment, nullable=False),
    # When the message is to be looked at next; none: nothing is left to do for it (or its person pulls it).
    Column("due_at", Moment),
    # Provider calls it takes, known once the first was made; what became of each stands in sendings.
    Column("parts", Integer),
    # Tries since the last part went out, and copies sent because nobody knew whether the first had.
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("repeats", Integer, nullable=False, server_default="0"),
    # The worker died in the middle of a call.
    Column("crashed", Boolean, nullable=False, server_default=false()),
    Column("fault", String(16)),
    Column("fault_code", String(32)),
    Column("lease_holder", String(32)),
    Column("lease_until", Moment),
    UniqueConstraint("conversation_id", "position"),
    Index(
        "ix_outbox_due",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)

# Each try to send a part. Kept apart, so that what a provider tells of an earlier one is not taken for a later one.
sendings = Table(
    "sendings",
    metadata,
    Column("outbox_id", String(32), ForeignKey("outbox.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("provider_index", LargeBinary, index=True),
    Column("provider_sealed", LargeBinary),
    Column("state", String(16), nullable=False),
    Column("state_at", Moment, nullable=False),
)

# How far the pace towards a provider, or one person there, is used up (see domain/pace).
paces = Table(
    "paces",
    metadata,
    Column("key_index", LargeBinary, primary_key=True),
    Column("spent_until", Moment, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("reference", String(24), nullable=False, unique=True),
    _conversation(),
    Column("state", String(16), nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("line", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("owner_id", String(32), ForeignKey("agents.id")),
    Column("opened_at", Moment, nullable=False),
    Column("waiting_since", Moment),
    Column("claimed_at", Moment),
    Column("resolved_at", Moment),
    Column("disposition", String(32)),
    Column("notes_sealed", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
    # One open case a conversation: two workers cannot open two.
    Index(
        "uq_cases_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("state <> 'resolved'"),
        postgresql_where=text("state <> 'resolved'"),
    ),
    Index("ix_cases_conversation_id", "conversation_id"),
)

desk_events = Table(
    "desk_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(16), nullable=False),
    Column("subject_id", String(32), nullable=False),
    Column("conversation_id", String(32), nullable=False),
    Column("at", Moment, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("agent_id", String(32), ForeignKey("agents.id")),
    Column("action", String(32), nullable=False),
    Column("subject_id", String(32)),
    Column("at", Moment, nullable=False),
)
