"""Respondents, how they are reached, who of them is staff, and what they agreed to."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.models.base import Id, Moment, metadata

respondent = Table(
    "respondent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("language", String(35)),  # BCP 47, chosen or hinted by the channel
    Column("focus", Id),  # the session spoken to; no foreign key: sessions are erased first
    Column("seq", Id, nullable=False, server_default="0"),  # the newest outgoing row's number
    Column("stopped", Boolean, nullable=False, server_default=false()),  # /stop: no unasked messages
    sqlite_autoincrement=True,  # the number of an erased respondent is never given again
)

erased = Table(
    "erased",  # who asked to be forgotten: erased again where a backup brings them back
    metadata,
    Column("respondent_id", Id, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

address = Table(
    "address",
    metadata,
    Column("id", Id, primary_key=True),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("lookup", LargeBinary(32), nullable=False, unique=True),  # keyed hash of `telegram:42`
    Column("sealed", LargeBinary, nullable=False),  # AEAD of the same text
    Column("key_id", String(16), nullable=False),
    Column("blocked_at", Moment),
    Column("created_at", Moment, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Id, primary_key=True),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("channel", String(16), nullable=False),  # signed in where
    Column("label", Text, nullable=False, server_default=""),
    Column("awaiting", Text, nullable=False, server_default=""),  # a command with words still to come
    Column("created_at", Moment, nullable=False),
    Column("until", Moment),  # on the web: 30 days
    Column("ended_at", Moment),
    UniqueConstraint("respondent_id", "channel"),
    sqlite_autoincrement=True,  # audit entries name staff by number
)

ticket = Table(
    "ticket",  # a single-use link: `i_…` makes staff, `r_…` resumes a session elsewhere
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),  # staff, resume
    Column("lookup", LargeBinary(32), nullable=False, unique=True),
    Column("role", String(16)),
    Column("respondent_id", ForeignKey("respondent.id")),
    Column("session_id", Id),
    Column("created_by", Text, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("purpose", String(16), nullable=False),  # notice, hear_back
    Column("text_version", String(32), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Index("consent_campaign_purpose", "campaign_id", "purpose"),
)

setting = Table(
    "setting",  # few words that belong to the database itself, as the check value of the secret key
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
