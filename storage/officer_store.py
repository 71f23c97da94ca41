"""The weekly figures of areas, loaded set by set from the maintained summaries, whatever the number of clubs.

What a figure means is written in handlers/officer; here is only how to find it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.asks import ClubAsk, ClubSheet
from handlers.officer.club_line import ClubLine, Filing, Gathering, Overdue
from handlers.officer.figures import AreaAsk, AreaFigures, digest_period, due_day
from handlers.officer.flags import LARGE
from handlers.officer.places import NATION, Area
from handlers.report.periods import before
from storage import officer_sql as sql
from storage.club_moves import homes_on, moves_after
from storage.officer_areas import area_trees, load_areas
from storage.officer_reach import load_drafts, load_reach
from storage.officer_usual import biggest_and_usual
from storage.officer_where import where_in
from storage.records import FundTotals
from storage.tables.clubs import clubs

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
    return replace(standing, clubs=await _club_lines(connection, where, standing, homes), groups=groups)


async def _club_lines(
    connection: AsyncConnection, where: sql.Where, standing: AreaFigures, homes: dict[int, str]
) -> tuple[ClubLine, ...]:
    until, on, period = standing.until, standing.on, standing.period
    rows = (await connection.execute(sql.club_rows(where, until))).all()
    moved = await _moved(connection, where, until)
    filings = await _filings(connection, where, standing)
    overdue = await _overdue(connection, where, until, past=until < on)
    held = await _gatherings(connection, where, standing.monday, until)
    drafts = await load_drafts(connection, where, period)
    reach = await load_reach(connection, where, period, on)
    gaps = {row.id: row.difference for row in await connection.execute(sql.gaps(where, until))}
    places = await load_areas(connection, list({homes[row.id] for row in rows if row.id in homes}))
    lines = []
    for row in rows:
        club_id = row.id
        after = moved.get(club_id, _UNMOVED)
        lines.append(
            ClubLine(
                club_id,
                row.name,
                row.hamlet,
                _commune(row, homes, places),
                _totals(row.income_box, row.income_bank, row.income_lent, after.get("income_fund")),
                _totals(row.activity_box, row.activity_bank, row.activity_lent, after.get("activity_fund")),
                sum(fund.change for fund in after.values()),
                sum(fund.entries for fund in after.values()),
                overdue.get(club_id, _NOTHING_DUE),
                filings.get((club_id, period)),
                filings.get((club_id, before(period))),
                drafts.get(club_id),
                reach.get(club_id),
                held.get(club_id, ()),
                row.last_met,
                row.founded_on,
                gaps.get(club_id, 0),
                max((fund.biggest for fund in after.values()), default=0),
            )
        )
    return await _with_usual(connection, lines, standing)


_UNMOVED: dict[str, Any] = {}
_NOTHING_DUE = Overdue()
_COMMUNES: dict[tuple[str, str, str, str], Area] = {}


def _commune(row: Any, homes: Mapping[int, str], places: Mapping[str, Area]) -> Area:
    if row.id in homes:
        return places[homes[row.id]]
    key = (row.code, row.commune, row.kind, row.parent_code or "")
    return _COMMUNES.setdefault(key, Area(*key))


def _totals(box: int | None, bank: int | None, lent: int | None, after: Any) -> FundTotals:
    if after is None:
        return FundTotals(box or 0, bank or 0, lent or 0)
    return FundTotals(
        (box or 0) - int(after.after_box),
        (bank or 0) - int(after.after_bank),
        (lent or 0) - int(after.after_lent),
    )


async def _moved(connection: AsyncConnection, where: sql.Where, until: date) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for row in await connection.execute(sql.moved(where, until)):
        found.setdefault(row.id, {})[row.fund] = row
    return found


async def _filings(
    connection: AsyncConnection, where: sql.Where, standing: AreaFigures
) -> dict[tuple[int, str], Filing]:
    periods = [before(standing.period), standing.period]
    end = datetime.combine(standing.on, time.max, VIETNAM)
    return {
        (row.id, row.period): Filing(row.status, row.number, _day(row.last_at), _day(row.first_at))
        for row in await connection.execute(sql.filings(where, periods, end))
    }


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


async def _overdue(
    connection: AsyncConnection, where: sql.Where, until: date, *, past: bool
) -> dict[int, Overdue]:
    found: dict[int, Overdue] = {}
    for row in await connection.execute(sql.overdue(where, until, past=past)):
        so_far = found.get(row.club_id, Overdue())
        since = row.due_on if so_far.since is None else min(so_far.since, row.due_on)
        found[row.club_id] = Overdue(so_far.count + 1, so_far.amount + int(row.owed), since)
    return found


async def _gatherings(
    connection: AsyncConnection, where: sql.Where, first: date, last: date
) -> dict[int, tuple[Gathering, ...]]:
    """A meeting whose roll was not called counts as held, not as a meeting nobody came to."""
    found: dict[int, tuple[Gathering, ...]] = {}
    for row in await connection.execute(sql.gatherings(where, first, last)):
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


async def load_club_sheets(connection: AsyncConnection, asks: Sequence[ClubAsk]) -> dict[ClubAsk, ClubSheet]:
    """One club as it stands at the end of a day; a club that does not exist (any more) is left out."""
    found = {}
    for on in sorted({ask.on for ask in asks}):
        ids = [ask.club_id for ask in asks if ask.on == on]
        period = digest_period(on)
        standing = AreaFigures(_NOWHERE, on, on, period, due_day(period))
        where = clubs.c.id.in_(ids) & (clubs.c.status == "active")
        for line in await _club_lines(connection, where, standing, {}):
            found[ClubAsk(line.club_id, on)] = ClubSheet(line, on, period)
    return found


_NOWHERE = Area("", "", NATION)
