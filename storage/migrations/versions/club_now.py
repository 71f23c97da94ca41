"""What each club has come to, one row a club, worked out from its days, meetings and members."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import BIG

revision = "club_now"
down_revision = "notices_by_day"
branch_labels = None
depends_on = None

_SHARES = ("income", "activity", "lent")
FILL = """
INSERT INTO club_now (club_id, closed_on, income, activity, lent, met_on, members, last_joined, last_left)
SELECT clubs.id, days.day,
    coalesce(days.income_fund_box + days.income_fund_bank + days.income_fund_lent, 0),
    coalesce(days.activity_fund_box + days.activity_fund_bank + days.activity_fund_lent, 0),
    coalesce(days.income_fund_lent + days.activity_fund_lent, 0),
    (SELECT max(meetings.held_on) FROM meetings WHERE meetings.club_id = clubs.id),
    (SELECT count(*) FROM members WHERE members.club_id = clubs.id AND members.left_on IS NULL),
    (SELECT max(members.joined_on) FROM members WHERE members.club_id = clubs.id),
    (SELECT max(members.left_on) FROM members WHERE members.club_id = clubs.id)
FROM clubs LEFT JOIN club_days AS days ON days.club_id = clubs.id
    AND days.day = (SELECT max(newest.day) FROM club_days AS newest WHERE newest.club_id = clubs.id)
"""


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "club_now",
        sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), primary_key=True, autoincrement=False),
        sa.Column("closed_on", sa.Date, nullable=True),
        *(sa.Column(name, sa.BigInteger, nullable=False, server_default="0") for name in _SHARES),
        sa.Column("met_on", sa.Date, nullable=True),
        sa.Column("members", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_joined", sa.Date, nullable=True),
        sa.Column("last_left", sa.Date, nullable=True),
    )
    op.execute(FILL)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_table("club_now")
