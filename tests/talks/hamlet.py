"""A small club whose treasurer, leader and commune officer type to the running assistant.

A question is answered by the option's code, typed as the number it stands under, or by words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.assembly import assemble
from bot.clock import DEFAULT_ZONE, FrozenClock
from bot.runtime import Runtime
from bot.turn import take_turns
from handlers.dialogue.state import Shown
from handlers.fund.posting import opening_posting
from handlers.messages import Incoming
from storage.club_now import keep_life
from storage.database import Database
from storage.ledger import post
from storage.people import add_identity
from storage.records import Fund
from storage.tables.clubs import areas, clubs, members
from storage.tables.loans import loans
from storage.tables.people import people, roles
from storage.talks import load_desks
from tests.talks.crowd import Postbag

ROLL = (
    (3, "Nguyễn Thị Lan", "female", 1952),
    (7, "Trần Văn Tư", "male", 1948),
    (9, "Hoàng Văn Sơn", "male", 1950),
    (12, "Lý Thị Hợi", "female", 1955),
)
NAMES = ("bà Lan", "ông Tư", "ông Sơn", "bà Hợi")
TREASURER, LEADER, OFFICER = "treasurer", "leader", "officer"
BEGUN, LENT_ON, DUE_ON = date(2026, 10, 1), date(2026, 6, 1), date(2027, 6, 1)
BOX, OWED, ACTIVITY_BOX = 20_000_000, 5_000_000, 3_000_000
LONGEST_TALK = 12  # questions
_numbers = count(1)


@dataclass(frozen=True)
class Beginning:
    """What a club had when its book began: its roll (number, name, sex, birth year), đồng, who owed what."""

    roll: tuple[tuple[int, str, str, int], ...] = ROLL
    box: int = BOX
    activity_box: int = ACTIVITY_BOX
    owed: tuple[tuple[int, int], ...] = ((3, OWED),)  # roster number, principal


@dataclass
class Hamlet:
    """One club with its people and their telephones; `asked` are the questions of the last errand."""

    database: Database
    beginning: Beginning = field(default_factory=Beginning)
    number: int = field(default_factory=lambda: next(_numbers))
    club_id: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = FrozenClock(datetime(2026, 11, 20, 9, tzinfo=DEFAULT_ZONE))
        self.bag = Postbag()
        self.runtime = Runtime(assemble(self.database, DEFAULT_ZONE), [self.bag], self.clock)

    @property
    def today(self) -> date:
        return self.clock.moment.date()

    def sleep(self, days: int) -> None:
        """So many nights later, at nine in the morning."""
        self.clock.moment = (self.clock.moment + timedelta(days=days)).replace(hour=9, minute=0, second=0)

    async def settle(self, settings: Mapping[str, Any]) -> None:
        """The club, its people, four members; bà Lan owes 5 million from before the book began."""
        async with self.database.write() as connection:
            commune = f"xa-{self.number}"
            await connection.execute(sa.insert(areas).values(code=commune, name="Hồng Sơn", kind="commune"))
            new = sa.insert(clubs).values(area_code=commune, name="CLB thôn Khổng", settings=dict(settings))
            self.club_id = int((await connection.execute(new.returning(clubs.c.id))).scalar_one())
            for role, place in (
                (TREASURER, {"club_id": self.club_id}),
                (LEADER, {"club_id": self.club_id}),
                (OFFICER, {"area_code": commune}),
            ):
                self.ids[role] = await self._person(connection, role, place)
            await self._open_books(connection)

    async def _person(self, connection: AsyncConnection, role: str, place: Mapping[str, Any]) -> int:
        new = sa.insert(people).values(name=f"bác {role}").returning(people.c.id)
        person_id = int((await connection.execute(new)).scalar_one())
        held = {"person_id": person_id, "role": role, "since": date(2026, 1, 1), **place}
        await connection.execute(sa.insert(roles).values(**held))
        await add_identity(connection, "terminal", self._address(role), person_id)
        return person_id

    def _address(self, role: str) -> str:
        return f"{role}-{self.number}"

    async def _open_books(self, connection: AsyncConnection) -> None:
        names = ("roster_number", "name", "sex", "birth_year")
        rows = [
            {"club_id": self.club_id, **dict(zip(names, one, strict=True))} for one in self.beginning.roll
        ]
        new = sa.insert(members).returning(members.c.roster_number, members.c.id)
        given = await connection.execute(new, rows)
        ids = {row.roster_number: row.id for row in given}
        await keep_life(connection, [self.club_id])
        boxes = (self.beginning.box, self.beginning.activity_box)
        start = [
            opening_posting(self.club_id, fund, BEGUN, box=box)
            for fund, box in zip(Fund, boxes, strict=True)
            if box
        ]
        for number, principal in self.beginning.owed:
            owed = opening_posting(self.club_id, Fund.INCOME_FUND, BEGUN, lent=principal)
            start.append(replace(owed, loan_id=await self._loan(connection, ids[number], principal)))
        await post(connection, start, datetime(2026, 10, 1, 8, tzinfo=DEFAULT_ZONE))

    async def _loan(self, connection: AsyncConnection, member_id: int, principal: int) -> int:
        terms = {"principal": principal, "months": 12, "monthly_rate_bp": 100}
        days = {"lent_on": LENT_ON, "due_on": DUE_ON}
        loan = {"club_id": self.club_id, "member_id": member_id, **terms, **days}
        new = sa.insert(loans).values(**loan).returning(loans.c.id)
        return int((await connection.execute(new)).scalar_one())

    async def tell(self, role: str, words: str, answers: Mapping[str, str]) -> str:
        """An errand from its first words to its end; returns the last reply. Every message comes thrice.

        A question that comes again is answered by the next of the words between commas.
        """
        self.asked = []
        reply = await self._say(role, words)
        for _ in range(LONGEST_TALK):
            async with self.database.read() as connection:
                shown = (await load_desks(connection, [self.ids[role]]))[self.ids[role]].shown
            if shown is None:
                return reply
            name = _name(shown)
            self.asked.append(name)
            assert name in answers, f"unexpected {name}: {self.heard[-6:]}"
            said = answers[name].split(",")
            again = min(self.asked.count(name), len(said))
            reply = await self._say(role, _typed(said[again - 1], shown.codes))
        raise AssertionError(f"no end of questions: {self.heard[-8:]}")

    async def _say(self, role: str, words: str) -> str:
        self.clock.moment += timedelta(seconds=20)
        said = Incoming(
            "terminal", self._address(role), f"m{len(self.heard)}-{self.number}", self.clock.now()
        )
        said = replace(said, text=words)
        self.bag.letters.clear()
        await self.runtime.receive([said])
        await take_turns(self.runtime.assistant, self.clock.now())
        await self.runtime.deliver()
        await self.runtime.receive([said, said])
        assert await take_turns(self.runtime.assistant, self.clock.now()) == 0
        reply = "\n".join(self.bag.to(self._address(role)))
        self.heard += [f"{role} {self.today:%d/%m} > {words}", f"< {reply}"]
        return reply


def _name(shown: Shown) -> str:
    """ "entry.1.closed" -> "closed", "counted.1" -> "counted"; the list behind "Sửa" -> "edit"."""
    if shown.key == "confirm" and "amount" in shown.codes:
        return "edit"
    return next(part for part in reversed(shown.key.split(".")) if not part.isdecimal())


def _typed(answer: str, codes: Sequence[str]) -> str:
    return str(codes.index(answer) + 1) if answer in codes else answer
