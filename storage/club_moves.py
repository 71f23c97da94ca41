"""Clubs that changed commune, and when: a digest of an earlier week counts a club where it then stood.

Kept as dated settings, a few a year in the whole country; the address of today stands in `clubs.area_code`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.clubs import renew_club
from storage.tables.clubs import clubs
from storage.tables.talk import settings

_PREFIX = "club_moved/"


@dataclass(frozen=True, slots=True)
class ClubMove:
    """A club stood in `left` until the day before `on`, and stands in `entered` from it."""

    club_id: int
    left: str
    entered: str
    on: date


async def move_club(connection: AsyncConnection, club_id: int, entered: str, on: date) -> ClubMove:
    """Give a club another commune from `on`; LookupError for an unknown club, ValueError for no change."""
    named = clubs.c.id == club_id
    left = await connection.scalar(sa.select(clubs.c.area_code).where(named))
    if left is None:
        raise LookupError(f"no club {club_id}")
    if left == entered:
        raise ValueError(f"club {club_id} is in {entered} already")
    row = {"key": f"{_PREFIX}{club_id}/{on.isoformat()}", "value": {"left": left, "entered": entered}}
    await connection.execute(sa.insert(settings), [row])
    await renew_club(connection, club_id, area_code=entered)
    return ClubMove(club_id, left, entered, on)


async def moves_after(connection: AsyncConnection, day: date) -> list[ClubMove]:
    """Moves later than `day`, the latest first: undone in this order they give that day's map."""
    query = sa.select(settings).where(settings.c.key.startswith(_PREFIX, autoescape=True))
    moves = [_move(row.key, row.value) for row in await connection.execute(query)]
    return sorted((move for move in moves if move.on > day), key=lambda move: (move.on, move.club_id))[::-1]


def homes_on(moves: Sequence[ClubMove]) -> dict[int, str]:
    """The commune of each moved club before all of these moves, which come latest first."""
    return {move.club_id: move.left for move in moves}


def _move(key: str, value: dict[str, str]) -> ClubMove:
    _, club_id, on = key.split("/")
    return ClubMove(int(club_id), value["left"], value["entered"], date.fromisoformat(on))
