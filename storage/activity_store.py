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
    """Write activities; a visit made ends the wish for it."""
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
    """The latest meeting remembers who was visited since, so that nobody is named again."""
    newest = (
        sa.select(meetings).where(meetings.c.club_id == club_id).order_by(meetings.c.held_on.desc()).limit(2)
    )
    for row in (await connection.execute(newest)).all():
        details = row.details or {}
        visited = sorted({*details.get("visited", []), member_id})
        changed = sa.update(meetings).where(meetings.c.id == row.id)
        await connection.execute(changed.values(details={**details, "visited": visited}))
