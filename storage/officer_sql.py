"""SQL of the weekly figures: each statement asks once for all clubs of an area, however many they are.

Balances of a day are the closing of its maintained month less what was written for later days of that month:
on a Monday morning there is hardly anything to take away.
"""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.books import last_day
from storage.records import Fund
from storage.tables.clubs import areas, clubs, members
from storage.tables.fund import cash_counts, entries, fund_months, lines
from storage.tables.loans import loans
from storage.tables.meeting import meetings
from storage.tables.report import report_versions, reports

OWNED = ("box", "bank", "lent")
WEEK = timedelta(days=7)
COUNTS_LOOK_BACK = timedelta(days=31)
Where = sa.ColumnElement[bool]


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


def moved(where: Where, until: date) -> sa.Select[Any]:
    """By club and fund: what the week changed, and what later days of the month did to each place."""
    day, amount = entries.c.occurred_on, lines.c.amount
    owned, later = lines.c.place.in_(OWNED), day > until

    def total(*conditions: Where) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((sa.and_(*conditions), amount), else_=0))

    after = [total(lines.c.place == place, later).label(f"after_{place}") for place in OWNED]
    turned = sa.and_(lines.c.place.in_(("earned", "spent")), ~later, entries.c.effect_kind != "transfer")
    return (
        sa.select(
            clubs.c.id,
            entries.c.fund,
            total(owned, ~later).label("change"),
            sa.func.count(sa.distinct(sa.case((~later, entries.c.id)))).label("entries"),
            sa.func.max(sa.case((turned, sa.func.abs(amount)), else_=0)).label("biggest"),
            *after,
        )
        .select_from(_booked(until - WEEK + timedelta(days=1), last_day(until.replace(day=1))))
        .where(where)
        .group_by(clubs.c.id, entries.c.fund)
    )


def _booked(first: date, last: date) -> sa.FromClause:
    """Clubs with their entries of these days and the lines of those."""
    among = sa.and_(
        entries.c.club_id == clubs.c.id,
        entries.c.fund.in_([fund.value for fund in Fund]),
        entries.c.occurred_on.between(first, last),
    )
    return clubs.join(entries, among).join(lines, lines.c.entry_id == entries.c.id)


def filings(where: Where, periods: list[str], moment: datetime) -> sa.Select[Any]:
    """Reports filed by `moment`, by club and period: how many versions, the first and the last."""
    at = report_versions.c.submitted_at
    filed = sa.and_(
        reports.c.club_id == clubs.c.id, reports.c.period.in_(periods), reports.c.status != "draft"
    )
    versions = sa.and_(report_versions.c.report_id == reports.c.id, at <= moment)
    key = (clubs.c.id, reports.c.period, reports.c.status)
    return (
        sa.select(
            *key,
            sa.func.max(report_versions.c.number).label("number"),
            sa.func.min(at).label("first_at"),
            sa.func.max(at).label("last_at"),
        )
        .select_from(clubs.join(reports, filed).join(report_versions, versions))
        .where(where)
        .group_by(*key)
    )


def overdue(where: Where, until: date, *, past: bool) -> sa.Select[Any]:
    """Loans past their day with what was owed at the end of `until`; `past` looks at repaid ones too."""
    open_ones = (
        sa.select(loans.c.id)
        .select_from(clubs.join(loans, loans.c.club_id == clubs.c.id))
        .where(where, loans.c.status == "open", loans.c.due_on < until)
    )
    changed_since = sa.and_(
        entries.c.club_id == clubs.c.id,
        entries.c.fund == Fund.INCOME_FUND.value,
        entries.c.occurred_on > until,
    )
    paid_since = (
        sa.select(entries.c.loan_id)
        .select_from(clubs.join(entries, changed_since))
        .where(where, entries.c.loan_id.is_not(None))
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


def gatherings(where: Where, first: date, last: date) -> sa.Select[Any]:
    """Meetings of these days with the number of members the club had on each."""
    here = sa.and_(meetings.c.club_id == clubs.c.id, meetings.c.held_on.between(first, last))
    belonged = sa.and_(
        members.c.club_id == clubs.c.id,
        sa.or_(members.c.joined_on.is_(None), members.c.joined_on <= meetings.c.held_on),
        sa.or_(members.c.left_on.is_(None), members.c.left_on > meetings.c.held_on),
    )
    count = sa.select(sa.func.count()).select_from(members).where(belonged).correlate(clubs, meetings)
    return (
        sa.select(
            clubs.c.id, meetings.c.held_on, meetings.c.present_count, count.scalar_subquery().label("members")
        )
        .select_from(clubs.join(meetings, here))
        .where(where)
        .order_by(meetings.c.held_on)
    )


def gaps(where: Where, until: date) -> sa.Select[Any]:
    """The last cash count of each club, where it is recent, differs from the books and is not settled."""
    later = cash_counts.alias("later")
    newer = sa.select(later.c.id).where(
        later.c.club_id == clubs.c.id, later.c.counted_on <= until, later.c.id > cash_counts.c.id
    )
    recent = sa.and_(
        cash_counts.c.club_id == clubs.c.id,
        cash_counts.c.counted_on.between(until - COUNTS_LOOK_BACK, until),
        cash_counts.c.difference != 0,
        cash_counts.c.settled_entry_id.is_(None),
    )
    chosen = sa.select(clubs.c.id, cash_counts.c.difference).select_from(clubs.join(cash_counts, recent))
    return chosen.where(where, ~newer.correlate(clubs, cash_counts).exists())
