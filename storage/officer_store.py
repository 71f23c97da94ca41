"""The weekly figures of areas, loaded set by set from the maintained summaries, whatever the number of clubs.

What a figure means is written in handlers/officer; here is only how to find it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_line import ClubLine, Filing, Gathering, Overdue
from handlers.officer.figures import AreaAsk, AreaFigures, digest_period, due_day
from handlers.officer.flags import LARGE
from handlers.officer.places import Area
from handlers.report.periods import before
from storage import officer_life_sql as life
from storage import officer_sql as sql
from storage.club_moves import homes_on, moves_after
from storage.officer_areas import area_trees, load_areas
from storage.officer_reach import load_drafts, load_reach
from storage.officer_usual import biggest_and_usual
from storage.officer_where import where_in
from storage.records import FundTotals

VIETNAM = timezone(timedelta(hours=7))
Rows = Mapping[int, Any]


async def load_figures(
    connection: AsyncConnection, asks: Sequence[AreaAsk]
) -> dict[AreaAsk, AreaFigures | None]:
    """The figures of each area and week; None for an area that does not exist."""
    areas = await load_areas(connection, [ask.code for ask in asks])
    return {
        ask: await _figures(connection, areas[ask.code], ask) if ask.code in areas else None for ask in asks
    }


async def _figures(connection: AsyncConnection, area: Area, ask: AreaAsk) -> AreaFigures:
    period = digest_period(ask.on)
    tree = (await area_trees(connection, [area.code]))[area.code]
    standing = AreaFigures(area, ask.until, ask.on, period, due_day(period))
    groups = tuple(below for below in tree if below.parent_code == area.code)
    homes = homes_on(await moves_after(connection, ask.until))
    where = where_in(tree, homes)
    return replace(standing, clubs=await club_lines(connection, where, standing, homes), groups=groups)


async def club_lines(
    connection: AsyncConnection, where: sql.Where, standing: AreaFigures, homes: dict[int, str]
) -> tuple[ClubLine, ...]:
    until, on, period = standing.until, standing.on, standing.period
    rows = (await connection.execute(sql.club_rows(where, until))).all()
    here = sql.chosen(connection.dialect.name, [row.id for row in rows])
    moved = {row.id: row for row in await connection.execute(sql.moved(here, until))}
    later = await _later(connection, here, until)
    filings = await _filings(connection, here, standing)
    overdue = await _overdue(connection, here, standing.seen, past=until < on)
    held = await _gatherings(connection, here, standing.monday, until)
    waiting = [row.id for row in rows if (row.id, period) not in filings]
    missing = sql.chosen(connection.dialect.name, waiting)
    drafts = await load_drafts(connection, missing, period)
    reach = await load_reach(connection, missing, on)
    gaps = {row.id: row.difference for row in await connection.execute(life.gaps(here, until))}
    places = await load_areas(connection, list({homes[row.id] for row in rows if row.id in homes}))
    lines = []
    for row in rows:
        club_id = row.id
        week = moved.get(club_id, _UNMOVED)
        after = later.get(club_id, {})
        lines.append(
            ClubLine(
                club_id,
                row.name,
                row.hamlet,
                _commune(row, homes, places),
                _totals(row.income_box, row.income_bank, row.income_lent, after.get("income_fund")),
                _totals(row.activity_box, row.activity_bank, row.activity_lent, after.get("activity_fund")),
                int(week.change),
                week.entries,
                overdue.get(club_id, _NOTHING_DUE),
                filings.get((club_id, period)),
                filings.get((club_id, before(period))),
                drafts.get(club_id),
                reach.get(club_id),
                held.get(club_id, ()),
                row.last_met,
                row.founded_on,
                gaps.get(club_id, 0),
                int(week.biggest),
            )
        )
    return await _with_usual(connection, lines, standing)


class Week(NamedTuple):
    """A week in which nothing was written."""

    change: int = 0
    entries: int = 0
    biggest: int = 0


_UNMOVED = Week()
_NOTHING_DUE = Overdue()
_COMMUNES: dict[tuple[str, str, str, str], Area] = {}


def _commune(row: Any, homes: Mapping[int, str], places: Mapping[str, Area]) -> Area:
    if row.id in homes:
        return places[homes[row.id]]
    key = (row.code, row.commune, row.kind, row.parent_code or "")
    return _COMMUNES.setdefault(key, Area(*key))


def _totals(box: int | None, bank: int | None, lent: int | None, after: dict[str, int] | None) -> FundTotals:
    if after is None:
        return FundTotals(box or 0, bank or 0, lent or 0)
    return FundTotals(
        (box or 0) - after.get("box", 0),
        (bank or 0) - after.get("bank", 0),
        (lent or 0) - after.get("lent", 0),
    )


async def _later(
    connection: AsyncConnection, here: sql.Here, until: date
) -> dict[int, dict[str, dict[str, int]]]:
    """Club -> fund -> place -> what later days of the month did."""
    found: dict[int, dict[str, dict[str, int]]] = {}
    for row in await connection.execute(sql.moved_later(here, until)):
        found.setdefault(row.id, {}).setdefault(row.fund, {})[row.place] = int(row.amount)
    return found


async def _filings(
    connection: AsyncConnection, here: sql.Here, standing: AreaFigures
) -> dict[tuple[int, str], Filing]:
    periods = [before(standing.period), standing.period]
    end = datetime.combine(standing.on, time.max, VIETNAM)
    return {
        (row.id, row.period): Filing(row.status, row.number, _day(row.last_at), _day(row.first_at))
        for row in await connection.execute(life.filings(here, periods, end))
    }


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


async def _overdue(
    connection: AsyncConnection, here: sql.Here, until: date, *, past: bool
) -> dict[int, Overdue]:
    found: dict[int, Overdue] = {}
    for row in await connection.execute(sql.overdue(here, until, past=past)):
        so_far = found.get(row.club_id, Overdue())
        since = row.due_on if so_far.since is None else min(so_far.since, row.due_on)
        found[row.club_id] = Overdue(so_far.count + 1, so_far.amount + int(row.owed), since)
    return found


async def _gatherings(
    connection: AsyncConnection, here: sql.Here, first: date, last: date
) -> dict[int, tuple[Gathering, ...]]:
    """A meeting whose roll was not called counts as held, not as a meeting nobody came to."""
    found: dict[int, tuple[Gathering, ...]] = {}
    for row in await connection.execute(life.gatherings(here, first, last)):
        called = row.present_count is not None
        held = Gathering(row.held_on, row.present_count or 0, row.members if called else 0)
        found[row.id] = (*found.get(row.id, ()), held)
    return found


async def _with_usual(
    connection: AsyncConnection, lines: Sequence[ClubLine], standing: AreaFigures
) -> tuple[ClubLine, ...]:
    """Only large entries are held against what is usual: a handful of clubs a week."""
    large = [club.club_id for club in lines if club.biggest >= LARGE]
    if not large:
        return tuple(lines)
    seen = await biggest_and_usual(connection, large, standing.monday, standing.until)
    return tuple(
        replace(club, biggest=seen[club.club_id][0], usual=seen[club.club_id][1])
        if club.club_id in seen
        else club
        for club in lines
    )
