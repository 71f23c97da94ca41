"""What a club did in its eight areas: each thing once, however often its message is handled."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.meeting.book import RecordActivity
from storage.effects import Save
from storage.summaries import refresh
from storage.tables.meeting import activities, meetings


async def save_activities(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Write activities; a visit made strikes the wish for it out of the club's meetings."""
    for save in saves:
        effect: RecordActivity = save.effect
        new = sa.insert(activities).values(
            club_id=effect.club_id, done_on=effect.done_on, area_number=effect.area, kind=effect.kind,
            people=effect.people, amount_count=effect.count, note=effect.note,
            recorded_by=save.caller.person.id, recorded_at=save.at,
        )  # fmt: skip
        await connection.execute(new)
        if effect.member_id:
            await _visited(connection, effect.club_id, effect.member_id)
        await refresh(connection, [(effect.club_id, effect.done_on)])
    return []


async def _visited(connection: AsyncConnection, club_id: int, member_id: int) -> None:
    rows = await connection.execute(sa.select(meetings).where(meetings.c.club_id == club_id))
    for row in rows.all():
        wanted = (row.details or {}).get("visits", [])
        if member_id in wanted:
            left = [other for other in wanted if other != member_id]
            changed = {**row.details, "visits": left}
            await connection.execute(
                sa.update(meetings).where(meetings.c.id == row.id).values(details=changed)
            )
