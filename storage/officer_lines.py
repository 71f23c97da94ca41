"""The lines of clubs in their officers' figures: each set of facts loaded once, then joined club by club."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_line import ClubLine, Contact, Draft, Filing, Gathering, Overdue
from handlers.officer.figures import AreaFigures
from handlers.officer.flags import LARGE
from handlers.officer.places import Area
from handlers.report.periods import before
from storage import officer_life_sql as life_sql
from storage import officer_sql as sql
from storage.calendar_store import load_extensions
from storage.due_days import due_days_with
from storage.officer_areas import load_areas
from storage.officer_overdue import load_overdue
from storage.officer_reach import load_drafts, load_reach
from storage.officer_rhythms import EVERY_TIME, Turn, load_turns
from storage.officer_usual import biggest_and_usual
from storage.records import FundTotals
from storage.vietnam_days import VIETNAM, end_of


class Week(NamedTuple):
    """A week in which nothing was written."""

    change: int = 0
    entries: int = 0
    biggest: int = 0


class Gap(NamedTuple):
    """Counted, and nothing is missing."""

    difference: int = 0
    counted_on: date | None = None


_UNMOVED = Week()
_NO_GAP = Gap()
_NOTHING_DUE = Overdue()
_COMMUNES: dict[tuple[str, str, str, str], Area] = {}


@dataclass(frozen=True, slots=True)
class _Reports:
    """Where the reports of the clubs stand: what was filed, begun, extended, and who can be reached."""

    filings: Mapping[tuple[int, str], Filing]
    drafts: Mapping[int, Draft]
    reach: Mapping[int, Contact]
    due: Mapping[tuple[int, str], date]
    extended: Mapping[tuple[int, str], Any]
    turns: Mapping[int, Turn]


@dataclass(frozen=True, slots=True)
class _Life:
    """What the clubs did in the week, and what of it is not in order."""

    moved: Mapping[int, Any]
    overdue: Mapping[int, Overdue]
    held: Mapping[int, tuple[Gathering, ...]]
    gaps: Mapping[int, Any]


async def club_lines(
    connection: AsyncConnection, where: sql.Where, standing: AreaFigures, homes: Mapping[int, str]
) -> tuple[ClubLine, ...]:
    """The clubs in `where` at the end of the week of `standing`; `homes` are the communes of moved ones."""
    rows = (await connection.execute(sql.club_rows(where, standing.until))).all()
    club_ids = [row.id for row in rows]
    places = await load_areas(connection, list({homes[club] for club in club_ids if club in homes}))
    stood = {club: places[homes[club]] for club in club_ids if club in homes}
    life = await _life(connection, club_ids, standing)
    reports = await _reports(connection, rows, standing)
    lines = [_line(row, stood.get(row.id) or _commune(row), life, reports, standing.period) for row in rows]
    return await _with_usual(connection, lines, standing)


async def _life(connection: AsyncConnection, club_ids: Sequence[int], standing: AreaFigures) -> _Life:
    here, until = sql.chosen(connection.dialect.name, club_ids), standing.until
    counted = life_sql.gaps(here, until - life_sql.COUNTS_LOOK_BACK, until)
    return _Life(
        moved={row.id: row for row in await connection.execute(sql.moved(here, until))},
        overdue=await load_overdue(connection, club_ids, standing.seen),
        held=await _gatherings(connection, here, standing.monday, until),
        gaps={row.id: row for row in await connection.execute(counted)},
    )


async def _reports(connection: AsyncConnection, rows: Sequence[Any], standing: AreaFigures) -> _Reports:
    """Only clubs whose report has not come are asked about what was begun and who is reached."""
    period, club_ids = standing.period, [row.id for row in rows]
    filings = await _filings(connection, sql.chosen(connection.dialect.name, club_ids), standing)
    extended = await load_extensions(connection, club_ids, [period])
    waiting = [club for club in club_ids if (club, period) not in filings]
    return _Reports(
        filings,
        await load_drafts(connection, waiting, period),
        await load_reach(connection, waiting, standing.on),
        await due_days_with(connection, club_ids, [period], extended),
        extended,
        await load_turns(connection, rows, period, standing.on),
    )


def _line(row: Any, commune: Area, life: _Life, reports: _Reports, period: str) -> ClubLine:
    club_id, week, gap = row.id, life.moved.get(row.id, _UNMOVED), life.gaps.get(row.id, _NO_GAP)
    return ClubLine(
        club_id,
        row.name,
        row.hamlet,
        commune,
        income=_totals(row.income_fund_box, row.income_fund_bank, row.income_fund_lent),
        activity=_totals(row.activity_fund_box, row.activity_fund_bank, row.activity_fund_lent),
        change=int(week.change),
        entries=int(week.entries),
        overdue=life.overdue.get(club_id, _NOTHING_DUE),
        filing=reports.filings.get((club_id, period)),
        filed_before=reports.filings.get((club_id, before(period))),
        draft=reports.drafts.get(club_id),
        contact=reports.reach.get(club_id),
        gatherings=life.held.get(club_id, ()),
        last_met=row.last_met,
        since=row.founded_on,
        gap=gap.difference,
        counted_on=gap.counted_on,
        biggest=int(week.biggest),
        due_on=reports.due[club_id, period],
        extended=(club_id, period) in reports.extended,
        **reports.turns.get(club_id, EVERY_TIME)._asdict(),
    )


def _commune(row: Any) -> Area:
    key = (row.code, row.commune, row.kind, row.parent_code or "")
    return _COMMUNES.setdefault(key, Area(*key))


def _totals(box: int | None, bank: int | None, lent: int | None) -> FundTotals:
    return FundTotals(box or 0, bank or 0, lent or 0)


async def _filings(
    connection: AsyncConnection, here: sql.Here, standing: AreaFigures
) -> dict[tuple[int, str], Filing]:
    periods = [before(standing.period), standing.period]
    end = end_of(standing.on)
    return {
        (row.id, row.period): Filing(row.status, row.number, _day(row.last_at), _day(row.first_at))
        for row in await connection.execute(life_sql.filings(here, periods, end))
    }


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


async def _gatherings(
    connection: AsyncConnection, here: sql.Here, first: date, last: date
) -> dict[int, tuple[Gathering, ...]]:
    """A meeting whose roll was not called counts as held, not as a meeting nobody came to."""
    found: dict[int, tuple[Gathering, ...]] = {}
    for row in await connection.execute(life_sql.gatherings(life_sql.lately(here), first, last)):
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
