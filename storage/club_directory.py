"""Clubs by the words an officer types, out of an index in memory that notices when names have changed.

Outside the areas of whoever asks a club does not exist: nothing that is returned says that it does.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.asks import ClubSearch, ClubsFound, FoundClub
from handlers.officer.club_search import ClubIndex, ClubName, leading
from handlers.officer.places import Area, club_place, short_name
from storage.officer_areas import load_areas
from storage.officer_sql import in_area
from storage.tables.clubs import areas, clubs

SURE = 0.8  # below it part of what was said fits no club that may be shown
CLOSE = 0.35  # below it not even a guess is offered
MOST = 50


class ClubDirectory:
    """One for the whole process; `find` is the loader of ClubsFound."""

    def __init__(self) -> None:
        self._edition: tuple[Any, ...] = ()
        self._index = ClubIndex()
        self._found: dict[int, FoundClub] = {}

    async def find(
        self, connection: AsyncConnection, asks: Sequence[ClubSearch]
    ) -> dict[ClubSearch, ClubsFound]:
        """Clubs each search may mean, best first."""
        await self._keep_up(connection)
        return {ask: await self._search(connection, ask) for ask in asks}

    async def _keep_up(self, connection: AsyncConnection) -> None:
        """Names are read anew when a club or an area was added or changed."""
        clubs_now = sa.select(sa.func.count(), sa.func.sum(clubs.c.version), sa.func.max(clubs.c.id))
        areas_now = sa.select(sa.func.count(), sa.func.max(areas.c.name)).select_from(areas)
        edition = (
            *(await connection.execute(clubs_now)).one(),
            *(await connection.execute(areas_now)).one(),
        )
        if edition != self._edition:
            names = await _names(connection)
            self._index = ClubIndex(name for name, _ in names)
            self._found = {found.club_id: found for _, found in names}
            self._edition = edition

    async def _search(self, connection: AsyncConnection, ask: ClubSearch) -> ClubsFound:
        scope = await _scope(connection, ask.codes)
        here = self._index.search(ask.words, limit=MOST, within=scope)
        if not here or here[0].score < CLOSE:
            return ClubsFound()
        best = self._index.search(ask.words, limit=1)[0]
        sure = here[0].score >= SURE and here[0].score >= best.score - 0.01
        meant = leading(here) if sure else here[:1]
        return ClubsFound(tuple(self._found[match.club_id] for match in meant), sure)


async def _scope(connection: AsyncConnection, codes: Sequence[str]) -> set[int]:
    inside: set[int] = set()
    for area in (await load_areas(connection, codes)).values():
        query = sa.select(clubs.c.id).where(in_area(area.code, area.kind, [], []))
        inside.update((await connection.execute(query)).scalars())
    return inside


async def _names(connection: AsyncConnection) -> list[tuple[ClubName, FoundClub]]:
    commune, province = areas.alias("commune"), areas.alias("province")
    query = (
        sa.select(
            *(clubs.c.id, clubs.c.name, clubs.c.hamlet, clubs.c.was),
            *(commune.c.code, commune.c.name.label("commune"), commune.c.kind),
            *(province.c.code.label("province_code"), province.c.name.label("province")),
        )
        .select_from(
            clubs.join(commune, commune.c.code == clubs.c.area_code).outerjoin(
                province, province.c.code == commune.c.parent_code
            )
        )
        .where(clubs.c.status == "active")
    )
    return [_named(row) for row in await connection.execute(query)]


def _named(row: Any) -> tuple[ClubName, FoundClub]:
    place, short = club_place(row.name, row.hamlet), short_name(row.name, row.hamlet)
    commune = Area(row.code, row.commune, row.kind)
    province = Area(row.province_code or "", row.province or "", "province")
    former = tuple(str(name) for name in row.was or ())
    name = ClubName(row.id, row.name, place, commune.title, province.title, (), former)
    return name, FoundClub(row.id, place, short, commune.title, province.title)
