"""`clb invite`: an 8-digit code, single use, expiring; shown once and kept only as a digest."""

import argparse
import asyncio
import json
from collections.abc import Mapping
from datetime import datetime

from bot.commands.opening import clock_of, open_books
from bot.errors import UsageError
from bot.settings import Settings
from handlers.officer.club_search import ClubIndex, leading
from storage.bot_names import bot_names
from storage.club_names import load_club_names
from storage.database import Database
from storage.join_store import NewInvite, holder_of, new_invite


def run(args: argparse.Namespace) -> int:
    """Make the code and say it."""
    return asyncio.run(_invite(args))


async def _invite(args: argparse.Namespace) -> int:
    settings = Settings()
    now = clock_of(args, settings).now()
    async with open_books(args, settings) as database:
        invited = await _new(database, args, now)
        async with database.read() as connection:
            bots = await bot_names(connection)
    links = (
        {"telegram": f"https://t.me/{bots['telegram']}?start={invited.code}"} if "telegram" in bots else {}
    )
    if args.qr:
        draw(links.get("telegram", invited.code), args.qr)
    expires = invited.expires_at.astimezone(settings.zone).isoformat()
    if args.json:
        print(
            json.dumps(
                {"code": invited.code, "links": links, "bots": bots, "expires": expires}, ensure_ascii=False
            )
        )
    else:
        print(f"{invited.code[:4]} {invited.code[4:]}  (good once, until {expires[:10]})")
        _say_where(bots, links)
    return 0


def _say_where(bots: Mapping[str, str], links: Mapping[str, str]) -> None:
    """For the card: which bot to write to. Zalo has no link that carries a code."""
    if "zalo_bot" in bots:
        print(f"Zalo: {bots['zalo_bot']}")
    if "telegram" in bots:
        print(f"Telegram: @{bots['telegram']}  {links['telegram']}")
    if not bots:
        print(
            "No bot has run over this database yet: start clb run, then the card can say which to write to."
        )


async def _new(database: Database, args: argparse.Namespace, now: datetime) -> NewInvite:
    if (args.club is None) == (args.area is None):
        raise UsageError("give either --club NAME or --area CODE")
    club_id = await club_named(database, args.club) if args.club else None
    async with database.write() as connection:
        holder = await holder_of(connection, club_id, args.role) if club_id else None
        return await new_invite(
            connection, args.role, now, club_id=club_id, area_code=args.area, person_id=holder
        )


async def club_named(database: Database, name: str) -> int:
    """The one club meant; raises UsageError where none or several fit."""
    async with database.read() as connection:
        names = await load_club_names(connection)
    found = leading(ClubIndex(names).search(name))
    if len(found) != 1:
        fitting = {match.club_id for match in found}
        shown = "; ".join(f"{each.name}, {each.commune}" for each in names if each.club_id in fitting)
        raise UsageError(f"--club {name!r} fits {shown or 'no club'}; name the commune too")
    return int(found[0].club_id)


def draw(text: str, path: str) -> None:
    """A QR picture large enough for a printed card."""
    import segno

    segno.make(text, error="m").save(path, scale=10, border=4)
