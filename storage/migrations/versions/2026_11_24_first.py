"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.models import base

revision = "2026_11_24"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="audit_pkey"),
    )
    op.create_table(
        "card",
        sa.Column("session_id", base.Id, nullable=False),
        sa.Column("address_id", base.Id, nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "address_id", "question", name="card_pkey"),
    )
    op.create_table(
        "erased",
        sa.Column("respondent_id", base.Id, autoincrement=False, nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("respondent_id", name="erased_pkey"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("until", base.Moment(), nullable=False),
        sa.Column("paused_until", base.Moment()),
        sa.PrimaryKeyConstraint("name", name="lease_pkey"),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="quarantine_pkey"),
        sa.UniqueConstraint("key", name="quarantine_key_key"),
    )
    op.create_table(
        "respondent",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.Column("language", sa.String(length=35)),
        sa.Column("focus", base.Id),
        sa.Column("seq", base.Id, server_default="0", nullable=False),
        sa.Column("stopped", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="respondent_pkey"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "seen",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="seen_pkey"),
    )
    op.create_index("seen_at_idx", "seen", ["at"])
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="setting_pkey"),
    )
    op.create_table(
        "survey_version",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("xform", sa.Text(), nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="survey_version_pkey"),
        sa.UniqueConstraint("digest", name="survey_version_digest_key"),
    )
    op.create_table(
        "address",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("blocked_at", base.Moment()),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="address_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="address_pkey"),
        sa.UniqueConstraint("lookup", name="address_lookup_key"),
    )
    op.create_index("address_respondent_id_idx", "address", ["respondent_id"])
    op.create_table(
        "campaign",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("version_id", base.Id, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("opens_at", base.Moment()),
        sa.Column("closes_at", base.Moment()),
        sa.Column("deletes_at", base.Moment()),
        sa.Column("min_cell", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.Column("closed_at", base.Moment()),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name="campaign_version_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="campaign_pkey"),
        sa.UniqueConstraint("code", name="campaign_code_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("campaign_due", "campaign", ["state", "opens_at", "closes_at"])
    op.create_table(
        "outgoing",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("address_id", base.Id, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("seq", base.Id, nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("due_at", base.Moment()),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="outgoing_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="outgoing_pkey"),
        sa.UniqueConstraint("respondent_id", "seq", name="outgoing_respondent_id_seq_key"),
    )
    op.create_index(
        "outgoing_due",
        "outgoing",
        ["channel", "due_at", "id"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "staff",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("awaiting", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.Column("until", base.Moment()),
        sa.Column("ended_at", base.Moment()),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="staff_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="staff_pkey"),
        sa.UniqueConstraint("respondent_id", "channel", name="staff_respondent_id_channel_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("staff_respondent_id_idx", "staff", ["respondent_id"])
    op.create_table(
        "ticket",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("role", sa.String(length=16)),
        sa.Column("respondent_id", base.Id),
        sa.Column("session_id", base.Id),
        sa.Column("created_by", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.Column("expires_at", base.Moment(), nullable=False),
        sa.Column("used_at", base.Moment()),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="ticket_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="ticket_pkey"),
        sa.UniqueConstraint("lookup", name="ticket_lookup_key"),
    )
    op.create_table(
        "work",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("address_id", base.Id, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=35), server_default="", nullable=False),
        sa.Column("recipe", sa.Text(), nullable=False),
        sa.Column("due_at", base.Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="work_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="work_pkey"),
    )
    op.create_index("work_due", "work", ["due_at", "id"])
    op.create_index("work_respondent_id_idx", "work", ["respondent_id"])
    op.create_table(
        "broadcast",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="broadcast_campaign_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="broadcast_pkey"),
        sa.UniqueConstraint("campaign_id", "kind", name="broadcast_campaign_id_kind_key"),
    )
    op.create_table(
        "consent",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("text_version", sa.String(length=32), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="consent_campaign_id_fkey"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="consent_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="consent_pkey"),
    )
    op.create_index("consent_campaign_purpose", "consent", ["campaign_id", "purpose"])
    op.create_index("consent_respondent_id_idx", "consent", ["respondent_id"])
    op.create_table(
        "idea",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.Column("session_id", base.Id),
        sa.Column("respondent_id", base.Id),
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=64), server_default="", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("photo", sa.Text(), server_default="", nullable=False),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("moderation", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("official_answer", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.Column("published_at", base.Moment()),
        sa.Column("answered_at", base.Moment()),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="idea_campaign_id_fkey"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="idea_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="idea_pkey"),
        sa.UniqueConstraint("reference", name="idea_reference_key"),
        sa.UniqueConstraint("session_id", name="idea_session_id_key"),
    )
    op.create_index("idea_queue", "idea", ["campaign_id", "moderation", "id"])
    op.create_index("idea_respondent_id_idx", "idea", ["respondent_id"])
    op.create_table(
        "source",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="source_campaign_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="source_pkey"),
        sa.UniqueConstraint("code", name="source_code_key"),
    )
    op.create_index("source_campaign_id_idx", "source", ["campaign_id"])
    op.create_table(
        "delivery",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("broadcast_id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("address_id", base.Id, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", base.Moment()),
        sa.Column("owner", sa.String(length=64)),
        sa.Column("message", sa.String(length=64)),
        sa.Column("at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcast.id"], name="delivery_broadcast_id_fkey"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="delivery_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="delivery_pkey"),
        sa.UniqueConstraint("broadcast_id", "respondent_id", name="delivery_broadcast_id_respondent_id_key"),
    )
    op.create_index(
        "delivery_due",
        "delivery",
        ["due_at", "id"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("delivery_respondent_id_idx", "delivery", ["respondent_id"])
    op.create_index(
        "delivery_sending",
        "delivery",
        ["state", "owner"],
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_table(
        "endorsement",
        sa.Column("idea_id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("follows", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name="endorsement_idea_id_fkey"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="endorsement_respondent_id_fkey"),
        sa.PrimaryKeyConstraint("idea_id", "respondent_id", name="endorsement_pkey"),
    )
    op.create_index("endorsement_respondent_id_idx", "endorsement", ["respondent_id"])
    op.create_table(
        "session",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("respondent_id", base.Id, nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.Column("version_id", base.Id, nullable=False),
        sa.Column("source_id", base.Id),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=64)),
        sa.Column("minor", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("preview", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reopened", sa.Text()),
        sa.Column("slips", sa.Integer(), server_default="0", nullable=False),
        sa.Column("receipt", sa.String(length=16)),
        sa.Column("changed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("hear_back", sa.Boolean()),
        sa.Column("seed", base.Id, nullable=False),
        sa.Column("created_at", base.Moment(), nullable=False),
        sa.Column("begun_at", base.Moment()),
        sa.Column("started_at", base.Moment()),
        sa.Column("sent_at", base.Moment()),
        sa.Column("touched_at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="session_campaign_id_fkey"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="session_respondent_id_fkey"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="session_source_id_fkey"),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name="session_version_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="session_pkey"),
        sqlite_autoincrement=True,
    )
    op.create_index("session_campaign_sent", "session", ["campaign_id", "preview", "sent_at"])
    op.create_index("session_respondent_id_idx", "session", ["respondent_id"])
    op.create_table(
        "answer",
        sa.Column("session_id", base.Id, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("instance", sa.Text(), server_default="", nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("counted", sa.Text()),
        sa.Column("counted_state", sa.String(length=16)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version_id", base.Id, nullable=False),
        sa.Column("at", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="answer_session_id_fkey"),
        sa.PrimaryKeyConstraint("session_id", "path", "instance", name="answer_pkey"),
    )
    op.create_index(
        "answer_count", "answer", ["campaign_id", "path", "counted_state", "counted", "session_id"]
    )
    op.create_table(
        "answer_choice",
        sa.Column("session_id", base.Id, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("instance", sa.Text(), server_default="", nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("campaign_id", base.Id, nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="answer_choice_session_id_fkey"),
        sa.PrimaryKeyConstraint("session_id", "path", "instance", "choice", name="answer_choice_pkey"),
    )
    op.create_index("answer_choice_count", "answer_choice", ["campaign_id", "path", "choice", "session_id"])
    op.create_table(
        "answer_history",
        sa.Column("id", base.Id, nullable=False),
        sa.Column("session_id", base.Id, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("instance", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("until", base.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="answer_history_session_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="answer_history_pkey"),
    )
    op.create_index("answer_history_session_id_idx", "answer_history", ["session_id"])


def downgrade() -> None:
    op.drop_table("answer_history")
    op.drop_table("answer_choice")
    op.drop_table("answer")
    op.drop_table("session")
    op.drop_table("endorsement")
    op.drop_table("delivery")
    op.drop_table("source")
    op.drop_table("idea")
    op.drop_table("consent")
    op.drop_table("broadcast")
    op.drop_table("work")
    op.drop_table("ticket")
    op.drop_table("staff")
    op.drop_table("outgoing")
    op.drop_table("campaign")
    op.drop_table("address")
    op.drop_table("survey_version")
    op.drop_table("setting")
    op.drop_table("seen")
    op.drop_table("respondent")
    op.drop_table("quarantine")
    op.drop_table("lease")
    op.drop_table("erased")
    op.drop_table("card")
    op.drop_table("audit")
