"""Interest may go to both funds: each club's rules, every one with the day from which it holds."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import BIG, UtcDateTime

revision = "interest_rules"
down_revision = "broadcast_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "interest_rules",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("income_percent", sa.Integer, nullable=False),
        sa.Column("recorded_by", BIG, sa.ForeignKey("people.id"), nullable=True),
        sa.Column("recorded_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("income_percent BETWEEN 0 AND 100", name="income_percent"),
    )
    op.create_index("ix_interest_rules_club_since", "interest_rules", ["club_id", "since"])


def downgrade() -> None:
    """Back to the one before."""
    op.drop_table("interest_rules")
