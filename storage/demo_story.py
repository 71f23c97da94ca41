"""What the people of the demo did from 21/11/2026 on, laid up to the demo's clock (golden "Số liệu chung").

What a visitor of the demo has done already is not done again: the story goes on around it.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.posting import expense_posting, income_posting, lend_posting, repay_posting, reversal_of
from handlers.report.areas import areas_done
from handlers.report.monthly import fund_figures
from storage.books import load_entries
from storage.demo import STORY, ZONE, add_loan, member_id_of
from storage.ledger import post
from storage.records import Fund, Posting
from storage.report_store import load_report_books
from storage.summaries import refresh
from storage.tables.fund import entries
from storage.tables.loans import loans
from storage.tables.meeting import absences, meetings
from storage.tables.people import desks, identities, people, roles
from storage.tables.report import report_versions, reports
from storage.tables.talk import settings, talks

Lay = Callable[[AsyncConnection, datetime], Awaitable[None]]
ACTIVITY = Fund.ACTIVITY_FUND
KHONG, DONG_TAM, TAN_TIEN, QUYET_THANG = 1, 2, 3, 4


class Event(NamedTuple):
    """One thing that happened: when, in which club, what."""

    at: datetime
    club_id: int
    lay: Lay


def _moment(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}:30").replace(tzinfo=ZONE)


async def catch_up(connection: AsyncConnection, now: datetime) -> int:
    """Lay what happened up to `now`; returns how many events were laid. Nothing outside a demo."""
    found = await connection.execute(sa.select(settings.c.value).where(settings.c.key == STORY))
    until = found.scalar_one_or_none()
    if until is None or now <= datetime.fromisoformat(until):
        return 0
    begun = datetime.fromisoformat(until)
    due = [event for event in EVENTS if begun < event.at <= now]
    for event in due:
        await event.lay(connection, event.at)
    moved = sa.update(settings).where(settings.c.key == STORY).values(value=now.astimezone(UTC).isoformat())
    await connection.execute(moved)
    return len(due)


async def _known(connection: AsyncConnection, posting: Posting) -> bool:
    """Whether an entry like it is in the book of that day already."""
    amount = max(abs(line.amount) for line in posting.lines)
    same = sa.and_(
        entries.c.club_id == posting.club_id,
        entries.c.category == posting.category,
        entries.c.occurred_on == posting.occurred_on,
    )
    found = await load_entries(connection, same)
    return any(max(abs(line.amount) for line in entry.lines) == amount for entry in found)


def _book(make: Callable[[], Posting]) -> Lay:
    async def lay(connection: AsyncConnection, at: datetime) -> None:
        if not await _known(connection, make()):
            await post(connection, [make()], at)

    return lay


async def _correct_the_gift(connection: AsyncConnection, at: datetime) -> None:
    newest = sa.select(sa.func.max(entries.c.id)).where(
        entries.c.club_id == KHONG, entries.c.category == "gift"
    )
    wrong = (await load_entries(connection, entries.c.id == newest.scalar_subquery()))[0]
    if wrong.reverses_id or wrong.reversed_by or abs(wrong.cash) != 500_000 or wrong.occurred_on.day != 22:
        return
    right = income_posting(
        KHONG, ACTIVITY, 300_000, "gift", wrong.occurred_on, note="ông Sơn ủng hộ", party="ông Sơn"
    )
    await post(connection, [reversal_of(wrong, wrong.occurred_on), right], at)


async def _lan_repays(connection: AsyncConnection, at: datetime) -> None:
    loan_id = await _loan_of(connection, 3)
    paid = repay_posting(
        KHONG, loan_id, 1_000_000, 50_000, Fund.INCOME_FUND, at.date(), party="bà Nguyễn Thị Lan"
    )
    if not await _known(connection, paid[0]):
        await post(connection, paid, at)


async def _loan_of(connection: AsyncConnection, roster: int) -> int:
    member_id = await member_id_of(connection, KHONG, roster)
    query = sa.select(loans.c.id).where(loans.c.club_id == KHONG, loans.c.member_id == member_id)
    return int((await connection.execute(query)).scalar_one())


async def _lend_to_tu(connection: AsyncConnection, at: datetime) -> None:
    if await _known(connection, lend_posting(KHONG, 0, 5_000_000, at.date())):
        return
    loan_id = await add_loan(connection, KHONG, 7, 5_000_000, at.date(), date(2027, 11, 24))
    await post(connection, [lend_posting(KHONG, loan_id, 5_000_000, at.date(), party="ông Trần Văn Tư")], at)


async def _khong_meets(connection: AsyncConnection, at: datetime) -> None:
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


async def _begun(connection: AsyncConnection, club_id: int) -> bool:
    """Whether somebody is at November's report already."""
    subject = str(Subject(club_id, "2026-11"))
    known = sa.select(talks.c.id).where(talks.c.name == "report.monthly", talks.c.subject == subject)
    return (await connection.execute(known)).first() is not None


async def _dong_tam_reports(connection: AsyncConnection, at: datetime) -> None:
    if await _filed(connection, DONG_TAM) or await _begun(connection, DONG_TAM):
        return
    met = date(2026, 11, 23)
    dues = income_posting(DONG_TAM, ACTIVITY, 260_000, "dues", met, note="hội phí")
    water = expense_posting(DONG_TAM, ACTIVITY, 100_000, "meeting_costs", met, note="nước uống")
    await post(connection, [dues, water], at)
    await _meeting(connection, DONG_TAM, met, 41, 38, at)
    said = {"roster": (0, 0, 0), "care": (3, 12), "self_help": (1, 4), "doings": ["arts", "exercise"]}
    await _file(connection, DONG_TAM, at, said, proposal="loa hỏng, xin loa mới")


async def _khong_reports(connection: AsyncConnection, at: datetime) -> None:
    if await _filed(connection, KHONG) or await _begun(connection, KHONG):
        return
    await _file(connection, KHONG, at, {})


async def _as_the_story_filed(connection: AsyncConnection) -> bool:
    """Whether November's report is still the one the story filed: nobody has changed it since."""
    named = sa.and_(reports.c.club_id == KHONG, reports.c.period == "2026-11", reports.c.version == 1)
    untouched = (await connection.execute(sa.select(reports.c.id).where(named))).first() is not None
    return untouched and await _filed(connection, KHONG) == FILED_AT


async def _sent_back(connection: AsyncConnection, at: datetime) -> None:
    if not await _as_the_story_filed(connection):
        return
    named = sa.and_(reports.c.club_id == KHONG, reports.c.period == "2026-11")
    await connection.execute(sa.update(reports).where(named).values(status="sent_back"))


async def _khong_reports_again(connection: AsyncConnection, at: datetime) -> None:
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
    figures = story_figures(book, said, proposal)
    named = sa.and_(reports.c.club_id == club_id, reports.c.period == "2026-11")
    if number == 1:
        await connection.execute(
            sa.insert(reports).values(club_id=club_id, period="2026-11", status="submitted")
        )
    status = "submitted" if number == 1 else "amended"
    await connection.execute(sa.update(reports).where(named).values(status=status, version=number))
    report_id = (await connection.execute(sa.select(reports.c.id).where(named))).scalar_one()
    leader = (
        sa.select(roles.c.person_id)
        .where(roles.c.club_id == club_id, roles.c.role == "leader")
        .scalar_subquery()
    )
    await connection.execute(
        sa.insert(report_versions).values(
            report_id=report_id,
            number=number,
            figures=figures,
            submitted_by=leader,
            submitted_at=at,
            changes=[],
        )
    )


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


async def _tan_tien_begins(connection: AsyncConnection, at: datetime) -> None:
    """Bà Xuân answered two questions of her report and was called away."""
    if await _begun(connection, TAN_TIEN):
        return
    leader = sa.select(people.c.id).where(people.c.demo_handle == f"leader-{TAN_TIEN}")
    person_id = (await connection.execute(leader)).scalar_one()
    answers = {
        "meeting_on": {"value": "2026-11-20", "words": "20", "on": "2026-11-24", "by": person_id, "seal": ""},
        "present": {"value": 49, "words": "49", "on": "2026-11-24", "by": person_id, "seal": ""},
    }
    state = {
        "opening": {"words": "báo cáo"},
        "answers": answers,
        "order": ["meeting_on", "present"],
        "asked": ["meeting_on", "present", "roster"],
        "touched_on": "2026-11-24",
    }
    new = sa.insert(talks).values(
        name="report.monthly",
        subject=str(Subject(TAN_TIEN, "2026-11")),
        state=state,
        round=1,
        status="parked",
        opened_at=at,
        touched_at=at,
    )
    await connection.execute(new)
    await connection.execute(sa.delete(desks).where(desks.c.person_id == person_id))


async def _hao_unreachable(connection: AsyncConnection, at: datetime) -> None:
    leader = sa.select(people.c.id).where(people.c.demo_handle == f"leader-{QUYET_THANG}")
    person_id = (await connection.execute(leader)).scalar_one()
    row = {"channel": "zalo_bot", "address": "demo-hao", "person_id": person_id, "blocked_at": at}
    await connection.execute(sa.insert(identities).values(**row))


def _in(amount: int, day: int, category: str, note: str, party: str = "") -> Lay:
    on = date(2026, 11, day)
    return _book(lambda: income_posting(KHONG, ACTIVITY, amount, category, on, note=note, party=party))


def _out(amount: int, day: int, category: str, note: str) -> Lay:
    on = date(2026, 11, day)
    return _book(lambda: expense_posting(KHONG, ACTIVITY, amount, category, on, note=note))


FILED_AT = _moment(28, "08:32")
EVENTS = (
    Event(_moment(20, "18:00"), QUYET_THANG, _hao_unreachable),
    Event(_moment(21, "09:00"), KHONG, _in(500_000, 21, "dues", "hội phí tháng 11")),
    Event(_moment(21, "09:10"), KHONG, _out(200_000, 20, "meeting_costs", "mua nước")),
    Event(_moment(22, "08:00"), KHONG, _in(500_000, 22, "gift", "ông Sơn ủng hộ", "ông Sơn")),
    Event(_moment(22, "09:30"), KHONG, _correct_the_gift),
    Event(_moment(23, "09:00"), KHONG, _lan_repays),
    Event(_moment(24, "08:30"), KHONG, _lend_to_tu),
    Event(_moment(24, "09:00"), TAN_TIEN, _tan_tien_begins),
    Event(_moment(24, "10:15"), KHONG, _out(200_000, 24, "visit", "thăm ông Sáu")),
    Event(_moment(25, "10:31"), KHONG, _khong_meets),
    Event(FILED_AT, KHONG, _khong_reports),
    Event(_moment(29, "15:12"), DONG_TAM, _dong_tam_reports),
    Event(_moment(30, "09:00"), KHONG, _sent_back),
    Event(_moment(30, "09:15"), KHONG, _khong_reports_again),
)
