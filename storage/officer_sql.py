"""SQL of the weekly figures: each statement asks once for all clubs of an area, however many they are.

Balances of a day are the closing of its maintained month less what was written for later days of that month:
on a Monday morning there is hardly anything to take away.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from storage.books import last_day
from storage.records import Fund
from storage.tables.clubs import areas, clubs
from storage.tables.fund import entries, fund_months, lines
from storage.tables.loans import loans
from storage.tables.meeting import meetings

OWNED = ("box", "bank", "lent")
WEEK = timedelta(days=7)
COUNTS_LOOK_BACK = timedelta(days=31)
Where = sa.ColumnElement[bool]
Here = Any  # a subquery with one column, `id`


def in_area(code: str, kind: str, away: list[int], back: list[int]) -> Where:
    """Active clubs of an area; `away` stand elsewhere on the day asked about, `back` still stood here."""
    inside = {
        "nation": sa.true(),
        "province": clubs.c.area_code.in_(sa.select(areas.c.code).where(areas.c.parent_code == code))
        | (clubs.c.area_code == code),
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
    """Each club with its commune, the closings of both funds' latest month, and its last meeting."""
    income, activity = fund_months.alias("income"), fund_months.alias("activity")
    met = sa.select(sa.func.max(meetings.c.held_on)).where(
        meetings.c.club_id == clubs.c.id, meetings.c.held_on <= until
    )
    places = [
        month.c[place].label(f"{name}_{place}")
        for name, month in (("income", income), ("activity", activity))
        for place in OWNED
    ]
    source = (
        clubs.join(areas, areas.c.code == clubs.c.area_code)
        .outerjoin(income, _latest(income, Fund.INCOME_FUND, until))
        .outerjoin(activity, _latest(activity, Fund.ACTIVITY_FUND, until))
    )
    shown = (clubs.c.id, clubs.c.name, clubs.c.hamlet, clubs.c.founded_on)
    commune = (areas.c.code, areas.c.name.label("commune"), areas.c.kind, areas.c.parent_code)
    born = sa.or_(clubs.c.founded_on.is_(None), clubs.c.founded_on <= until)
    chosen = sa.select(*shown, *commune, met.scalar_subquery().label("last_met"), *places)
    return chosen.select_from(source).where(where, born).order_by(areas.c.code, clubs.c.id)


def _latest(month: Any, fund: Fund, until: date) -> Where:
    """The newest month of the fund that is not after the month of `until`."""
    earlier = fund_months.alias()
    newest = sa.select(sa.func.max(earlier.c.month)).where(
        earlier.c.club_id == clubs.c.id, earlier.c.fund == fund.value, earlier.c.month <= until.replace(day=1)
    )
    return sa.and_(
        month.c.club_id == clubs.c.id,
        month.c.fund == fund.value,
        month.c.month == newest.correlate(clubs).scalar_subquery(),
    )


def moved(here: Here, until: date) -> sa.Select[Any]:
    """By club: what the week did to both funds, seen from where the money came from or went to.

    Every entry sums to zero, so the one line outside box, bank and lent says what the fund gained or lost.
    """
    amount = lines.c.amount
    turned = sa.case((entries.c.effect_kind != "transfer", sa.func.abs(amount)), else_=0)
    return (
        sa.select(
            here.c.id,
            sa.func.sum(-amount).label("change"),
            sa.func.count().label("entries"),
            sa.func.max(turned).label("biggest"),
        )
        .select_from(_booked(here, until - WEEK + timedelta(days=1), until))
        .where(lines.c.place.in_(("earned", "spent", "start")))
        .group_by(here.c.id)
    )


def moved_later(here: Here, until: date) -> sa.Select[Any]:
    """By club, fund and place: what later days of the month of `until` did; hardly any on a Monday."""
    return (
        sa.select(here.c.id, entries.c.fund, lines.c.place, sa.func.sum(lines.c.amount).label("amount"))
        .select_from(_booked(here, until + timedelta(days=1), last_day(until.replace(day=1))))
        .where(lines.c.place.in_(OWNED))
        .group_by(here.c.id, entries.c.fund, lines.c.place)
    )


def _booked(here: Here, first: date, last: date) -> sa.FromClause:
    """Clubs with their entries of these days and the lines of those."""
    among = sa.and_(
        entries.c.club_id == here.c.id,
        entries.c.fund.in_([fund.value for fund in Fund]),
        entries.c.occurred_on.between(first, last),
    )
    booked: sa.FromClause = here.join(entries, among).join(lines, lines.c.entry_id == entries.c.id)
    return booked


def overdue(here: Here, until: date, *, past: bool) -> sa.Select[Any]:
    """Loans past their day with what was owed at the end of `until`; `past` looks at repaid ones too."""
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
    wanted = (open_ones.union(paid_since) if past else open_ones).subquery("wanted")
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
