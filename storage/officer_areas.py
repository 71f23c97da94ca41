"""The tree of areas: the nation, its provinces, their communes."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.places import Area
from storage.tables.clubs import areas

_COLUMNS = (areas.c.code, areas.c.name, areas.c.kind, areas.c.parent_code)


async def load_areas(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, Area]:
    """Areas by code; unknown codes are left out."""
    if not codes:
        return {}
    rows = await connection.execute(sa.select(*_COLUMNS).where(areas.c.code.in_(codes)))
    return {row.code: _area(row) for row in rows}


async def area_trees(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, tuple[Area, ...]]:
    """Each area with all that lies below it, itself first, then by name; areas that ended are left out."""
    found = {}
    for code in codes:
        top = sa.select(areas.c.code).where(areas.c.code == code)
        under = sa.select(areas.c.code).where(areas.c.parent_code == code)
        deeper = sa.select(areas.c.code).where(areas.c.parent_code.in_(under))
        among = areas.c.code.in_(top.union_all(under, deeper))
        query = (
            sa.select(*_COLUMNS).where(among, areas.c.valid_to.is_(None)).order_by(areas.c.name, areas.c.code)
        )
        tree = [_area(row) for row in await connection.execute(query)]
        found[code] = tuple(sorted(tree, key=lambda area: area.code != code))
    return found


def _area(row: Any) -> Area:
    return Area(row.code, row.name, row.kind, row.parent_code or "")
