"""Clubs that meet every two or three months: each club's rules, with the month from which each holds."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import BIG, UtcDateTime

revision = "meeting_rhythms"
down_revision = "report_times"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "meeting_rhythms",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("months", sa.Integer, nullable=False),
        sa.Column("recorded_by", BIG, sa.ForeignKey("people.id"), nullable=True),
        sa.Column("recorded_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("months BETWEEN 1 AND 3", name="months"),
    )
    op.create_index("ix_meeting_rhythms_club_since", "meeting_rhythms", ["club_id", "since"])


def downgrade() -> None:
    """Back to the one before."""
    op.drop_table("meeting_rhythms")
