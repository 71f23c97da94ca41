"""The weekly figures of areas, loaded set by set from the maintained summaries, whatever the number of clubs.

What a figure means is written in handlers/officer; here is only how to find it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.settings import CalendarSettings
from handlers.officer.figures import AreaAsk, AreaFigures, digest_period
from handlers.officer.places import COMMUNE, Area
from handlers.officer.sums import AreaWeek
from handlers.report.periods import before
from storage.calendar_store import calendar_among, calendar_keys, load_calendars
from storage.club_moves import IS_MOVE, homes_on, moves_after, moves_among
from storage.database import listed
from storage.officer_areas import area_trees
from storage.officer_lines import club_lines
from storage.officer_sums import load_sums
from storage.officer_where import where_in
from storage.tables.talk import settings

_KEPT = sa.select(settings.c.key, settings.c.value).where(sa.or_(settings.c.key.in_(listed("keys")), IS_MOVE))


async def load_figures(
    connection: AsyncConnection, asks: Sequence[AreaAsk]
) -> dict[AreaAsk, AreaFigures | None]:
    """The figures of each area and week; None for an area that does not exist."""
    found: dict[AreaAsk, AreaFigures | None] = dict.fromkeys(asks)
    for ask in asks:
        if tree := (await area_trees(connection, [ask.code]))[ask.code]:
            week, homes = await _week(connection, tree, ask)
            lines = await club_lines(connection, where_in(tree, homes), week, homes)
            found[ask] = replace(week, clubs=lines)
    return found


async def load_area_weeks(
    connection: AsyncConnection, asks: Sequence[AreaAsk]
) -> dict[AreaAsk, AreaWeek | None]:
    """The sums of each area and week, beside its name and days (without clubs); None for no such area."""
    found: dict[AreaAsk, AreaWeek | None] = dict.fromkeys(asks)
    for ask in asks:
        if tree := (await area_trees(connection, [ask.code]))[ask.code]:
            week, homes = await _week(connection, tree, ask)
            found[ask] = AreaWeek(week, await load_sums(connection, tree, week, homes))
    return found


async def _week(
    connection: AsyncConnection, tree: tuple[Area, ...], ask: AreaAsk
) -> tuple[AreaFigures, dict[int, str]]:
    """The area with its days and parts, and the communes in which moved clubs stood."""
    area = tree[0]
    calendar, homes = await _settings(connection, area, ask.until)
    groups = tuple(below for below in tree if below.parent_code == area.code)
    period = ask.period or digest_period(ask.on, calendar)
    due, due_before = (due_on(each, Level.CLUB, calendar) for each in (period, before(period)))
    return AreaFigures(area, ask.until, ask.on, period, due, due_before, groups=groups), homes


async def _settings(
    connection: AsyncConnection, area: Area, until: date
) -> tuple[CalendarSettings, dict[int, str]]:
    """The calendar in force, and where clubs that moved since stood; a province lies in the nation alone."""
    if area.kind == COMMUNE:
        calendar = (await load_calendars(connection, [area.code]))[area.code]
        return calendar, homes_on(await moves_after(connection, until))
    chain = (area.code, area.parent_code)
    rows = (await connection.execute(_KEPT, {"keys": calendar_keys(chain)})).all()
    return calendar_among(dict(rows), chain), homes_on(moves_among(rows, until))
