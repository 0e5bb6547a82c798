"""Ideas, their support, and what became of them."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    true,
)

from storage.models.base import Id, Moment, metadata

idea = Table(
    "idea",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("session_id", Id, unique=True),  # the session that sent it
    Column("respondent_id", ForeignKey("respondent.id"), index=True),  # NULL once the author is erased
    Column("reference", String(24), nullable=False, unique=True),
    Column("language", String(64), nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("theme", Text, nullable=False, server_default=""),
    Column("photo", Text, nullable=False, server_default=""),  # name in the media store
    Column("latitude", Float),
    Column("longitude", Float),
    Column("moderation", String(16), nullable=False),  # pending, published, declined
    Column("reason", String(32), nullable=False, server_default=""),  # of a decline: spam, offensive, …
    Column("note", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False),  # Decidim's tokens and ours
    Column("official_answer", Text, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("published_at", Moment),
    Column("answered_at", Moment),
    Index("idea_queue", "campaign_id", "moderation", "id"),
)

endorsement = Table(
    "endorsement",
    metadata,
    Column("idea_id", ForeignKey("idea.id"), nullable=False),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("follows", Boolean, nullable=False, server_default=true()),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("idea_id", "respondent_id"),
)
