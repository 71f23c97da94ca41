"""Clubs and their members, loaded in lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.books import chunks
from storage.database import listed, lock_free
from storage.people_records import Club, ClubSettings, InterestRule, Member, OwnCategory
from storage.records import Fund
from storage.tables.clubs import areas, clubs, members
from storage.tables.loans import interest_rules

FEW = 500  # clubs that are asked about by name; more are found among all
_SETTINGS = {field.name for field in fields(ClubSettings)}
_CLUBS = sa.select(clubs).where(clubs.c.id.in_(listed("ids")))
_LOCKED = sa.select(clubs.c.id).where(clubs.c.id.in_(listed("ids"))).order_by(clubs.c.id)
_LOCKED = _LOCKED.with_for_update(key_share=True)
_RULES = sa.select(interest_rules).where(interest_rules.c.club_id.in_(listed("ids")))
_RULES = _RULES.order_by(interest_rules.c.since, interest_rules.c.id)
_MEMBER = {field.name for field in fields(Member)}


def settings_from_json(stored: Mapping[str, Any]) -> ClubSettings:
    """A club's settings; what it never set has the commonest rule."""
    known = {name: value for name, value in stored.items() if name in _SETTINGS}
    if "interest_fund" in known:
        known["interest_fund"] = Fund(known["interest_fund"])
    known["own_categories"] = tuple(_own_category(one) for one in known.get("own_categories", ()))
    known["retired_categories"] = tuple(known.get("retired_categories", ()))
    return ClubSettings(**known)


def _own_category(stored: Mapping[str, Any]) -> OwnCategory:
    return OwnCategory(**{**stored, "fund": Fund(stored["fund"]), "said": tuple(stored["said"])})


async def lock_free_clubs(connection: AsyncConnection, ids: Collection[int]) -> set[int]:
    """Those clubs whose books no other worker is at, ours until the transaction ends."""
    return await lock_free(connection, clubs, ids)


async def lock_clubs(connection: AsyncConnection, ids: Collection[int]) -> set[int]:
    """Wait until these clubs are ours, in order of id; returns those there are.

    Who only writes a row that points at a club (a sheet that was looked at) neither waits nor is waited for:
    two who had both written such rows could each wait for the other.
    """
    found: set[int] = set()
    for some in chunks(sorted(ids)):
        found.update((await connection.execute(_LOCKED, {"ids": some})).scalars())
    return found


def of_clubs(column: sa.ColumnElement[int], ids: Sequence[int]) -> sa.ColumnElement[bool]:
    """Rows of these few clubs; where they are many, all rows, for the caller to look through."""
    return column.in_(ids) if len(ids) <= FEW else sa.true()


async def renew_club(connection: AsyncConnection, club_id: int, **values: Any) -> None:
    """Write these values of a club, or none: talks that are open notice its new version."""
    one = sa.update(clubs).where(clubs.c.id == club_id)
    await connection.execute(one.values(**values, version=clubs.c.version + 1))


async def load_clubs(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Club]:
    """Clubs by id."""
    rows = (await connection.execute(_CLUBS, {"ids": ids})).mappings().all()
    rules = await _interest_rules(connection, ids)
    return {row["id"]: replace(club_from_row(row), interest_rules=rules.get(row["id"], ())) for row in rows}


async def _interest_rules(
    connection: AsyncConnection, ids: Sequence[int]
) -> dict[int, tuple[InterestRule, ...]]:
    """Where each club's interest goes and since when; clubs that never said are left out."""
    found: dict[int, tuple[InterestRule, ...]] = {}
    for row in await connection.execute(_RULES, {"ids": ids}):
        rule = InterestRule(row.since, row.income_percent)
        found[row.club_id] = (*found.get(row.club_id, ()), rule)
    return found


def club_from_row(row: Mapping[Any, Any]) -> Club:
    """A stored club as a record."""
    given = {
        name: row[name] for name in ("id", "area_code", "name", "hamlet", "founded_on", "status", "version")
    }
    return Club(**given, settings=settings_from_json(row["settings"] or {}), was=tuple(row["was"] or ()))


async def area_names(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, str]:
    """Names of areas by code."""
    rows = await connection.execute(sa.select(areas.c.code, areas.c.name).where(areas.c.code.in_(codes)))
    return {row.code: row.name for row in rows}


async def load_members_by_id(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Member]:
    """Members by their number, those who left too."""
    found: dict[int, Member] = {}
    for some in chunks(sorted(set(ids))):
        rows = (await connection.execute(sa.select(members).where(members.c.id.in_(some)))).mappings()
        found |= {row["id"]: Member(**{name: row[name] for name in _MEMBER}) for row in rows}
    return found


async def load_members(
    connection: AsyncConnection, club_ids: Sequence[int], on: date | None = None
) -> dict[int, tuple[Member, ...]]:
    """Members by club in order of roster number; only those who belong on that day, where one is given."""
    query = sa.select(members).where(members.c.club_id.in_(club_ids)).order_by(members.c.roster_number)
    found: dict[int, list[Member]] = {club_id: [] for club_id in club_ids}
    for row in (await connection.execute(query)).mappings():
        member = Member(**{name: row[name] for name in _MEMBER})
        if on is None or member.belongs_on(on):
            found[member.club_id].append(member)
    return {club_id: tuple(held) for club_id, held in found.items()}
