"""Where clubs are and who belongs to them: areas, clubs, members, what a club owns.

Districts ended on 1/7/2025, so areas are dated and keep their old names as aliases.
"""

import sqlalchemy as sa

from storage.tables.base import day, instant, metadata, number, one_of, ref, row_id, text, values, vnd

areas = sa.Table(
    "areas",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    text("name"),
    one_of("kind", "nation", "province", "commune"),
    sa.Column("parent_code", sa.Text, sa.ForeignKey("areas.code"), index=True),
    values("aliases", default="[]"),
    day("valid_from", optional=True),
    day("valid_to", optional=True),
)

clubs = sa.Table(
    "clubs",
    metadata,
    row_id(),
    sa.Column("area_code", sa.Text, sa.ForeignKey("areas.code"), nullable=False, index=True),
    text("name"),
    text("hamlet", default=""),
    day("founded_on", optional=True),
    one_of("status", "active", "paused", "closed", default="active"),
    values("settings"),
    number("version", default=1),
    values("was", default="[]"),
)

members = sa.Table(
    "members",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    number("roster_number"),
    text("name"),
    number("birth_year", optional=True),
    day("birth_date", optional=True),
    one_of("sex", "female", "male", optional=True),
    day("joined_on", optional=True),
    day("left_on", optional=True),
    one_of("left_reason", "moved", "left", "died", optional=True),
    text("hamlet", default=""),
    sa.UniqueConstraint("club_id", "roster_number"),
    sa.Index("ix_members_club_days", "club_id", "joined_on", "left_on"),
)

assets = sa.Table(
    "assets",
    metadata,
    row_id(),
    ref("club_id", "clubs.id", index=True),
    text("name"),
    number("quantity", default=1),
    vnd("value", optional=True),
    day("acquired_on", optional=True),
    day("gone_on", optional=True),
    text("source", default=""),
    text("note", default=""),
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
)

meeting_rhythms = sa.Table(
    "meeting_rhythms",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    day("since"),
    number("months"),  # from one meeting to the next
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
    sa.CheckConstraint("months BETWEEN 1 AND 3", name="months"),
    sa.Index("ix_meeting_rhythms_club_since", "club_id", "since"),
)

gifts_in_kind = sa.Table(
    "gifts_in_kind",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    day("given_on"),
    text("giver"),
    text("what"),
    vnd("value", optional=True),
    text("note", default=""),
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
    sa.Index("ix_gifts_in_kind_club_day", "club_id", "given_on"),
)
