"""Overdue loans of clubs on a day: what loans owe today, or for clubs that wrote since, what entries say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_line import Overdue
from storage import officer_sql as sql
from storage import officer_sums_sql as sums


async def load_overdue(connection: AsyncConnection, club_ids: Sequence[int], on: date) -> dict[int, Overdue]:
    """By club, at the end of `on`; clubs without overdue loans are left out."""
    dialect = connection.dialect.name
    days = {"here": sums.given(dialect, club_ids), "until": on}
    changed = await written_after(connection, club_ids, on)
    rows: Any = await connection.execute(sums.overdue(dialect), days)
    found = {row[0]: Overdue(row[1], int(row[2]), row[3]) for row in rows if row[0] not in changed}
    return found | await overdue_then(connection, sorted(changed), on) if changed else found


async def written_after(connection: AsyncConnection, club_ids: Sequence[int], on: date) -> set[int]:
    """Clubs with entries of later days: what their loans owe today is not what they owed then."""
    dialect = connection.dialect.name
    days = {"here": sums.given(dialect, club_ids), "until": on}
    return set((await connection.execute(sums.written_after(dialect), days)).scalars())


async def overdue_then(connection: AsyncConnection, club_ids: list[int], on: date) -> dict[int, Overdue]:
    """The same for clubs that wrote since: from their entries."""
    found: dict[int, Overdue] = {}
    here = sql.chosen(connection.dialect.name, club_ids)
    for row in await connection.execute(sql.overdue(here, on)):
        so_far = found.get(row.club_id, Overdue())
        since = row.due_on if so_far.since is None else min(so_far.since, row.due_on)
        found[row.club_id] = Overdue(so_far.count + 1, so_far.amount + int(row.owed), since)
    return found
