"""What the demo's clubs did before its story begins: their loans, their months of 2026, October's reports."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import (
    expense_posting,
    income_posting,
    lend_posting,
    repay_posting,
)
from storage.demo_figures import (
    BORROWERS,
    KHONG,
    LENT_IN_2026,
    DemoClub,
)
from storage.ledger import post
from storage.records import Fund, Posting
from storage.tables.clubs import members
from storage.tables.loans import loans
from storage.tables.meeting import absences, activities, meetings
from storage.tables.report import report_versions, reports

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BOOKS_BEGIN = date(2026, 1, 1)
BEGUN_AT = datetime(2026, 1, 1, 8, tzinfo=ZONE)


async def add_loan(
    connection: AsyncConnection, club_id: int, roster: int, principal: int, lent_on: date, due_on: date
) -> int:
    """A loan at one percent a month to the member with that roster number."""
    member_id = await member_id_of(connection, club_id, roster)
    new = sa.insert(loans).values(
        club_id=club_id,
        member_id=member_id,
        principal=principal,
        months=12,
        monthly_rate_bp=100,
        lent_on=lent_on,
        due_on=due_on,
    )
    return int((await connection.execute(new.returning(loans.c.id))).scalar_one())


async def member_id_of(connection: AsyncConnection, club_id: int, roster: int) -> int:
    query = sa.select(members.c.id).where(members.c.club_id == club_id, members.c.roster_number == roster)
    return int((await connection.execute(query)).scalar_one())


async def months_of_khong(connection: AsyncConnection) -> None:
    """January to October: what brings the receipts to thu 13, chi 8 and the funds to the 1/11 figures."""
    books = [posting for month in range(1, 11) for posting in _month_of_khong(month)]
    books += await _lent_by_khong(connection)
    books += await _interest_of_khong(connection)
    for posting in sorted(books, key=lambda posting: posting.occurred_on):
        at = datetime.combine(posting.occurred_on, BEGUN_AT.timetz())
        await post(connection, [posting], at)
    await _november_so_far(connection)


def _month_of_khong(month: int) -> list[Posting]:
    """What a meeting of 2026 brought in and cost."""
    met, fund = date(2026, month, 25), Fund.ACTIVITY_FUND
    books = [income_posting(1, fund, 250_000, "dues", met, note=f"hội phí tháng {month}")]
    if month <= 5:
        books.append(expense_posting(1, fund, 200_000, "meeting_costs", met, note="nước uống"))
    if month in (2, 5, 9):
        books.append(income_posting(1, fund, 500_000, "gift", met, note="ủng hộ", party="nhà hảo tâm"))
    if month in (3, 6, 8):
        books.append(expense_posting(1, fund, 200_000, "visit", met, note="thăm hỏi"))
    return books


async def _lent_by_khong(connection: AsyncConnection) -> list[Posting]:
    books = []
    for number, principal in enumerate(LENT_IN_2026):
        lent_on, borrower = date(2026, 3 + number, 25), BORROWERS[6 + number]
        due_on = lent_on.replace(year=2027)
        loan_id = await add_loan(connection, 1, borrower, principal, lent_on, due_on)
        books.append(lend_posting(1, loan_id, principal, lent_on))
    return books


async def _interest_of_khong(connection: AsyncConnection) -> list[Posting]:
    """Four payments on the club's first loan."""
    oldest = sa.select(sa.func.min(loans.c.id)).where(loans.c.club_id == 1)
    first = int((await connection.execute(oldest)).scalar_one())
    return [
        posting
        for month in (3, 5, 7, 9)
        for posting in repay_posting(
            1, first, 0, 300_000, Fund.INCOME_FUND, date(2026, month, 26), note="lãi vay"
        )
    ]


async def _november_so_far(connection: AsyncConnection) -> None:
    at = datetime(2026, 11, 18, 9, tzinfo=ZONE)
    done = (
        (3, "home_care", 5, 20),
        (4, "self_help", 2, 6),
        (7, "arts", 0, 1),
        (2, "exercise", 0, 4),
        (6, "talk", 0, 1),
    )
    rows = [
        {
            "club_id": 1,
            "done_on": date(2026, 11, 18),
            "area_number": area,
            "kind": kind,
            "people": people_,
            "amount_count": count,
            "note": "",
            "recorded_at": at,
        }
        for area, kind, people_, count in done
    ]
    await connection.execute(sa.insert(activities), rows)


async def october(connection: AsyncConnection, club_id: int, club: DemoClub, leader_id: int) -> None:
    """October's meeting and its filed report: what November is compared with."""
    met, at = date(2026, 10, 25), datetime(2026, 10, 30, 9, tzinfo=ZONE)
    present = club.members[0] - 4
    held = sa.insert(meetings).values(
        club_id=club_id,
        held_on=met,
        present_count=present,
        measured_count=club.measured,
        recorded_by=leader_id,
        recorded_at=at,
        details={},
    )
    meeting_id = (await connection.execute(held.returning(meetings.c.id))).scalar_one()
    if club is KHONG:
        away = {"meeting_id": meeting_id, "member_id": await member_id_of(connection, 1, 12)}
        await connection.execute(sa.insert(absences).values(**away, reason="unknown"))
    new = sa.insert(reports).values(club_id=club_id, period="2026-10", status="approved", version=1)
    report_id = (await connection.execute(new.returning(reports.c.id))).scalar_one()
    await connection.execute(
        sa.insert(report_versions).values(
            report_id=report_id,
            number=1,
            figures=_october_figures(club, present),
            submitted_by=leader_id,
            submitted_at=at,
            changes=[],
        )
    )


def _october_figures(club: DemoClub, present: int) -> dict[str, Any]:
    lent, box, activity = sum(club.loans), club.box, club.activity
    if club is KHONG:
        lent, box, activity = 38_000_000, 14_200_000, 2_850_000
    return {
        "members": club.members[0] - (club is KHONG),
        "meeting_on": "2026-10-25",
        "present": present,
        "no_meeting": "",
        "joined": 0,
        "left": 0,
        "died": 0,
        "measured": club.measured,
        "care_people": 4,
        "care_visits": club.visits,
        "help_households": 2,
        "help_days": 5,
        "doings": ["arts", "exercise"],
        "fund_opening": activity,
        "fund_in": 0,
        "fund_out": 0,
        "fund_closing": activity,
        "box": box,
        "bank": 0,
        "lent_total": lent,
        "income_total": box + lent,
        "lent_out": 0,
        "repaid": 0,
        "interest": 0,
        "overdue_count": 0,
        "overdue": 0,
        "areas": [1, 2, 3, 4, 7],
    }
