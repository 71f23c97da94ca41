"""SQL of the weekly figures: each statement asks once for all clubs of an area, however many they are.

Money of a day is the closing of the club's newest maintained day that is not later.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from storage.club_days import CLOSINGS
from storage.officer_sums_sql import newest_day
from storage.records import Fund
from storage.tables.clubs import areas, clubs
from storage.tables.fund import club_days, entries, lines
from storage.tables.loans import loans
from storage.tables.meeting import meetings

WEEK = timedelta(days=7)
Where = sa.ColumnElement[bool]
Here = Any  # a subquery with one column, `id`


def in_area(code: Any, kind: str, away: list[int], back: list[int]) -> Where:
    """Active clubs of an area; `away` stand elsewhere on the day asked about, `back` still stood here."""
    inside: Where = {
        "nation": sa.true(),
        "province": clubs.c.area_code.in_(
            sa.select(areas.c.code).where((areas.c.parent_code == code) | (areas.c.code == code))
        ),
        "commune": clubs.c.area_code == code,
    }[kind]
    if away:
        inside = inside & clubs.c.id.not_in(away)
    if back:
        inside = inside | clubs.c.id.in_(back)
    return inside & (clubs.c.status == "active")


def chosen(dialect: str, club_ids: Sequence[int]) -> Here:
    """These clubs as a table of ids: found once, joined by every other statement of the same figures."""
    if dialect == "postgresql":
        array = sa.cast(list(club_ids), postgresql.ARRAY(sa.BigInteger))
        return sa.select(sa.func.unnest(array).column_valued("id")).subquery("here")
    ids = sa.func.json_each(json.dumps(list(club_ids))).table_valued(sa.column("value", sa.Integer))
    return sa.select(ids.c.value.label("id")).subquery("here")


def club_rows(where: Where, until: date) -> sa.Select[Any]:
    """Each club with its commune, the closings of both funds on its newest day, and its last meeting."""
    met = sa.select(sa.func.max(meetings.c.held_on)).where(
        meetings.c.club_id == clubs.c.id, meetings.c.held_on <= until
    )
    source = clubs.join(areas, areas.c.code == clubs.c.area_code).outerjoin(
        club_days, newest_day(clubs.c.id, until)
    )
    shown = (clubs.c.id, clubs.c.name, clubs.c.hamlet, clubs.c.founded_on)
    commune = (areas.c.code, areas.c.name.label("commune"), areas.c.kind, areas.c.parent_code)
    born = sa.or_(clubs.c.founded_on.is_(None), clubs.c.founded_on <= until)
    held = [club_days.c[name] for name in CLOSINGS]
    chosen = sa.select(*shown, *commune, met.scalar_subquery().label("last_met"), *held)
    return chosen.select_from(source).where(where, born).order_by(areas.c.code, clubs.c.id)


def moved(here: Here, until: date) -> sa.Select[Any]:
    """By club: what the week did to both funds, how many entries it has, and its largest one."""
    those = club_days.c.day.between(until - WEEK + timedelta(days=1), until)
    day = club_days.c
    return (
        sa.select(
            here.c.id,
            sa.func.sum(day.gained).label("change"),
            sa.func.sum(day.entries).label("entries"),
            sa.func.max(day.biggest).label("biggest"),
        )
        .select_from(here.join(club_days, sa.and_(day.club_id == here.c.id, those)))
        .group_by(here.c.id)
    )


def overdue(here: Here, until: date) -> sa.Select[Any]:
    """Loans past their day with what was owed at the end of `until`, those repaid since too."""
    open_ones = (
        sa.select(loans.c.id)
        .select_from(here.join(loans, loans.c.club_id == here.c.id))
        .where(loans.c.status == "open", loans.c.due_on < until)
    )
    changed_since = sa.and_(
        entries.c.club_id == here.c.id,
        entries.c.fund == Fund.INCOME_FUND.value,
        entries.c.occurred_on > until,
    )
    paid_since = (
        sa.select(entries.c.loan_id)
        .select_from(here.join(entries, changed_since))
        .where(entries.c.loan_id.is_not(None))
    )
    wanted = open_ones.union(paid_since).subquery("wanted")
    owed = sa.func.sum(lines.c.amount)
    booked = sa.and_(entries.c.loan_id == loans.c.id, entries.c.occurred_on <= until)
    held = sa.and_(lines.c.entry_id == entries.c.id, lines.c.place == "lent")
    return (
        sa.select(loans.c.id, loans.c.club_id, loans.c.due_on, owed.label("owed"))
        .select_from(wanted.join(loans, loans.c.id == wanted.c[0]).join(entries, booked).join(lines, held))
        .where(loans.c.due_on < until)
        .group_by(loans.c.id, loans.c.club_id, loans.c.due_on)
        .having(owed > 0)
    )
