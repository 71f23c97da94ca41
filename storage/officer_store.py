"""The weekly figures of areas, loaded set by set from the maintained summaries, whatever the number of clubs.

What a figure means is written in handlers/officer; here is only how to find it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.deadlines import Level, due_on
from handlers.officer.club_line import ClubLine, Filing, Gathering, Overdue
from handlers.officer.figures import AreaAsk, AreaFigures, digest_period
from handlers.officer.flags import LARGE
from handlers.officer.places import Area
from handlers.officer.sums import AreaSums
from handlers.report.periods import before
from storage import officer_life_sql as life
from storage import officer_sql as sql
from storage.calendar_store import load_calendars, load_extensions
from storage.club_moves import homes_on, moves_after
from storage.due_days import load_due_days
from storage.officer_areas import area_trees, load_areas
from storage.officer_overdue import load_overdue
from storage.officer_reach import load_drafts, load_reach
from storage.officer_sums import load_sums
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


async def load_area_sums(
    connection: AsyncConnection, asks: Sequence[AreaAsk]
) -> dict[AreaAsk, tuple[AreaFigures, AreaSums] | None]:
    """The sums of each area and week, beside its name and days (without clubs); None for no such area."""
    areas = await load_areas(connection, [ask.code for ask in asks])
    found: dict[AreaAsk, tuple[AreaFigures, AreaSums] | None] = dict.fromkeys(asks)
    for ask in asks:
        if ask.code in areas:
            week, where, homes = await _week(connection, areas[ask.code], ask)
            found[ask] = week, await load_sums(connection, where, week, homes)
    return found


async def _figures(connection: AsyncConnection, area: Area, ask: AreaAsk) -> AreaFigures:
    week, where, homes = await _week(connection, area, ask)
    return replace(week, clubs=await club_lines(connection, where, week, homes))


async def _week(
    connection: AsyncConnection, area: Area, ask: AreaAsk
) -> tuple[AreaFigures, sql.Where, dict[int, str]]:
    """The area with its days and parts, which clubs are its own, and the communes of moved ones."""
    tree = (await area_trees(connection, [area.code]))[area.code]
    homes = homes_on(await moves_after(connection, ask.until))
    groups = tuple(below for below in tree if below.parent_code == area.code)
    calendar = (await load_calendars(connection, [area.code]))[area.code]
    period = ask.period or digest_period(ask.on, calendar)
    due, due_before = (due_on(each, Level.CLUB, calendar) for each in (period, before(period)))
    week = AreaFigures(area, ask.until, ask.on, period, due, due_before, groups=groups)
    return week, where_in(tree, homes), homes


async def club_lines(
    connection: AsyncConnection, where: sql.Where, standing: AreaFigures, homes: dict[int, str]
) -> tuple[ClubLine, ...]:
    until, on, period = standing.until, standing.on, standing.period
    rows = (await connection.execute(sql.club_rows(where, until))).all()
    here = sql.chosen(connection.dialect.name, [row.id for row in rows])
    moved = {row.id: row for row in await connection.execute(sql.moved(here, until))}
    filings = await _filings(connection, here, standing)
    overdue = await load_overdue(connection, [row.id for row in rows], standing.seen)
    held = await _gatherings(connection, here, standing.monday, until)
    waiting = [row.id for row in rows if (row.id, period) not in filings]
    drafts = await load_drafts(connection, waiting, period)
    reach = await load_reach(connection, waiting, on)
    gaps = {
        row.id: row.difference
        for row in await connection.execute(life.gaps(here, until - life.COUNTS_LOOK_BACK, until))
    }
    due = await load_due_days(connection, [row.id for row in rows], [period])
    extended = await load_extensions(connection, [row.id for row in rows], [period])
    places = await load_areas(connection, list({homes[row.id] for row in rows if row.id in homes}))
    lines = []
    for row in rows:
        club_id = row.id
        week = moved.get(club_id, _UNMOVED)
        lines.append(
            ClubLine(
                club_id,
                row.name,
                row.hamlet,
                _commune(row, homes, places),
                _totals(row.income_fund_box, row.income_fund_bank, row.income_fund_lent),
                _totals(row.activity_fund_box, row.activity_fund_bank, row.activity_fund_lent),
                int(week.change),
                int(week.entries),
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
                due_on=due[club_id, period],
                extended=(club_id, period) in extended,
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


def _totals(box: int | None, bank: int | None, lent: int | None) -> FundTotals:
    return FundTotals(box or 0, bank or 0, lent or 0)


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
