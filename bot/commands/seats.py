"""Which seat `clb invite` and `clb revoke` mean, and who sits there."""

import argparse
from collections.abc import Mapping
from typing import Any

from bot.errors import UsageError
from handlers.officer.club_search import ClubIndex, leading
from storage.club_names import load_club_names
from storage.database import Database
from storage.officer_areas import load_areas
from storage.seats import Seat, expected, namesakes


async def seat_of(database: Database, args: argparse.Namespace) -> Seat:
    """The role and the one club or area of the command line; raises UsageError."""
    if (args.club is None) == (args.area is None):
        raise UsageError("give either --club NAME or --area CODE")
    if args.club is None:
        return await _area_seat(database, args)
    return Seat(args.role, club_id=await club_named(database, args.club))


async def _area_seat(database: Database, args: argparse.Namespace) -> Seat:
    async with database.read() as connection:
        known = await load_areas(connection, [args.area])
    if not known:
        raise UsageError(f"no area has the code {args.area!r}; clb areas lists them, clb areas FILE.csv adds")
    return Seat(args.role, area_code=args.area)


async def club_named(database: Database, name: str, flag: str = "--club") -> int:
    """The one club meant; raises UsageError, which names the `flag`, where none or several fit."""
    async with database.read() as connection:
        names = await load_club_names(connection)
    found = leading(ClubIndex(names).search(name))
    if len(found) != 1:
        fitting = {match.club_id for match in found}
        shown = "; ".join(f"{each.name}, {each.commune}" for each in names if each.club_id in fitting)
        raise UsageError(f"{flag} {name!r} fits {shown or 'no club'}; name the commune too")
    return int(found[0].club_id)


async def sitting(connection: Any, seat: Seat, name: str | None) -> int | None:
    """Who is meant: the person named, else the only one of the seat, else nobody; raises UsageError."""
    found = await expected(connection, seat)
    if name is None:
        return only_one(found)
    named = await namesakes(connection, seat, name)
    if not named:
        raise UsageError(f"--person {name!r} is nobody there; there are: {_shown(found)}")
    return only_one(named)


def only_one(found: Mapping[int, str]) -> int | None:
    """None for nobody; raises UsageError where several could be meant."""
    if len(found) > 1:
        raise UsageError(f"several people could be meant, give --person: {_shown(found)}")
    return next(iter(found), None)


def _shown(found: Mapping[int, str]) -> str:
    return "; ".join(found.values()) or "nobody"
