"""Which clubs stood in an area on a day, as a condition for every statement of the figures."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.places import NATION, Area, club_place
from storage.club_moves import homes_on, moves_after
from storage.officer_areas import area_trees, load_areas
from storage.officer_sql import Where, in_area
from storage.tables.clubs import areas, clubs


async def where_on(connection: AsyncConnection, code: str, day: date) -> Where:
    """The clubs of the area on that day; none where there is no such area."""
    tree = (await area_trees(connection, [code]))[code]
    if not tree:
        return sa.false()
    return where_in(tree, homes_on(await moves_after(connection, day)))


def where_in(tree: Sequence[Area], homes: dict[int, str]) -> Where:
    """The same for an area's tree; `homes` are the communes of clubs that have moved since."""
    top = tree[0]
    if top.kind == NATION or not homes:
        return in_area(top.code, top.kind, [], [])
    codes = {area.code for area in tree}
    back = sorted(club_id for club_id, code in homes.items() if code in codes)
    return in_area(top.code, top.kind, sorted(set(homes) - set(back)), back)


async def within_areas(connection: AsyncConnection, codes: Sequence[str]) -> Where:
    """Active clubs within these areas."""
    led = (await load_areas(connection, codes)).values()
    return sa.or_(sa.false(), *(in_area(area.code, area.kind, [], []) for area in led))


async def club_within(
    connection: AsyncConnection, club_id: int, codes: Sequence[str] | None
) -> tuple[str, str] | None:
    """An active club and its commune, as they are named; None outside these areas (where any are given)."""
    within = sa.true() if codes is None else await within_areas(connection, codes)
    query = (
        sa.select(clubs.c.name, clubs.c.hamlet, areas.c.code, areas.c.name.label("commune"), areas.c.kind)
        .join(areas, areas.c.code == clubs.c.area_code)
        .where(clubs.c.id == club_id, clubs.c.status == "active", within)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    return club_place(row.name, row.hamlet), Area(row.code, row.commune, row.kind).title
