"""Sessions and answers.

An answer has two values: `value` is what was last said, `counted` what results count. They differ only
between a correction after « Envoyer » and the next « Envoyer ».
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from storage.models.base import Id, Moment, metadata

session = Table(
    "session",
    metadata,
    Column("id", Id, primary_key=True),
    Column("respondent_id", ForeignKey("respondent.id"), nullable=False, index=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("version_id", ForeignKey("survey_version.id"), nullable=False),
    Column("source_id", ForeignKey("source.id")),
    Column("channel", String(16), nullable=False),
    Column("language", String(64)),
    Column("minor", Boolean, nullable=False, server_default=false()),
    Column("preview", Boolean, nullable=False, server_default=false()),
    Column("reopened", Text),
    Column("slips", Integer, nullable=False, server_default="0"),
    Column("receipt", String(16)),
    Column("changed", Boolean, nullable=False, server_default=false()),
    Column("hear_back", Boolean),
    Column("seed", Id, nullable=False),  # of this session's random order
    Column("created_at", Moment, nullable=False),
    Column("begun_at", Moment),  # « Commencer »
    Column("started_at", Moment),  # the first answer
    Column("sent_at", Moment),  # the first « Envoyer »
    Column("touched_at", Moment, nullable=False),
    Index("session_campaign_sent", "campaign_id", "preview", "sent_at"),
    sqlite_autoincrement=True,  # old buttons carry the number of an erased session
)

answer = Table(
    "answer",
    metadata,
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("path", Text, nullable=False),  # `/data/g/q`
    Column("instance", Text, nullable=False, server_default=""),  # of a repeat; "" outside
    Column("campaign_id", Id, nullable=False),  # copied, so that counting needs no join
    Column("value", Text, nullable=False, server_default=""),
    Column("state", String(16), nullable=False),  # dialogs.turn.AnswerState
    Column("counted", Text),  # what results count; NULL: nothing yet
    Column("counted_state", String(16)),
    Column("revision", Integer, nullable=False),
    Column("version_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("session_id", "path", "instance"),
    Index("answer_count", "campaign_id", "path", "counted_state", "counted", "session_id"),
)

answer_choice = Table(
    "answer_choice",  # one row for each option of a counted `select_multiple`
    metadata,
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("path", Text, nullable=False),
    Column("instance", Text, nullable=False, server_default=""),
    Column("choice", Text, nullable=False),
    Column("campaign_id", Id, nullable=False),
    PrimaryKeyConstraint("session_id", "path", "instance", "choice"),
    Index("answer_choice_count", "campaign_id", "path", "choice", "session_id"),
)

answer_history = Table(
    "answer_history",  # what an answer was before it changed
    metadata,
    Column("id", Id, primary_key=True),
    Column("session_id", ForeignKey("session.id"), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("instance", Text, nullable=False, server_default=""),
    Column("value", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("until", Moment, nullable=False),
)
