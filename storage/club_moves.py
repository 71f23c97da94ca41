"""Clubs that changed commune, and when: a digest of an earlier week counts a club where it then stood.

Kept as dated settings, a few a year in the whole country; the address of today stands in `clubs.area_code`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.clubs import renew_club
from storage.tables.clubs import clubs
from storage.tables.talk import audit, settings

_PREFIX = "club_moved/"
IS_MOVE = settings.c.key.startswith(_PREFIX, autoescape=True)


@dataclass(frozen=True, slots=True)
class ClubMove:
    """A club stood in `left` until the day before `on`, and stands in `entered` from it."""

    club_id: int
    left: str
    entered: str
    on: date


async def move_club(
    connection: AsyncConnection, club_id: int, entered: str, on: date, at: datetime
) -> ClubMove:
    """Give a club another commune from `on`, with a row of audit written at the moment `at`.

    Told again for the same day it puts that move right. Raises LookupError for an unknown club, ValueError in
    one plain sentence where the club is there already or has moved since.
    """
    one = sa.select(clubs.c.area_code).where(clubs.c.id == club_id).with_for_update()
    stands = await connection.scalar(one)
    if stands is None:
        raise LookupError(f"no club {club_id}")
    last = next((move for move in await moves_after(connection, date.min) if move.club_id == club_id), None)
    if stands == entered:
        raise ValueError(f"club {club_id} is in {entered} already")
    if last is not None and last.on > on:
        raise ValueError(f"club {club_id} moved to {last.entered} on {last.on}, it cannot move earlier now")
    move = ClubMove(club_id, last.left if last is not None and last.on == on else stands, entered, on)
    await _write(connection, move)
    await renew_club(connection, club_id, area_code=entered)
    row = {"at": at, "club_id": club_id, "act": "club_moved", "subject": f"area:{entered}"}
    details = {"left": stands, "entered": entered, "on": on.isoformat()}
    await connection.execute(sa.insert(audit).values(**row, details=details))
    return move


async def _write(connection: AsyncConnection, move: ClubMove) -> None:
    """One move a club and day; a club that is back where it was that day has not moved."""
    key = f"{_PREFIX}{move.club_id}/{move.on.isoformat()}"
    await connection.execute(sa.delete(settings).where(settings.c.key == key))
    if move.left != move.entered:
        value = {"left": move.left, "entered": move.entered}
        await connection.execute(sa.insert(settings), [{"key": key, "value": value}])


async def moves_after(connection: AsyncConnection, day: date) -> list[ClubMove]:
    """Moves later than `day`, the latest first: undone in this order they give that day's map."""
    return moves_among((await connection.execute(sa.select(settings).where(IS_MOVE))).all(), day)


def moves_among(rows: Sequence[Any], day: date) -> list[ClubMove]:
    """The same of rows of `settings` (key, value) that hold other things, too."""
    moves = [_move(key, value) for key, value in rows if key.startswith(_PREFIX)]
    return sorted((move for move in moves if move.on > day), key=lambda move: (move.on, move.club_id))[::-1]


def homes_on(moves: Sequence[ClubMove]) -> dict[int, str]:
    """The commune of each moved club before all of these moves, which come latest first."""
    return {move.club_id: move.left for move in moves}


def _move(key: str, value: dict[str, str]) -> ClubMove:
    _, club_id, on = key.split("/")
    return ClubMove(int(club_id), value["left"], value["entered"], date.fromisoformat(on))
