"""`clb areas --move CLUB --to CODE --on DAY`: a club changes commune, in mid-period, too.

Digests of weeks before that day still count it where it stood; told again for the same day it is put right.
"""

import argparse
import json
import re
from datetime import date, timedelta
from typing import Any

from bot.commands.opening import clock_of, open_books
from bot.commands.seats import club_named
from bot.errors import UsageError
from bot.settings import Settings
from handlers.officer.places import COMMUNE
from storage.area_book import area_lines
from storage.club_moves import move_club
from storage.clubs import load_clubs
from storage.database import Database

LONGEST_AGO = timedelta(days=366)  # an earlier day is a slip of the year: it would rewrite old digests
FLAG = "--move"
_NUMBER = re.compile(r"[0-9]{1,15}")


def is_move(args: argparse.Namespace) -> bool:
    """Whether a club is to be moved; raises UsageError where only half of that was said."""
    told = [value is not None for value in (args.move, args.to, args.on)]
    if any(told) and (args.file or not all(told)):
        raise UsageError("to move a club give --move CLUB --to CODE --on DAY together, and no file")
    return all(told)


async def move(args: argparse.Namespace) -> int:
    """Write the move and say it."""
    settings = Settings()
    now = clock_of(args, settings).now().astimezone(settings.zone)
    on = _day(args.on, now.date())
    async with open_books(args, settings) as database:
        club_id = await _club(database, args.move)
        async with database.write() as connection:
            names = {line.code: line.name for line in await area_lines(connection) if line.kind == COMMUNE}
            if args.to not in names:
                raise UsageError(f"no commune has the code {args.to!r}; clb areas lists them")
            try:
                moved = await move_club(connection, club_id, args.to, on, now)
            except ValueError as error:
                raise UsageError(str(error)) from None
            club = (await load_clubs(connection, [club_id]))[club_id]
    said = {"club": club_id, "name": club.name, "left": moved.left, "entered": moved.entered, "on": str(on)}
    print(json.dumps(said, ensure_ascii=False) if args.json else _told(said, names))
    return 0


def _told(said: dict[str, Any], names: dict[str, str]) -> str:
    left, entered = (f"{names.get(said[end], said[end])} ({said[end]})" for end in ("left", "entered"))
    club, on = f"{said['name']}, club {said['club']}", said["on"]
    if said["left"] == said["entered"]:
        return f"{club}, stays in {entered}: the move of {on} is taken back."
    return f"{club}: in {left} before {on}, in {entered} from that day on."


def _day(said: str, today: date) -> date:
    try:
        on = date.fromisoformat(said)
    except ValueError:
        raise UsageError(f"--on {said!r} is no day; write it like 2026-12-03") from None
    if on > today:
        raise UsageError(f"--on {said} is still to come; tell the move on its day")
    if on < today - LONGEST_AGO:
        raise UsageError(f"--on {said} is more than a year ago; is the year right?")
    return on


async def _club(database: Database, said: str) -> int:
    """By number, else by its name."""
    if not _NUMBER.fullmatch(said):
        return await club_named(database, said, FLAG)
    async with database.read() as connection:
        if int(said) not in await load_clubs(connection, [int(said)]):
            raise UsageError(f"{FLAG} {said}: no club has that number")
    return int(said)
