"""What a province set for its calendar, extensions of single clubs, and promises to remind again.

Settings and extensions are rows of `settings` under permanent keys; a promise is a row of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import Promise, report_occasion
from handlers.calendar.settings import CalendarSettings, settings_from_json, settings_to_json
from handlers.calendar.snooze import Snooze, hear_snooze
from handlers.report.promise import KeepPromise
from storage.books import chunks
from storage.effects import Save
from storage.tables.clubs import areas
from storage.tables.talk import promises, settings

NAMED = 20  # clubs whose extensions are asked for one by one; those of more are found among all


@dataclass(frozen=True, slots=True)
class Kept:
    """What the receipt says of a promise: its moment (local) and who will help."""

    at: datetime
    helped_by: str


# -- a province's calendar, a club's extension -------------------------------------------------------


async def load_calendars(
    connection: AsyncConnection, area_codes: Iterable[str]
) -> dict[str, CalendarSettings]:
    """The calendar in force in each area: its own, else the nearest above it, else the defaults."""
    codes = list(area_codes)
    above = (await connection.execute(_above(), {"codes": codes})).all()
    parents = {row.code: row.parent_code for row in above}
    values = {_calendar_key(row.code): row.value for row in above}
    return {code: calendar_among(values, _chain(code, parents)) for code in codes}


def _chain(code: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while code is not None and code in parents:
        yield code
        code = parents[code]


def calendar_keys(codes: Iterable[str]) -> list[str]:
    """Under which keys of `settings` these areas' calendars stand."""
    return [_calendar_key(code) for code in codes]


def calendar_among(values: Mapping[str, Any], chain: Iterable[str]) -> CalendarSettings:
    """The first calendar set for an area of the chain, by rows of `settings`; else the defaults."""
    own = (values.get(key) for key in calendar_keys(chain))
    found = next((value for value in own if isinstance(value, dict)), None)
    return CalendarSettings() if found is None else settings_from_json(found)


async def load_set_calendars(connection: AsyncConnection) -> dict[str, CalendarSettings]:
    """The calendars that were set, by the code of their area: one for a province at the most."""
    query = sa.select(settings.c.key, settings.c.value).where(settings.c.key.like(f"{_calendar_key('')}%"))
    rows = (await connection.execute(query)).all()
    return {row.key.removeprefix(_calendar_key("")): settings_from_json(row.value) for row in rows}


@cache
def _above() -> sa.Select[Any]:
    """These areas and all above them, each with the one it lies in and the calendar set for it."""
    key = (areas.c.code, areas.c.parent_code)
    own = sa.select(*key).where(areas.c.code.in_(sa.bindparam("codes", expanding=True)))
    above = own.cte("above", recursive=True)
    above = above.union(sa.select(*key).where(areas.c.code == above.c.parent_code))
    kept = settings.c.key == sa.literal(_calendar_key("")) + above.c.code
    return sa.select(above, settings.c.value).select_from(above.outerjoin(settings, kept))


def _calendar_key(area_code: str) -> str:
    return f"calendar/{area_code}"


async def save_calendar(connection: AsyncConnection, area_code: str, calendar: CalendarSettings) -> None:
    """Set an area's calendar; it holds from the next round on."""
    await _save_setting(connection, _calendar_key(area_code), settings_to_json(calendar))


async def extend(connection: AsyncConnection, club_id: int, period: str, due_on: date) -> None:
    """Give one club another due day for one period."""
    await _save_setting(connection, _extension_key(club_id, period), due_on.isoformat())


async def end_extension(connection: AsyncConnection, club_id: int, period: str) -> None:
    """The calendar's due day holds again for the club."""
    key = _extension_key(club_id, period)
    await connection.execute(sa.delete(settings).where(settings.c.key == key))


async def load_extensions(
    connection: AsyncConnection, club_ids: Sequence[int], periods: Sequence[str] = ()
) -> dict[tuple[int, str], date]:
    """Extended due days by (club, period): of these periods, or of all."""
    known = set(club_ids)
    some = known if len(known) <= NAMED else ("%",)
    likely = (settings.c.key.like(_extension_key(one, each)) for one in some for each in periods or ("%",))
    query = sa.select(settings.c.key, settings.c.value).where(sa.or_(sa.false(), *likely))
    found = {}
    for row in await connection.execute(query):
        _, club_id, period = row.key.split("/")
        if int(club_id) in known:
            found[int(club_id), period] = date.fromisoformat(str(row.value))
    return found


def _extension_key(club_id: int | str, period: str) -> str:
    return f"extension/{club_id}/{period}"


async def _load_settings(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, object]:
    rows = await connection.execute(
        sa.select(settings.c.key, settings.c.value).where(settings.c.key.in_(keys))
    )
    return {row.key: row.value for row in rows}


async def _save_setting(connection: AsyncConnection, key: str, value: object) -> None:
    changed = await connection.execute(
        sa.update(settings).where(settings.c.key == key).values(value=value).returning(settings.c.key)
    )
    if changed.first() is None:
        await connection.execute(sa.insert(settings).values(key=key, value=value))


# -- promises ---------------------------------------------------------------------------------------


async def save_promises(connection: AsyncConnection, saves: Sequence[Save]) -> list[Kept]:
    """Remember when to remind again; it takes the place of an older one, or of silence."""
    kept = []
    for save in saves:
        effect: KeepPromise = save.effect
        meant = hear_snooze(effect.words, save.caller.now)
        if not isinstance(meant, Snooze):
            raise ValueError("a promise without a moment")
        await forget_promises(connection, effect.person_id, effect.occasions)
        await connection.execute(sa.insert(promises), _rows(save, effect, meant))
        kept.append(Kept(meant.at, meant.helped_by))
    return kept


def _rows(save: Save, effect: KeepPromise, meant: Snooze) -> list[dict[str, object]]:
    details = {"helped_by": meant.helped_by, "talk": [save.talk_id, save.round, save.line]}
    row = {"person_id": effect.person_id, "at": meant.at, "details": details}
    return [{**row, "occasion": occasion} for occasion in effect.occasions]


async def forget_promises(connection: AsyncConnection, person_id: int, occasions: Sequence[str]) -> None:
    """Wishes about these, to be reminded or to have silence, make room for a newer one."""
    older = sa.and_(
        promises.c.person_id == person_id,
        promises.c.occasion.in_(occasions),
        promises.c.status.in_(("waiting", "silent")),
    )
    await connection.execute(sa.update(promises).where(older).values(status="dropped"))


async def load_promises(connection: AsyncConnection) -> tuple[Promise, ...]:
    """Promises about reports that wait, those of any moment."""
    about_reports = sa.and_(promises.c.status == "waiting", promises.c.occasion.like("report/%"))
    query = sa.select(promises).where(about_reports).order_by(promises.c.id)
    return tuple(
        Promise(row.id, row.person_id, row.occasion, row.at, row.details.get("helped_by", ""))
        for row in await connection.execute(query)
    )


async def load_silent(connection: AsyncConnection) -> frozenset[tuple[int, str]]:
    """(person, occasion) of everything somebody asked not to be reminded of."""
    query = sa.select(promises.c.person_id, promises.c.occasion).where(promises.c.status == "silent")
    return frozenset((row.person_id, row.occasion) for row in await connection.execute(query))


async def close_promises(connection: AsyncConnection, ids: Iterable[int], status: str) -> None:
    """These promises are kept, or dropped because nothing is left to remind of."""
    for some in chunks(list(ids)):
        await connection.execute(sa.update(promises).where(promises.c.id.in_(some)).values(status=status))


async def drop_promises_of(connection: AsyncConnection, club_id: int, period: str) -> None:
    """The report came in: nobody needs to be reminded of it any more."""
    here = sa.and_(promises.c.occasion == report_occasion(club_id, period), promises.c.status == "waiting")
    await connection.execute(sa.update(promises).where(here).values(status="dropped"))
