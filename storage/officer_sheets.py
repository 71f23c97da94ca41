"""One club as an officer asks for it: the same line as in the figures of its area."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.asks import ClubAsk, ClubSheet
from handlers.officer.figures import AreaFigures, digest_period, due_day
from handlers.officer.places import NATION, Area
from storage.officer_store import club_lines
from storage.tables.clubs import clubs


async def load_club_sheets(connection: AsyncConnection, asks: Sequence[ClubAsk]) -> dict[ClubAsk, ClubSheet]:
    """One club as it stands at the end of a day; a club that does not exist (any more) is left out."""
    found = {}
    for on in sorted({ask.on for ask in asks}):
        ids = [ask.club_id for ask in asks if ask.on == on]
        period = digest_period(on)
        standing = AreaFigures(_NOWHERE, on, on, period, due_day(period))
        where = clubs.c.id.in_(ids) & (clubs.c.status == "active")
        for line in await club_lines(connection, where, standing, {}):
            found[ClubAsk(line.club_id, on)] = ClubSheet(line, on, period)
    return found


_NOWHERE = Area("", "", NATION)
