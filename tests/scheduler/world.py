"""Clubs, people and two years of seeded happenings for the rounds to live through, kept beside the database.

What happened is remembered here in plain lists, so that the judge needs none of the code it judges.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.settings import CalendarSettings
from handlers.fund.posting import expense_posting, income_posting, lend_posting, repay_posting
from storage.calendar_store import extend, save_calendar
from storage.club_now import keep_life
from storage.ledger import post
from storage.records import Fund
from storage.tables.clubs import areas, clubs, meeting_rhythms, members
from storage.tables.loans import loans
from storage.tables.meeting import meetings
from tests.scheduler.commune import LONG_AGO, VIETNAM, at, file_report, person
from tests.scheduler.true_club import BLOCKS, EARLY_PROVINCE, EXTENDED, Telephones, TrueClub
from tests.scheduler.true_days import due_by_hand, expected_by_hand, month_before

MEMBERS = 8


class World:
    """Two provinces of three communes; what happens on a day depends on the seed and the day alone."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.clubs: list[TrueClub] = []
        self.officers: dict[str, list[int]] = defaultdict(list)
        self.phones = Telephones()

    # -- how it begins ---------------------------------------------------------------------------------

    async def settle(self, connection: AsyncConnection, number: int, begins: date, days: int) -> None:
        rows: list[dict[str, Any]] = [
            {"code": "VN", "name": "Việt Nam", "kind": "nation", "parent_code": None}
        ]
        for province, name in (("p1", "Tuyên Quang"), (EARLY_PROVINCE, "Hưng Yên")):
            rows.append({"code": province, "name": name, "kind": "province", "parent_code": "VN"})
            for n in range(3):
                commune = {"code": f"{province}-{n}", "name": f"Hồng Sơn {n}", "kind": "commune"}
                rows.append({**commune, "parent_code": province})
        for row in rows:
            await connection.execute(sa.insert(areas), [row])
        await save_calendar(connection, EARLY_PROVINCE, CalendarSettings(club_due_day=2))
        for row in rows:
            role = "reader" if row["kind"] == "nation" else "officer"
            who = await person(connection, "Đỗ Thị Hạnh", role, area_code=row["code"])
            self.officers[str(row["code"])].append(who)
        communes = [str(row["code"]) for row in rows if row["kind"] == "commune"]
        for n in range(number):
            self.clubs.append(await self._club(connection, n, communes[n % len(communes)], begins, days))

    async def _club(
        self, connection: AsyncConnection, n: int, commune: str, begins: date, days: int
    ) -> TrueClub:
        luck = Random(f"{self.seed}/club/{n}")
        day = luck.randint(1, 28)
        row = {"area_code": commune, "name": f"CLB thôn Khuổi {n}", "settings": {"meeting_day": day}}
        added = sa.insert(clubs).values(**row).returning(clubs.c.id)
        club = int((await connection.execute(added)).scalar_one())
        leader = await person(connection, f"Lý Văn Bình {n}", "leader", club_id=club)
        deputy = await person(connection, f"Vũ Thị Hào {n}", "deputy", club_id=club)
        made = TrueClub(club, commune, leader, deputy, luck.choice((1, 1, 1, 2, 3)), day, n % 5)
        if made.rhythm > 1:
            rule = {
                "club_id": club,
                "since": LONG_AGO,
                "months": made.rhythm,
                "recorded_at": at("2025-01-01T08:00"),
            }
            await connection.execute(sa.insert(meeting_rhythms), [rule])
        await self._money(connection, made, luck, begins, days)
        return made

    async def _money(
        self, connection: AsyncConnection, club: TrueClub, luck: Random, begins: date, days: int
    ) -> None:
        rows = [
            {
                "club_id": club.id,
                "roster_number": n,
                "name": f"Bà Lan {n}",
                "birth_year": 1950,
                "joined_on": LONG_AGO,
            }
            for n in range(1, MEMBERS + 1)
        ]
        added = await connection.execute(sa.insert(members).returning(members.c.id), rows)
        people = list(added.scalars())
        await keep_life(connection, [club.id])
        opened, moment = begins - timedelta(days=40), _moment(begins - timedelta(days=40), luck)
        first = income_posting(club.id, Fund.INCOME_FUND, 30_000_000, "gift", opened)
        second = income_posting(club.id, Fund.ACTIVITY_FUND, 2_000_000, "dues", opened)
        await post(connection, [first, second], moment)
        for borrower in people[:2]:
            row = {"club_id": club.id, "member_id": borrower, "principal": 4_000_000, "months": 6}
            due = begins + timedelta(days=luck.randint(5, 400) % (days + 10))
            terms = {**row, "monthly_rate_bp": 100, "lent_on": opened, "due_on": due}
            added = await connection.execute(sa.insert(loans).values(**terms).returning(loans.c.id))
            loan = int(added.scalar_one())
            await post(connection, [lend_posting(club.id, loan, 4_000_000, opened)], moment)
            club.loans[loan], club.loans_due[loan] = 4_000_000, due

    # -- what happens ----------------------------------------------------------------------------------

    async def live(self, connection: AsyncConnection, start: datetime, end: datetime) -> None:
        """Everything that happens from `start` until before `end`, of one day."""
        day = start.date()
        for club in self.clubs:
            luck = Random(f"{self.seed}/{club.id}/{day}")
            moments = [_moment(day, luck) for _ in range(4)]
            self._plan(club, day)
            if start <= moments[0] < end:
                await self._meet(connection, club, day, luck, moments[0])
            if start <= moments[1] < end and luck.random() < 0.06:
                await self._spend(connection, club, day, luck, moments[1])
            if start <= moments[2] < end and club.kind == EXTENDED:
                await self._more_time(connection, club, day, luck, moments[2])
            if start <= moments[3] < end and club.kind == BLOCKS and luck.random() < 0.04:
                self.phones.blocked ^= {club.leader}
            for period, moment in club.files_at.items():
                if start <= moment < end and expected_by_hand(period, club.rhythm, club.met):
                    await file_report(connection, club.id, period, moment)
                    club.filed[period] = moment

    def _plan(self, club: TrueClub, day: date) -> None:
        """When the report of the month before comes in; one in eight never does."""
        period = month_before(day)
        if period in club.files_at:
            return
        luck = Random(f"{self.seed}/{club.id}/{period}")
        shift = luck.randint(-4, 9)
        when = due_by_hand(period, club.due_day) + timedelta(days=shift if luck.random() < 0.88 else 900)
        first = day.replace(day=1)
        club.files_at[period] = _moment(max(when, first), luck)

    async def _meet(
        self, connection: AsyncConnection, club: TrueClub, day: date, luck: Random, moment: datetime
    ) -> None:
        """On its day, or up to two days later; once in ten times not at all."""
        month = Random(f"{self.seed}/{club.id}/{day:%Y-%m}")
        planned = min(club.meeting_day + month.randint(0, 2), 28)
        turn = (day.year * 12 + day.month + club.id) % club.rhythm == 0
        if day.day != planned or not turn or month.random() < 0.1:
            return
        present = luck.randint(3, MEMBERS)
        row = {"club_id": club.id, "held_on": day, "present_count": present, "recorded_at": moment}
        await connection.execute(sa.insert(meetings), [row])
        await keep_life(connection, [club.id])
        club.met.append(day)

    async def _spend(
        self, connection: AsyncConnection, club: TrueClub, day: date, luck: Random, moment: datetime
    ) -> None:
        owed = [loan for loan, amount in club.loans.items() if amount]
        if owed and luck.random() < 0.3:
            loan = luck.choice(owed)
            paid = luck.choice((500_000, club.loans[loan]))
            club.loans[loan] -= paid
            await post(connection, list(repay_posting(club.id, loan, paid, 0, Fund.INCOME_FUND, day)), moment)
            if not club.loans[loan]:
                await connection.execute(sa.update(loans).where(loans.c.id == loan).values(status="repaid"))
            return
        amount = luck.randrange(10_000, 400_000, 10_000)
        make = luck.choice((income_posting, expense_posting))
        category = "dues" if make is income_posting else "visit"
        await post(connection, [make(club.id, Fund.ACTIVITY_FUND, amount, category, day)], moment)

    async def _more_time(
        self, connection: AsyncConnection, club: TrueClub, day: date, luck: Random, moment: datetime
    ) -> None:
        """An officer gives more time, the day before or after it was due."""
        period = month_before(day)
        due = due_by_hand(period, club.due_day)
        if abs((day - due).days) == 1 and luck.random() < 0.4 and period not in club.given:
            later = due + timedelta(days=luck.randint(4, 12))
            await extend(connection, club.id, period, later)
            club.given[period] = (moment, later)


def _moment(day: date, luck: Random) -> datetime:
    """Some minute between six in the morning and ten at night."""
    return datetime.combine(day, time(6), VIETNAM) + timedelta(minutes=luck.randint(1, 16 * 60))
