"""Which clubs stood in an area on a day, as a condition for every statement of the figures."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.places import NATION, Area
from storage.club_moves import homes_on, moves_after
from storage.officer_areas import area_trees
from storage.officer_sql import Where, in_area


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
