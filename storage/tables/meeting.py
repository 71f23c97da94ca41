"""Monthly meetings, who was away, and what a club did in its eight activity areas.

Health is counted, never described: how many were measured, not who had what.
"""

import sqlalchemy as sa

from storage.tables.base import BIG, day, instant, metadata, number, one_of, ref, row_id, text, values

meetings = sa.Table(
    "meetings",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    day("held_on"),
    text("topic", default=""),
    number("present_count", optional=True),
    number("guests", default=0),
    number("measured_count", optional=True),
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
    values("details"),
    sa.UniqueConstraint("club_id", "held_on"),
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("meeting_id", BIG, sa.ForeignKey("meetings.id"), primary_key=True, autoincrement=False),
    sa.Column("member_id", BIG, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    one_of("reason", "sick_visit_needed", "away", "unknown", default="unknown"),
    sa.Index("ix_absences_member", "member_id"),
)

activities = sa.Table(
    "activities",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    day("done_on"),
    number("area_number"),
    text("kind"),
    number("people", default=0),
    number("amount_count", default=0),
    text("note", default=""),
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
    sa.CheckConstraint("area_number BETWEEN 1 AND 8", name="area_number"),
    sa.Index("ix_activities_club_day", "club_id", "done_on"),
)
