"""The monthly report's book, its filing and its versions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.report.book import Filed, FundMonth, MonthFacts, ReportBook, ReportCalendar
from handlers.report.periods import before, first_day, last_day, month_of
from storage.books import balances
from storage.club_months import load_expected_due
from storage.clubs import area_names, load_clubs, load_members
from storage.loan_sums import overdue_loans
from storage.month_facts import load_month_facts
from storage.people_records import Person
from storage.records import Fund
from storage.tables.fund import fund_months
from storage.tables.people import people
from storage.tables.report import report_versions, reports

FILED = ("submitted", "sent_back", "approved", "accepted", "amended")


async def load_report_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, ReportBook]:
    """All that the monthly reports of these (club, period) are made from."""
    found: dict[Subject, ReportBook] = {}
    for period in sorted({subject.period for subject in subjects}):
        ids = [subject.club_id for subject in subjects if subject.period == period]
        books = await _books_of_month(connection, ids, period, today)
        found |= {subject: books[subject.club_id] for subject in subjects if subject.period == period}
    return found


async def _books_of_month(
    connection: AsyncConnection, ids: list[int], period: str, today: date
) -> dict[int, ReportBook]:
    upto = min(last_day(period), today)
    clubs = await load_clubs(connection, ids)
    communes = await area_names(connection, [club.area_code for club in clubs.values()])
    rosters = await load_members(connection, ids, upto)
    facts = await load_month_facts(connection, ids, period)
    funds = await load_fund_months(connection, ids, period, upto)
    filed = await load_filed(connection, ids, [before(period), period])
    return {
        club_id: ReportBook(
            clubs[club_id],
            communes.get(clubs[club_id].area_code, ""),
            period,
            len(rosters[club_id]),
            facts.get(club_id, MonthFacts()),
            funds[club_id],
            _figures(filed.get((club_id, before(period)))),
            filed.get((club_id, period)),
        )
        for club_id in ids
    }


def _figures(filed: Filed | None) -> Mapping[str, Any] | None:
    return None if filed is None else filed.figures


async def load_fund_months(
    connection: AsyncConnection, ids: Sequence[int], period: str, upto: date
) -> dict[int, FundMonth]:
    """Both funds of each club over the month."""
    opening = await balances(connection, ids, last_day(before(period)))
    closing = await balances(connection, ids, last_day(period))
    overdue = await overdue_loans(connection, ids, upto)
    query = sa.select(fund_months).where(
        fund_months.c.club_id.in_(ids), fund_months.c.month == first_day(period)
    )
    rows = {(row["club_id"], row["fund"]): row for row in (await connection.execute(query)).mappings()}
    return {
        club_id: _fund_month(
            rows.get((club_id, Fund.ACTIVITY_FUND), {}),
            rows.get((club_id, Fund.INCOME_FUND), {}),
            opening[club_id].activity_fund.total,
            closing[club_id],
            overdue.get(club_id, ()),
        )
        for club_id in ids
    }


def _fund_month(
    activity: Mapping[Any, Any], income: Mapping[Any, Any], opening: int, closing: Any, overdue: Sequence[int]
) -> FundMonth:
    def both(name: str) -> int:
        return int(activity.get(name, 0)) + int(income.get(name, 0))

    return FundMonth(
        opening=opening,
        money_in=activity.get("money_in", 0) + activity.get("moved_in", 0),
        money_out=activity.get("money_out", 0) + activity.get("moved_out", 0),
        closing=closing.activity_fund.total,
        box=closing.income_fund.box,
        bank=closing.income_fund.bank,
        lent=closing.income_fund.lent,
        lent_out=both("lent_out"),
        repaid=both("repaid"),
        interest=both("interest"),
        overdue_count=len(overdue),
        overdue=sum(overdue),
        entries=both("entries"),
    )


async def load_filed(
    connection: AsyncConnection, ids: Sequence[int], periods: Sequence[str]
) -> dict[tuple[int, str], Filed]:
    """The newest version of each filed report, by (club, period)."""
    query = (
        sa.select(reports, report_versions, people.c.name, people.c.sex)
        .join(
            report_versions,
            sa.and_(
                report_versions.c.report_id == reports.c.id, report_versions.c.number == reports.c.version
            ),
        )
        .outerjoin(people, people.c.id == report_versions.c.submitted_by)
        .where(reports.c.club_id.in_(ids), reports.c.period.in_(periods), reports.c.status.in_(FILED))
    )
    return {
        (row.club_id, row.period): Filed(
            row.number, row.submitted_at, row.figures, row.status, _submitter(row)
        )
        for row in await connection.execute(query)
    }


def _submitter(row: sa.Row[Any]) -> Person | None:
    return None if row.submitted_by is None else Person(row.submitted_by, row.name, sex=row.sex)


async def load_report_calendars(
    connection: AsyncConnection, club_ids: Sequence[int], today: date
) -> dict[int, ReportCalendar]:
    """Which of a club's reports are filed, and when the month just ended is due."""
    query = sa.select(reports.c.club_id, reports.c.period).where(
        reports.c.club_id.in_(club_ids), reports.c.status.in_(FILED)
    )
    filed: dict[int, set[str]] = {club_id: set() for club_id in club_ids}
    for row in await connection.execute(query):
        filed[row.club_id].add(row.period)
    due = await load_expected_due(connection, club_ids, before(month_of(today)), today)
    return {
        club_id: ReportCalendar(frozenset(periods), due.get(club_id)) for club_id, periods in filed.items()
    }
