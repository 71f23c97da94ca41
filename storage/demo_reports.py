"""Meetings and reports of the demo's story, each unless a visitor was there first."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.posting import expense_posting, income_posting
from handlers.report.areas import areas_done
from handlers.report.book import BOOK_CODE
from handlers.report.monthly import fund_figures
from storage.demo_leaders import begun
from storage.demo_months import ZONE, member_id_of
from storage.ledger import post
from storage.month_code import month_code
from storage.records import Fund
from storage.report_store import load_report_books
from storage.summaries import refresh
from storage.tables.meeting import absences, meetings
from storage.tables.people import roles
from storage.tables.report import report_versions, reports

ACTIVITY = Fund.ACTIVITY_FUND
KHONG, DONG_TAM = 1, 2


def moment_of(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}:30").replace(tzinfo=ZONE)


FILED_AT = moment_of(28, "08:32")


async def khong_meets(connection: AsyncConnection, at: datetime) -> None:
    if await _met(connection, KHONG, date(2026, 11, 25)):
        return
    meeting_id = await _meeting(connection, KHONG, date(2026, 11, 25), 57, 45, at)
    away = [
        {
            "meeting_id": meeting_id,
            "member_id": await member_id_of(connection, KHONG, roster),
            "reason": "unknown",
        }
        for roster in (3, 7, 12)
    ]
    await connection.execute(sa.insert(absences), away)


async def _meeting(
    connection: AsyncConnection, club_id: int, held_on: date, present: int, measured: int, at: datetime
) -> int:
    new = sa.insert(meetings).values(
        club_id=club_id,
        held_on=held_on,
        present_count=present,
        measured_count=measured,
        recorded_at=at,
        details={},
    )
    meeting_id = int((await connection.execute(new.returning(meetings.c.id))).scalar_one())
    await refresh(connection, [(club_id, held_on)])
    return meeting_id


async def _met(connection: AsyncConnection, club_id: int, held_on: date) -> bool:
    known = sa.select(meetings.c.id).where(meetings.c.club_id == club_id, meetings.c.held_on == held_on)
    return (await connection.execute(known)).first() is not None


async def _filed(connection: AsyncConnection, club_id: int) -> datetime | None:
    """When November's first version was filed, if it was."""
    query = (
        sa.select(report_versions.c.submitted_at)
        .join(reports, reports.c.id == report_versions.c.report_id)
        .where(reports.c.club_id == club_id, reports.c.period == "2026-11", report_versions.c.number == 1)
    )
    found: datetime | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def dong_tam_reports(connection: AsyncConnection, at: datetime) -> None:
    if await _filed(connection, DONG_TAM) or await begun(connection, DONG_TAM):
        return
    met = date(2026, 11, 23)
    dues = income_posting(DONG_TAM, ACTIVITY, 260_000, "dues", met, note="hội phí")
    water = expense_posting(DONG_TAM, ACTIVITY, 100_000, "meeting_costs", met, note="nước uống")
    await post(connection, [dues, water], at)
    await _meeting(connection, DONG_TAM, met, 41, 38, at)
    said = {"roster": (0, 0, 0), "care": (3, 12), "self_help": (1, 4), "doings": ["arts", "exercise"]}
    await _file(connection, DONG_TAM, at, said, proposal="loa hỏng, xin loa mới")


async def khong_reports(connection: AsyncConnection, at: datetime) -> None:
    if await _filed(connection, KHONG) or await begun(connection, KHONG):
        return
    await _file(connection, KHONG, at, {})


async def _as_the_story_filed(connection: AsyncConnection) -> bool:
    """Whether November's report is still the one the story filed: nobody has changed it since."""
    named = sa.and_(reports.c.club_id == KHONG, reports.c.period == "2026-11", reports.c.version == 1)
    untouched = (await connection.execute(sa.select(reports.c.id).where(named))).first() is not None
    return untouched and await _filed(connection, KHONG) == FILED_AT


async def sent_back(connection: AsyncConnection, at: datetime) -> None:
    if not await _as_the_story_filed(connection):
        return
    named = sa.and_(reports.c.club_id == KHONG, reports.c.period == "2026-11")
    await connection.execute(sa.update(reports).where(named).values(status="sent_back"))
    await refresh(connection, [(KHONG, date(2026, 11, 1))])


async def khong_reports_again(connection: AsyncConnection, at: datetime) -> None:
    if await _as_the_story_filed(connection):
        await _file(connection, KHONG, at, {"measured": 54, "care": (5, 16)}, number=2)


async def _file(
    connection: AsyncConnection,
    club_id: int,
    at: datetime,
    said: dict[str, Any],
    *,
    number: int = 1,
    proposal: str = "",
) -> None:
    subject = Subject(club_id, "2026-11")
    book = (await load_report_books(connection, [subject], at.date()))[subject]
    code = await month_code(connection, club_id, date(2026, 11, 1))
    leader = sa.select(roles.c.person_id).where(roles.c.club_id == club_id, roles.c.role == "leader")
    version = {
        "report_id": await _report_at(connection, club_id, number),
        "number": number,
        "figures": story_figures(book, said, proposal) | {BOOK_CODE: code},
        "submitted_by": leader.scalar_subquery(),
        "submitted_at": at,
        "changes": [],
    }
    await connection.execute(sa.insert(report_versions).values(**version))
    await refresh(connection, [(club_id, date(2026, 11, 1))])


async def _report_at(connection: AsyncConnection, club_id: int, number: int) -> int:
    """The row of November's report, new or amended, at that version."""
    if number == 1:
        new = sa.insert(reports).values(club_id=club_id, period="2026-11", status="submitted", version=1)
        return int((await connection.execute(new.returning(reports.c.id))).scalar_one())
    named = sa.and_(reports.c.club_id == club_id, reports.c.period == "2026-11")
    amended = sa.update(reports).where(named).values(status="amended", version=number)
    return int((await connection.execute(amended.returning(reports.c.id))).scalar_one())


def story_figures(book: Any, said: dict[str, Any], proposal: str) -> dict[str, Any]:
    """The figures of a filed report: what the book knows, and what its leader said."""

    def of(name: str, otherwise: Any) -> Any:
        known = getattr(book.facts, name)
        return said.get(name, known if known is not None else otherwise)

    joined, left, died = of("roster", (0, 0, 0))
    care, given = of("care", (0, 0)), of("self_help", (0, 0))
    figures = {
        "members": book.members,
        "meeting_on": of("meeting_on", None).isoformat(),
        "present": of("present", 0),
        "no_meeting": "",
        "joined": joined,
        "left": left,
        "died": died,
        "measured": of("measured", 0),
        "care_people": care[0],
        "care_visits": care[1],
        "help_households": given[0],
        "help_days": given[1],
        "doings": list(of("doings", ())),
    }
    figures |= fund_figures(book)
    figures["areas"] = list(areas_done(figures, book.facts.areas))
    return {**figures, "proposal": proposal} if proposal else figures
