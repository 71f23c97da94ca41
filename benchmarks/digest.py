"""How long the Monday digest takes on a made-up country, beside the two usual ways, in the same run.

    python -m benchmarks.digest [URL] [--clubs 2000] [--months 12] [--rounds 20]

Without an address a SQLite file is made and thrown away; the whole country is `--clubs 10000 --months 36`.
The database is filled when it has no clubs yet. The usual ways answer less than ours does: only the funds and
the week's change of every club, one statement over all entries, or a few statements for each club.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from handlers.officer.figures import AreaAsk
from scheduler.chart import draw_chart
from scheduler.digest import bulletin_of
from scheduler.drawing import draw_all
from scheduler.workbook import write_workbook
from storage.database import Database, open_database
from storage.migrate import upgrade
from storage.officer_store import load_area_weeks, load_figures
from storage.scale import seed_scale
from storage.scale_places import PROVINCES, province_code
from storage.tables.clubs import areas, clubs
from storage.tables.fund import entries, lines

SUNDAY, MONDAY = date(2026, 11, 29), date(2026, 11, 30)
BIG = AreaAsk(province_code(1), SUNDAY, MONDAY)
OWNED = ("box", "bank", "lent")
Measured = tuple[str, list[float]]


async def timed(name: str, rounds: int, work: Callable[[], Awaitable[Any]]) -> Measured:
    """Milliseconds of each round, after one that is not counted."""
    await work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - began) * 1000)
    return name, taken


def _sums() -> sa.Select[Any]:
    until = entries.c.occurred_on <= SUNDAY
    week = sa.and_(until, entries.c.occurred_on > SUNDAY - timedelta(days=7))
    amount = lines.c.amount
    return (
        sa.select(
            entries.c.club_id,
            sa.func.sum(sa.case((until, amount), else_=0)),
            sa.func.sum(sa.case((week, amount), else_=0)),
        )
        .join(lines, lines.c.entry_id == entries.c.id)
        .where(lines.c.place.in_(OWNED))
        .group_by(entries.c.club_id)
    )


def _ids() -> sa.Select[Any]:
    communes = sa.select(areas.c.code).where(areas.c.parent_code == BIG.code)
    return sa.select(clubs.c.id).where(clubs.c.area_code.in_(communes))


async def one_statement(connection: Any) -> tuple[int, int]:
    """All entries of the province summed at once."""
    found = (await connection.execute(_sums().where(entries.c.club_id.in_(_ids())))).all()
    return sum(int(row[1]) for row in found), sum(int(row[2]) for row in found)


async def club_by_club(connection: Any) -> tuple[int, int]:
    """The same, asked for each club by itself."""
    total = change = 0
    for club_id in (await connection.execute(_ids())).scalars().all():
        row = (await connection.execute(_sums().where(entries.c.club_id == club_id))).one()
        total, change = total + int(row[1]), change + int(row[2])
    return total, change


async def ours(connection: Any) -> tuple[int, int]:
    """All figures of the province's digest."""
    figures = (await load_figures(connection, [BIG]))[BIG]
    if figures is None:
        raise LookupError("no made-up province in this database")
    return figures.total, figures.change


async def sums(connection: Any) -> tuple[int, int]:
    """What the province's digest says, without a line a club."""
    found = (await load_area_weeks(connection, [BIG]))[BIG]
    if found is None:
        raise LookupError("no made-up province in this database")
    return found.sums.total, found.sums.change


async def statements_of(connection: Any) -> int:
    """How many statements the digest's sums take."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(connection.sync_connection, "before_cursor_execute", note)
    await sums(connection)
    sa.event.remove(connection.sync_connection, "before_cursor_execute", note)
    return len(seen)


async def nothing(connection: Any, statements: int) -> None:
    """That many statements, each for one constant: what asking alone costs."""
    for _ in range(statements):
        await connection.execute(sa.select(1))


async def whole_country(connection: Any, folder: Path) -> None:
    """Every province's digest with its picture and workbook, as on a Monday morning."""
    found = []
    for number in range(1, len(PROVINCES) + 1):
        bulletin = await bulletin_of(connection, province_code(number), SUNDAY - timedelta(days=6), MONDAY)
        if bulletin is not None:
            found.append(bulletin)
    assert [bulletin async for bulletin, _ in draw_all(found, folder)] == found


async def measure(database: Database, rounds: int) -> list[Measured]:
    """Every case; raises AssertionError where two ways disagree."""
    async with database.read() as connection:
        same = await ours(connection)
        assert same == await sums(connection)
        assert same == await one_statement(connection) == await club_by_club(connection)
        bulletin = await bulletin_of(connection, BIG.code, SUNDAY - timedelta(days=6), MONDAY)
        assert bulletin is not None
        asked = await statements_of(connection)
        figures, people, history = bulletin.figures, bulletin.people, bulletin.history
        with TemporaryDirectory() as folder:
            return [
                await timed(f"{asked} empty statements", rounds, lambda: nothing(connection, asked)),
                await timed("digest figures of 1 province", rounds, lambda: sums(connection)),
                await timed("the same club by club (workbook)", rounds, lambda: ours(connection)),
                await timed("funds only, one statement", 3, lambda: one_statement(connection)),
                await timed("funds only, club by club", 1, lambda: club_by_club(connection)),
                await timed("picture", 5, lambda: asyncio.to_thread(draw_chart, figures, history)),
                await timed("workbook", 5, lambda: asyncio.to_thread(write_workbook, figures, people)),
                await timed("34 provinces with files", 1, lambda: whole_country(connection, Path(folder))),
            ]


def shown(name: str, taken: list[float]) -> str:
    """One row: median and 95th percentile in milliseconds."""
    p95 = sorted(taken)[max(0, round(len(taken) * 0.95) - 1)]
    return f"{name:32} {statistics.median(taken):10.1f} {p95:10.1f} {len(taken):6}"


async def run(arguments: argparse.Namespace) -> None:
    await upgrade(arguments.url)
    database = open_database(arguments.url)
    async with database.read() as connection:
        empty = await connection.scalar(sa.select(sa.func.count()).select_from(clubs)) == 0
    if empty:
        print(await seed_scale(database, arguments.clubs, arguments.months, 1, MONDAY), file=sys.stderr)
    print(f"{'':32} {'median ms':>10} {'p95 ms':>10} {'rounds':>6}")
    for name, taken in await measure(database, arguments.rounds):
        print(shown(name, taken))
    await database.dispose()


def main() -> None:
    reader = argparse.ArgumentParser(description="the Monday digest beside the usual ways")
    reader.add_argument("url", nargs="?", default="")
    reader.add_argument("--clubs", type=int, default=2_000)
    reader.add_argument("--months", type=int, default=12)
    reader.add_argument("--rounds", type=int, default=20)
    arguments = reader.parse_args()
    with TemporaryDirectory() as folder:
        arguments.url = arguments.url or f"sqlite:///{folder}/country.db"
        asyncio.run(run(arguments))


if __name__ == "__main__":
    main()
