"""What came in, what is promised to go out, and to whom a broadcast went."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.models.base import Id, Moment, metadata

seen = Table(
    "seen",  # keys of inbounds already taken
    metadata,
    Column("key", String(128), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

quarantine = Table(
    "quarantine",  # what could not be read, or failed twice
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

outgoing = Table(
    "outgoing",  # web rows stay until the purge, others go once sent
    metadata,
    Column("id", Id, primary_key=True),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False),
    Column("address_id", Id, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("seq", Id, nullable=False),  # per respondent, from 1, without gaps
    Column("card", Text, nullable=False),  # JSON of bot.channel.Card
    Column("due_at", Moment),  # NULL: nothing left to do
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("respondent_id", "seq"),
    Index(
        "outgoing_due",
        "channel",
        "due_at",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
)

work = Table(
    "work",  # what takes too long for a turn: a workbook to be read, an export or a picture to be made
    metadata,
    Column("id", Id, primary_key=True),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("address_id", Id, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("language", String(35), nullable=False, server_default=""),
    Column("recipe", Text, nullable=False),  # `export HALLES csv`, `read <media> <file name>`
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Index("work_due", "due_at", "id"),
)

card = Table(
    "card",  # messages of a chat: its newest, and those of a resident that answered a question
    metadata,
    Column("session_id", Id, nullable=False),
    Column("address_id", Id, nullable=False),
    Column("question", Integer, nullable=False),  # -1, of session 0: the newest message
    Column("message", String(64), nullable=False),
    PrimaryKeyConstraint("session_id", "address_id", "question"),
)

broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # thanks
    Column("text", Text, nullable=False),  # JSON: what it tells, in no language yet
    Column("state", String(16), nullable=False),  # draft, sending, done
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("campaign_id", "kind"),
)

delivery = Table(
    "delivery",  # one broadcast to one respondent: at most once, or `uncertain`
    metadata,
    Column("id", Id, primary_key=True),
    Column("broadcast_id", ForeignKey("broadcast.id"), nullable=False),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("address_id", Id, nullable=False),
    Column("state", String(16), nullable=False),  # storage.deliveries.Became
    Column("due_at", Moment),  # set while queued
    Column("owner", String(64)),
    Column("message", String(64)),
    Column("at", Moment, nullable=False),
    UniqueConstraint("broadcast_id", "respondent_id"),
    Index(
        "delivery_due",
        "due_at",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "delivery_sending",
        "state",
        "owner",
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
)

lease = Table(
    "lease",  # one sender, one poller for each bot token
    metadata,
    Column("name", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("until", Moment, nullable=False),
    Column("paused_until", Moment),  # a 429 pauses the whole token
)
