"""`clb invite`: an 8-digit code, single use, expiring; shown once and kept only as a digest."""

import argparse
import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.commands.opening import clock_of, open_books
from bot.commands.seats import only_one, seat_of, sitting
from bot.errors import UsageError
from bot.settings import Settings
from handlers.club.join import is_whole_name
from storage.bot_names import bot_names
from storage.database import Database
from storage.join_store import NewInvite, new_invite
from storage.seats import Seat, count_open_codes, expected, namesakes, new_person


def run(args: argparse.Namespace) -> int:
    """Make the code and say it."""
    return asyncio.run(_invite(args))


async def _invite(args: argparse.Namespace) -> int:
    settings = Settings()
    now = clock_of(args, settings).now().astimezone(settings.zone)
    async with open_books(args, settings) as database:
        card = await _card(database, args, now)
    if args.qr:
        draw(card.links.get("telegram", card.invited.code), args.qr)
    expires = card.invited.expires_at.astimezone(settings.zone).isoformat()
    if args.json:
        print(json.dumps(card.as_json(expires), ensure_ascii=False))
    else:
        _say(card, expires[:10])
    return 0


@dataclass(frozen=True, slots=True)
class Card:
    """What a printed card needs; `open_codes` were given out before for the same and are still good."""

    invited: NewInvite
    bots: Mapping[str, str]
    person: str
    open_codes: int

    @property
    def links(self) -> Mapping[str, str]:
        """Zalo has no link that carries a code."""
        if "telegram" not in self.bots:
            return {}
        return {"telegram": f"https://t.me/{self.bots['telegram']}?start={self.invited.code}"}

    def as_json(self, expires: str) -> Mapping[str, Any]:
        return {
            "code": self.invited.code,
            "links": self.links,
            "bots": self.bots,
            "expires": expires,
            "person": self.person,
            "open_codes": self.open_codes,
        }


async def _card(database: Database, args: argparse.Namespace, now: datetime) -> Card:
    seat = await seat_of(database, args)
    async with database.write() as connection:
        person_id = await _invited_person(connection, seat, args.person)
        earlier = await count_open_codes(connection, seat, person_id, now)
        invited = await new_invite(
            connection, seat.role, now, club_id=seat.club_id, area_code=seat.area_code, person_id=person_id
        )
        known = await expected(connection, seat)
    async with database.read() as connection:
        bots = await bot_names(connection)
    return Card(invited, bots, known.get(person_id or 0, ""), earlier)


async def _invited_person(connection: Any, seat: Seat, name: str | None) -> int | None:
    """Who the code is for: the person named, else the holder of a club's seat, else somebody new (None).

    Nobody gets a role here: that comes with the consent, when the code is typed.
    """
    if name is None:
        return await sitting(connection, seat, None) if seat.club_id else None
    if not is_whole_name(name):
        raise UsageError(f"--person {name!r}: give the whole name, as on the person's papers")
    person_id = only_one(await namesakes(connection, seat, name))
    return await new_person(connection, name) if person_id is None else person_id


def _say(card: Card, until: str) -> None:
    code = card.invited.code
    whose = f", for {card.person}" if card.person else ""
    print(f"{code[:4]} {code[4:]}  (good once, until {until}){whose}")
    _say_where(card.bots, card.links)
    if card.open_codes:
        print(
            f"{card.open_codes} earlier code(s) for the same are still good; a lost card: "
            "`clb revoke --codes` first, then `clb invite` again."
        )


def _say_where(bots: Mapping[str, str], links: Mapping[str, str]) -> None:
    """For the card: which bot to write to."""
    if "zalo_bot" in bots:
        print(f"Zalo: {bots['zalo_bot']}")
    if "telegram" in bots:
        print(f"Telegram: @{bots['telegram']}  {links['telegram']}")
    if not bots:
        print(
            "No bot has run over this database yet: start clb run, then the card can say which to write to."
        )


def draw(text: str, path: str) -> None:
    """A QR picture large enough for a printed card."""
    import segno

    segno.make(text, error="m").save(path, scale=10, border=4)
