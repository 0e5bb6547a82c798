"""Campaigns, the versions of their surveys, their entry points, and what staff did."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.models.base import Id, Moment, metadata

survey_version = Table(
    "survey_version",  # never altered
    metadata,
    Column("id", Id, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of `xform`
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False, server_default=""),
    Column("xform", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

campaign = Table(
    "campaign",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),  # as it is shown; found by that of its source
    Column("title", Text, nullable=False),  # JSON: language key to text
    Column("kind", String(16), nullable=False),  # survey, ideas
    Column("version_id", ForeignKey("survey_version.id"), nullable=False),
    Column("state", String(16), nullable=False),  # draft, scheduled, open, paused, closed
    Column("zone", String(64), nullable=False),
    Column("opens_at", Moment),
    Column("closes_at", Moment),
    Column("deletes_at", Moment),
    Column("min_cell", Integer, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("campaign_due", "state", "opens_at", "closes_at"),
    sqlite_autoincrement=True,  # audit entries name campaigns by number
)

source = Table(
    "source",  # each campaign's own code is one, of kind `link`
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False, index=True),
    Column("code", String(16), nullable=False, unique=True),  # folded: upper case, O read as 0
    Column("kind", String(16), nullable=False),  # link, event, partner, poster, referral, broadcast
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

audit = Table(
    "audit",  # only ever added to
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),  # `staff:7`, `host:awa`
    Column("action", String(32), nullable=False),  # launch, close, export, invite, publish…
    Column("subject", Text, nullable=False, server_default=""),  # `campaign:3`, `idea:12`
    Column("detail", Text, nullable=False, server_default=""),  # ids and counts, never an answer or a name
    Column("link", LargeBinary(32), nullable=False),  # hash of this entry and the link of the one before
)
