"""The tree of areas: the nation, its provinces, their communes."""

from collections.abc import Sequence
from functools import cache
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
    """Each area, first, with all that lies below it, by name; areas below that ended are left out."""
    found = {}
    for code in codes:
        tree = [_area(row) for row in (await connection.execute(_tree(), {"code": code})).all()]
        found[code] = tuple(sorted(tree, key=lambda area: area.code != code))
    return found


@cache
def _tree() -> sa.Select[Any]:
    code = sa.bindparam("code", type_=sa.Text)
    top = sa.select(areas.c.code).where(areas.c.code == code)
    under = sa.select(areas.c.code).where(areas.c.parent_code == code)
    deeper = sa.select(areas.c.code).where(areas.c.parent_code.in_(under))
    among = areas.c.code.in_(top.union_all(under, deeper))
    still = sa.or_(areas.c.valid_to.is_(None), areas.c.code == code)
    return sa.select(*_COLUMNS).where(among, still).order_by(areas.c.name, areas.c.code)


def _area(row: Any) -> Area:
    code, name, kind, parent_code = row
    return Area(code, name, kind, parent_code or "")
