"""The sums a province's digest says, found without a line a club: some dozen small statements.

What each sum means is written in handlers/officer/sums.py and held against this by a test.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_line import Overdue, Reach, Standing
from handlers.officer.figures import AreaFigures
from handlers.officer.flags import (
    LARGE,
    OVERDUE_SHARE_BP,
    TEN_TIMES,
    Flag,
    two_months_before,
)
from handlers.officer.places import Area
from handlers.officer.sums import AreaSums, PartCount
from handlers.report.periods import before
from storage import officer_sql as sql
from storage import officer_sums_sql as sums
from storage.officer_areas import load_areas
from storage.officer_life_sql import COUNTS_LOOK_BACK
from storage.officer_overdue import load_overdue
from storage.officer_reach import load_drafts, load_reach
from storage.officer_usual import biggest_and_usual

VIETNAM = timezone(timedelta(hours=7))


async def load_sums(
    connection: AsyncConnection, where: sql.Where, week: AreaFigures, homes: Mapping[int, str]
) -> AreaSums:
    """The sums of the clubs in `where`; `week` names area and days, `homes` the communes of moved clubs."""
    home = await _homes(connection, where, week.until, homes)
    return await _Loading(connection, week, home).sums()


async def _homes(
    connection: AsyncConnection, where: sql.Where, until: date, moved: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """Club -> its commune and that one's parent, on the day asked about."""
    rows = await connection.execute(sql.club_homes(where, until))
    found = {row[0]: (row[1], row[2] or "") for row in rows}
    places = await load_areas(connection, sorted({code for club, code in moved.items() if club in found}))
    stood = {club: places[code] for club, code in moved.items() if club in found}
    return found | {club: (place.code, place.parent_code) for club, place in stood.items()}


class _Held(NamedTuple):
    """What one club has, and whether it meets no more, since this week or earlier."""

    total: int
    lent: int
    quiet: bool
    quiet_before: bool

    @property
    def fell_quiet(self) -> bool:
        return self.quiet and not self.quiet_before


@dataclass(frozen=True, slots=True)
class _Loading:
    """One area's clubs with their homes, asked about one thing after the other."""

    connection: AsyncConnection
    week: AreaFigures
    homes: Mapping[int, tuple[str, str]]

    async def sums(self) -> AreaSums:
        held = {row[0]: _Held(*row[1:]) for row in await self._held()}
        [gained] = await self._ask(sums.week)
        newest = gained.newest or self.week.monday
        overdue = await load_overdue(self.connection, list(self.homes), self.week.seen, newest=newest)
        sent = {row[0]: (row[1], row[2]) for row in await self._sent()}
        met, gaps = await self._ask(sums.gatherings), await self._gaps()
        in_week = [late.since for late in overdue.values() if late.since and late.since >= self.week.monday]
        any_sent = any(recent for _, recent in sent.values())
        return AreaSums(
            clubs=len(self.homes),
            standing=await self._standing({club: back for club, (back, _) in sent.items()}),
            parts=self._parts(sent, await self._sent_then()),
            total=int(sum(club.total for club in held.values())),
            change=int(gained.gained),
            lent=int(sum(club.lent for club in held.values())),
            overdue=sum(late.amount for late in overdue.values()),
            clubs_met=len({row.id for row in met}),
            present=sum(row.present_count or 0 for row in met),
            invited=sum(row.members for row in met if row.present_count is not None),
            flags=await self._flags(overdue, held, len(gaps), gained.biggest),
            quiet=not (
                gained.entries or met or any_sent or in_week or self._began(held.values(), gaps, sent)
            ),
        )

    def _began(
        self, held: Iterable[_Held], gaps: Sequence[Any], sent: Mapping[int, tuple[bool, bool]]
    ) -> bool:
        """Whether something to look at began: silence, a gap counted, reports that became late."""
        counted = any(self.week.monday <= gap.counted_on <= self.week.seen for gap in gaps)
        waiting = len(self.homes) > sum(not back for back, _ in sent.values())
        fell_quiet = any(club.fell_quiet for club in held)
        return fell_quiet or counted or (waiting and self.week.became_late)

    async def _held(self) -> Sequence[Any]:
        earlier = self.week.monday - timedelta(days=1)
        since, before = two_months_before(self.week.seen), two_months_before(earlier)
        return await self._ask(sums.held, quiet_since=since, quiet_before=before)

    async def _gaps(self) -> Sequence[Any]:
        return await self._ask(sums.gaps, counted_since=self.week.until - COUNTS_LOOK_BACK)

    async def _ask(self, statement: Any, **values: Any) -> Sequence[Any]:
        dialect = self.connection.dialect.name
        days = {"until": self.week.until, "first": self.week.monday}
        known = {"here": sums.given(dialect, list(self.homes)), **days, **values}
        return (await self.connection.execute(statement(dialect), known)).all()

    async def _sent(self) -> Sequence[Any]:
        since = datetime.combine(self.week.monday, time.min, VIETNAM)
        return await self._ask(sums.sent, period=self.week.period, moment=_end_of(self.week.on), since=since)

    async def _sent_then(self) -> set[int]:
        by = min(self.week.then, self.week.on)
        rows = await self._ask(sums.sent_then, period=before(self.week.period), moment=_end_of(by))
        return {row[0] for row in rows}

    async def _standing(self, sent: Mapping[int, bool]) -> dict[Standing, int]:
        """Only clubs whose report has not come are asked about what was begun and who is reached."""
        waiting = [club for club in self.homes if club not in sent]
        drafts = await load_drafts(self.connection, waiting, self.week.period)
        reach = await load_reach(self.connection, waiting, self.week.on)
        reached = {club for club, contact in reach.items() if contact.reach is Reach.REACHED}
        states = Counter(Standing.SENT_BACK if back else Standing.FILED for back in sent.values())
        states.update(
            Standing.IN_PROGRESS
            if club in drafts
            else Standing.NOT_STARTED
            if club in reached
            else Standing.UNREACHABLE
            for club in waiting
        )
        return {state: states[state] for state in Standing}

    def _parts(self, sent: Mapping[int, tuple[bool, bool]], then: set[int]) -> tuple[PartCount, ...]:
        groups = {group.code for group in self.week.groups}
        part = {club: code if code in groups else parent for club, (code, parent) in self.homes.items()}
        filed = _count(part, (club for club, (back, _) in sent.items() if not back))
        clubs, came, came_then = _count(part, part), _count(part, sent), _count(part, then)
        return tuple(_part(group, clubs, filed, came, came_then) for group in self.week.groups)

    async def _flags(
        self, overdue: Mapping[int, Overdue], held: Mapping[int, _Held], gaps: int, biggest: int
    ) -> dict[Flag, int]:
        risky = (late.amount * 10_000 > OVERDUE_SHARE_BP * held[club].lent for club, late in overdue.items())
        return {
            Flag.NO_MEETING: sum(club.quiet for club in held.values()),
            Flag.GAP: gaps,
            Flag.OVERDUE: sum(risky),
            Flag.TEN_TIMES: await self._ten_times() if biggest >= LARGE else 0,
        }

    async def _ten_times(self) -> int:
        large = [row[0] for row in await self._ask(sums.large, large=LARGE)]
        seen = await biggest_and_usual(self.connection, large, self.week.monday, self.week.until)
        return sum(most >= LARGE and 0 < usual * TEN_TIMES <= most for most, usual in seen.values())


def _count(part: Mapping[int, str], club_ids: Iterable[int]) -> Counter[str]:
    return Counter(part[club] for club in club_ids)


def _part(group: Area, *counts: Counter[str]) -> PartCount:
    clubs, filed, sent, then = (count[group.code] for count in counts)
    return PartCount(group, clubs, filed, sent, then)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, VIETNAM)
