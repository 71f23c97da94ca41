"""The sums a province's digest says, counted by the database in a week like any other.

What each sum means is written in handlers/officer/sums.py and held against this by a test. Weeks that need
a second look (nothing written in the whole area, clubs that moved since) are summed over the clubs' lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_line import Standing
from handlers.officer.figures import AreaFigures
from handlers.officer.flags import LARGE, OVERDUE_SHARE_BP, TEN_TIMES, Flag
from handlers.officer.places import Area
from handlers.officer.sums import AreaSums, PartCount, sums_of
from handlers.report.periods import before, first_day
from storage import officer_sums_sql as sums
from storage.officer_life_sql import COUNTS_LOOK_BACK
from storage.officer_lines import club_lines
from storage.officer_overdue import overdue_then, written_after
from storage.officer_rhythms import days_asked
from storage.officer_standings import clubs_in, counted, standings
from storage.officer_usual import biggest_and_usual
from storage.officer_where import where_in
from storage.vietnam_days import end_of


async def load_sums(
    connection: AsyncConnection, tree: Sequence[Area], week: AreaFigures, homes: dict[int, str]
) -> AreaSums:
    """The sums of the clubs of an area's `tree` in a `week`; `homes` are the communes of moved clubs."""
    here = clubs_in(week.area.kind)
    happened = (await connection.execute(sums.week(here), _days(week))).one()
    if homes or not happened.entries:
        return sums_of(replace(week, clubs=await club_lines(connection, where_in(tree, homes), week, homes)))
    return await _Counting(connection, week, here, happened).sums()


def _days(week: AreaFigures) -> dict[str, Any]:
    """The area, days and moments the statements ask for."""
    return {
        "code": week.area.code,
        "first": week.monday,
        "until": week.until,
        "seen": week.seen,
        "on": week.on,
        "counted_since": week.until - COUNTS_LOOK_BACK,
        "period": week.period,
        "moment": end_of(week.on),
        "month_then": first_day(before(week.period)),
        "moment_then": end_of(min(week.then, week.on)),
        **days_asked(week.period, week.seen),
    }


_NO_CLUBS = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Late:
    """Clubs that wrote since the week: what their loans owe today is not what they owed then."""

    club_ids: tuple[int, ...] = ()
    amount: int = 0
    risky: int = 0


@dataclass(frozen=True, slots=True)
class _Counting:
    """One area's clubs `here` in a week in which something was written, and what `happened` in it."""

    connection: AsyncConnection
    week: AreaFigures
    here: Any
    happened: Any

    async def sums(self) -> AreaSums:
        late = await self._changed()
        parts = await self._ask(self._counted(late.club_ids))
        happened = self.happened
        columns = dict(zip(parts[0]._fields, zip(*parts, strict=True), strict=True)) if parts else {}

        def total(name: str) -> int:
            return int(sum(columns.get(name, ())))

        return AreaSums(
            clubs=total("clubs"),
            standing=_standing(total),
            parts=_parts(self.week.groups, columns),
            income=total("income"),
            activity=total("activity"),
            funded=total("funded"),
            change=int(happened.gained),
            lent=total("lent"),
            overdue=total("late") + late.amount,
            clubs_met=happened.clubs_met,
            present=int(happened.present),
            invited=int(happened.invited),
            flags={
                Flag.NO_MEETING: total("quiet"),
                Flag.GAP: happened.gaps,
                Flag.OVERDUE: total("risky") + late.risky,
                Flag.TEN_TIMES: await self._ten_times(),
            },
            quiet=False,
        )

    def _counted(self, changed: tuple[int, ...]) -> sa.Select[Any]:
        since = max(filter(None, (self.happened.newest, self.happened.newest_met))) > self.week.until
        return counted(self.here, self.week.area.kind, changed, written_since=since)

    async def _ask(self, statement: sa.Select[Any]) -> Sequence[Any]:
        found: Sequence[Any] = (await self.connection.execute(statement, _days(self.week))).all()
        return found

    async def _changed(self) -> _Late:
        if self.happened.newest <= self.week.seen:
            return _Late()
        ids = [row.id for row in await self._ask(sa.select(self.here.c.id))]
        changed = sorted(await written_after(self.connection, ids, self.week.seen))
        then = await overdue_then(self.connection, changed, self.week.seen)
        if not then:
            return _Late(tuple(changed))
        some = sa.select(self.here).where(self.here.c.id.in_(list(then))).subquery("some")
        lent = {row.id: row.lent for row in await self._ask(standings(some, self.week.area.kind))}
        risky = (late.amount * 10_000 > OVERDUE_SHARE_BP * lent[club] for club, late in then.items())
        return _Late(tuple(changed), sum(late.amount for late in then.values()), sum(risky))

    async def _ten_times(self) -> int:
        if self.happened.biggest < LARGE:
            return 0
        large = [row.id for row in await self._ask(sums.large(self.here, LARGE))]
        seen = await biggest_and_usual(self.connection, large, self.week.monday, self.week.until)
        return sum(most >= LARGE and 0 < usual * TEN_TIMES <= most for most, usual in seen.values())


def _parts(groups: Sequence[Area], columns: Mapping[str, Sequence[Any]]) -> tuple[PartCount, ...]:
    """Each commune or province in turn, those without clubs too."""
    names = ("part", "clubs", "not_expected", "filed", "sent_back", "sent_then")
    rows = zip(*(columns.get(name, ()) for name in names), strict=True)
    counts = {
        part: (clubs, clubs - resting, filed, filed + back, then)
        for part, clubs, resting, filed, back, then in rows
    }
    return tuple(PartCount(group, *counts.get(group.code, _NO_CLUBS)) for group in groups)


def _standing(total: Any) -> dict[Standing, int]:
    return {state: total(state.value) for state in Standing}
