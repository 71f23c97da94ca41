"""Reports of clubs with all their versions, and the maintained monthly sums digests are made of.

A report belongs to (club, period), so the deputy can go on with what the leader began.
"""

import sqlalchemy as sa

from storage.tables.base import BIG, day, instant, metadata, number, one_of, ref, row_id, text, values, vnd

reports = sa.Table(
    "reports",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    text("period"),
    one_of("status", "draft", "submitted", "sent_back", "approved", "accepted", "amended", default="draft"),
    number("version", default=1),
    sa.UniqueConstraint("club_id", "period"),
    sa.Index("ix_reports_period_status", "period", "status"),
)

report_versions = sa.Table(
    "report_versions",
    metadata,
    sa.Column("report_id", BIG, sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    values("figures"),
    ref("submitted_by", "people.id", optional=True),
    instant("submitted_at"),
    values("changes", default="[]"),
    text("note", default=""),
    # what a period's digest asks of thousands of reports: never opens the figures themselves
    sa.Index("ix_report_versions_report_time", "report_id", "submitted_at"),
)

club_months = sa.Table(
    "club_months",
    metadata,
    sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), primary_key=True, autoincrement=False),
    sa.Column("month", sa.Date, primary_key=True),  # its first day
    number("meetings"),
    number("present"),
    number("guests"),
    number("measured"),
    number("activities"),
    number("areas_done"),
    number("joined"),
    number("left"),
    number("died"),
    instant("filed_at", optional=True),  # when the month's report first came in
    number("sent_back", default=0),  # 1 while it waits for the club again
    sqlite_with_rowid=False,  # read by (club, month) only: one look instead of two
)

club_now = sa.Table(
    "club_now",
    metadata,
    sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), primary_key=True, autoincrement=False),
    day("closed_on", optional=True),  # the newest day with entries, and what the funds had at its end
    vnd("income", default=0),
    vnd("activity", default=0),
    vnd("lent", default=0),
    day("met_on", optional=True),
    number("members", default=0),
    day("last_joined", optional=True),
    day("last_left", optional=True),
)
