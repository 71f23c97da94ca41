"""The names of all clubs with their places, for the search."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_search import ClubName
from storage.tables.clubs import areas, clubs


async def load_club_names(connection: AsyncConnection) -> list[ClubName]:
    """Every club that is not closed."""
    commune, province = areas.alias("commune"), areas.alias("province")
    query = (
        sa.select(clubs, commune.c.name.label("commune"), province.c.name.label("province"))
        .join(commune, commune.c.code == clubs.c.area_code)
        .outerjoin(province, province.c.code == commune.c.parent_code)
        .where(clubs.c.status != "closed")
        .order_by(clubs.c.id)
    )
    return [
        ClubName(
            club_id=row["id"],
            name=row["name"],
            hamlet=row["hamlet"],
            commune=row["commune"],
            province=row["province"] or "",
            former_names=tuple(row["was"] or ()),
        )
        for row in (await connection.execute(query)).mappings()
    ]
