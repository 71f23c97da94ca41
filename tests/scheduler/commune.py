"""Xã Hồng Sơn for rounds: clubs with leader, deputy and officer on a channel, and an assistant over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.assembly import assemble
from bot.assistant import Assistant
from bot.turn import take_turns
from handlers.catalogue_types import Catalogue
from handlers.messages import Incoming, Kind
from handlers.report.periods import first_day
from handlers.report.promise import KeepPromise
from handlers.report.reminder import REMINDER
from scheduler.rounds import do_round
from scheduler.written import Written
from storage.calendar_store import save_promises
from storage.club_now import keep_life
from storage.database import Database
from storage.messages import add_incoming
from storage.report_store import load_report_books
from storage.summaries import refresh
from storage.tables.clubs import areas, clubs
from storage.tables.meeting import activities, meetings
from storage.tables.messages import outbox
from storage.tables.people import identities, people, roles
from storage.tables.report import report_versions, reports

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = date(2025, 1, 1)


def at(text: str) -> datetime:
    """ "02/12 08:30" of 2026 in Vietnam; a longer text is ISO."""
    if "-" in text:
        return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
    return datetime.strptime(f"2026 {text}", "%Y %d/%m %H:%M").replace(tzinfo=VIETNAM)


@dataclass(frozen=True)
class Village:
    """Row numbers of one club and its people."""

    club: int
    leader: int
    deputy: int
    officer: int


async def settle(connection: AsyncConnection, names: Sequence[str] = ("CLB thôn Tân Tiến",)) -> list[Village]:
    """Clubs of one commune, each with its own leader and deputy, all with the same officer."""
    await connection.execute(sa.insert(areas), [{"code": "tq", "name": "Tuyên Quang", "kind": "province"}])
    commune = {"code": "hong-son", "name": "Hồng Sơn", "kind": "commune", "parent_code": "tq"}
    await connection.execute(sa.insert(areas), [commune])
    officer = await person(connection, "Đỗ Thị Hạnh", "officer", area_code="hong-son")
    return [await _village(connection, name, officer) for name in names]


async def _village(connection: AsyncConnection, name: str, officer: int) -> Village:
    added = sa.insert(clubs).values(area_code="hong-son", name=name).returning(clubs.c.id)
    club = int((await connection.execute(added)).scalar_one())
    leader = await person(connection, "Lý Thị Xuân", "leader", club_id=club)
    deputy = await person(connection, "Vũ Văn Hào", "deputy", club_id=club)
    return Village(club, leader, deputy, officer)


async def person(connection: AsyncConnection, name: str, role: str, **place: Any) -> int:
    """Somebody with one role, a telephone and an address of the channel "test"."""
    added = sa.insert(people).values(name=name, phone="0912 345 678").returning(people.c.id)
    person_id = int((await connection.execute(added)).scalar_one())
    row = {"person_id": person_id, "role": role, "since": LONG_AGO, **place}
    await connection.execute(sa.insert(roles), [row])
    await connection.execute(
        sa.insert(identities), [{"channel": "test", "address": str(person_id), "person_id": person_id}]
    )
    return person_id


async def almost_done(connection: AsyncConnection, club: int) -> None:
    """November in the books but for the measuring and the money: what A9 names as missing."""
    meeting = {
        "club_id": club,
        "held_on": date(2026, 11, 25),
        "present_count": 41,
        "recorded_at": at("25/11 11:00"),
    }
    await connection.execute(sa.insert(meetings), [meeting])
    await keep_life(connection, [club])
    done = {"club_id": club, "done_on": date(2026, 11, 20), "recorded_at": at("20/11 11:00"), "people": 2}
    rows = [
        {**done, "area_number": area, "kind": kind} for area, kind in ((3, "care"), (4, "help"), (7, "arts"))
    ]
    await connection.execute(sa.insert(activities), rows)


async def tan_tien(database: Database) -> Village:
    async with database.write() as connection:
        [village] = await settle(connection)
        await almost_done(connection, village.club)
    return village


async def file_report(connection: AsyncConnection, club: int, period: str, moment: datetime) -> None:
    """The report arrives."""
    row = {"club_id": club, "period": period, "status": "submitted"}
    added = sa.insert(reports).values(**row).returning(reports.c.id)
    report_id = (await connection.execute(added)).scalar_one()
    version = {"report_id": report_id, "number": 1, "submitted_at": moment, "figures": {}}
    await connection.execute(sa.insert(report_versions), [version])
    await refresh(connection, [(club, first_day(period))])


def assistant_over(database: Database) -> Assistant:
    """The real assistant, the reminder talk included."""
    made = assemble(database, VIETNAM)
    talks = {**made.catalogue.talks, REMINDER.name: REMINDER}
    savers = {**made.savers, KeepPromise: save_promises}
    return replace(made, catalogue=Catalogue(talks, made.catalogue.queries), savers=savers)


async def round_at(database: Database, moment: str) -> list[Written]:
    """One round as `clb tick --now` does it; what it says about clubs' reports."""
    return [row for row in await everything_at(database, moment) if row.key.startswith("remind/report/")]


async def everything_at(database: Database, moment: str) -> list[Written]:
    """One round, with what it says about loans and officers' own deadlines."""
    return await do_round(database, assistant_over(database).wording, load_report_books, at(moment))


async def say(database: Database, person_id: int, words: str, moment: str) -> str:
    """One message of a person, taken in turn; returns the reply."""
    incoming = Incoming("test", str(person_id), f"{person_id}-{moment}", at(moment), Kind.TEXT, words)
    async with database.write() as connection:
        await add_incoming(connection, [incoming], at(moment))
    await take_turns(assistant_over(database), at(moment))
    letters = await letters_to(database, person_id)
    return str(letters[-1]["body"]["text"])


async def letters_to(database: Database, person_id: int) -> list[Mapping[str, Any]]:
    """The outbox of one person, oldest first."""
    query = sa.select(outbox).where(outbox.c.person_id == person_id).order_by(outbox.c.id)
    async with database.read() as connection:
        return [dict(row) for row in (await connection.execute(query)).mappings()]
