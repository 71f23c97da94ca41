"""A club's month knows when its report came in and whether it was sent back; read by its key alone."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import BIG, UtcDateTime

revision = "filed_months"
down_revision = "reach_indexes"
branch_labels = None
depends_on = None

COUNTS = ("meetings", "present", "guests", "measured", "activities", "areas_done", "joined", "left", "died")
KEPT = ("club_id", "month", *COUNTS)
FILED = """
INSERT INTO club_months (club_id, month, meetings, present, guests, measured, activities, areas_done, joined,
    "left", died, filed_at, sent_back)
SELECT reports.club_id, CAST(reports.period || '-01' AS DATE), 0, 0, 0, 0, 0, 0, 0, 0, 0,
    min(report_versions.submitted_at), max(CASE WHEN reports.status = 'sent_back' THEN 1 ELSE 0 END)
FROM reports JOIN report_versions ON report_versions.report_id = reports.id
WHERE reports.period LIKE '____-__' AND substr(reports.period, 6, 1) IN ('0', '1')
GROUP BY reports.club_id, reports.period
ON CONFLICT (club_id, month) DO UPDATE SET filed_at = excluded.filed_at, sent_back = excluded.sent_back
"""
DAY_OF_SQLITE = ("CAST(reports.period || '-01' AS DATE)", "reports.period || '-01'")  # its days are texts


def upgrade() -> None:
    """To this revision."""
    _made_anew(
        sa.Column("filed_at", UtcDateTime, nullable=True),
        sa.Column("sent_back", sa.Integer, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(FILED.replace(*DAY_OF_SQLITE) if on_sqlite else FILED)


def downgrade() -> None:
    """Back to the one before; months of which only the report was known go."""
    _made_anew()
    months = _months("club_months")
    op.execute(sa.delete(months).where(*(months.c[name] == 0 for name in COUNTS)))
    op.create_index("ix_club_months_month", "club_months", ["month"])


def _made_anew(*more: sa.Column[object], **options: bool) -> None:
    """The table with its counts; SQLite cannot change how a table that stands is kept."""
    op.execute("CREATE TABLE club_months_before AS SELECT * FROM club_months")
    op.drop_table("club_months")
    op.create_table(
        "club_months",
        sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), primary_key=True, autoincrement=False),
        sa.Column("month", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in COUNTS),
        *more,
        **options,
    )
    op.execute(sa.insert(_months("club_months")).from_select(KEPT, sa.select(_months("club_months_before"))))
    op.drop_table("club_months_before")


def _months(name: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(each) for each in KEPT))
