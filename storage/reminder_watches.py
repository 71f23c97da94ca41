"""Loads what is reminded of besides clubs' reports: loans near their day, officers and their areas."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import Contact
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.watches import AreaWatch, LoanDuty
from handlers.loan.book import Loan
from handlers.officer.places import NATION, PROVINCE, Area
from storage.books import chunks
from storage.calendar_store import load_calendars
from storage.club_months import active_clubs
from storage.clubs import load_members_by_id
from storage.loan_store import load_loans
from storage.officer_areas import load_areas
from storage.reminder_contacts import Circle, load_area_officers, load_circles
from storage.tables.clubs import clubs
from storage.tables.fund import loan_balances
from storage.tables.loans import loans

LONGEST_AHEAD = timedelta(days=60)  # no province reminds of a loan earlier


async def load_loan_duties(
    connection: AsyncConnection, now: datetime, among: Collection[int] | None = None
) -> list[LoanDuty]:
    """Open loans of active clubs that are near or past a day of theirs, where somebody can be reminded.

    With `among` only those of these loans.
    """
    owing = sa.select(loan_balances.c.loan_id).where(loan_balances.c.owed > 0)
    near = sa.or_(loans.c.due_on <= now.date() + LONGEST_AHEAD, loans.c.repayment == "monthly")
    which = sa.true() if among is None else loans.c.id.in_(among)
    found = await load_loans(connection, sa.and_(near, loans.c.id.in_(owing), which))
    rows = await active_clubs(connection, sorted(found))
    calendars = await load_calendars(connection, {row.area_code for row in rows})
    circles = await load_circles(connection, {row.id: row.area_code for row in rows}, calendars, now)
    members = await load_members_by_id(connection, [one.member_id for row in rows for one in found[row.id]])
    return [
        LoanDuty(loan, members[loan.member_id], row.name, to, calendars[row.area_code])
        for row in rows
        if (to := _to_remind(circles[row.id])) is not None
        for loan in found[row.id]
    ]


def _to_remind(circle: Circle) -> Contact | None:
    everybody = (*circle.treasurers, *circle.leaders, *circle.deputies)
    return next((contact for contact in everybody if contact.reachable), None)


async def load_loans_by_id(connection: AsyncConnection, ids: Iterable[int]) -> dict[int, Loan]:
    """Loans by their number."""
    found: dict[int, Loan] = {}
    for some in chunks(sorted(ids)):
        for held in (await load_loans(connection, loans.c.id.in_(some))).values():
            found |= {loan.id: loan for loan in held}
    return found


async def area_watches(connection: AsyncConnection, now: datetime) -> AsyncIterator[dict[str, AreaWatch]]:
    """Every province, one after the other, with its communes where a club is active and their officers."""
    query = sa.select(clubs.c.area_code).where(clubs.c.status == "active").distinct()
    below: dict[str, dict[str, Area]] = defaultdict(dict)
    for code, area in (await _areas(connection, list((await connection.execute(query)).scalars()))).items():
        below[code if area.kind == PROVINCE else area.parent_code][code] = area
    above = await _areas(connection, list(below))
    for code, communes in sorted(below.items()):
        own = {code: above[code]} if code in above else {}
        yield await _watched(connection, communes | own, now)


async def _watched(
    connection: AsyncConnection, found: Mapping[str, Area], now: datetime
) -> dict[str, AreaWatch]:
    areas = {code: area for code, area in found.items() if area.kind != NATION}
    calendars = await load_calendars(connection, areas)
    officers = await load_area_officers(connection, list(areas), calendars, now)
    return {
        code: AreaWatch(area, tuple(officers.get(code, ())), calendars.get(code, CalendarSettings()))
        for code, area in areas.items()
    }


async def _areas(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, Area]:
    found: dict[str, Area] = {}
    for some in chunks(sorted(set(codes))):
        found |= await load_areas(connection, some)
    return found


def loan_of(occasion: str) -> tuple[int, date] | None:
    """The loan and the day an occasion is about ("loan/17/2026-11-15"); None for another occasion."""
    kind, _, rest = occasion.partition("/")
    if kind != "loan":
        return None
    number, _, day = rest.partition("/")
    return int(number), date.fromisoformat(day)
