"""/quy CLB …: one club's funds for an officer; several of one name are asked apart (golden C3).

Outside the officer's areas a club does not exist: the nearest one inside is offered instead (golden C4).
"""

from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import OFFICERS, Talk, Visit
from handlers.dialogue.replay import Fact
from handlers.officer.asks import AreaTree, ClubAsk, ClubSheet
from handlers.officer.club_choice import club_meant
from handlers.officer.heard import club_words, hears_club_fund
from handlers.officer.nudge import Scope
from handlers.officer.scope import areas_of, each_time


@dataclass(frozen=True, slots=True)
class ClubShown:
    """Effect: an officer has seen a club's funds; it leaves a line in the audit."""

    sheet: ClubSheet


async def club_fund(_: object, visit: Visit) -> ClubShown | None:
    """Quỹ của một CLB: found by name within the officer's areas, then shown as of today."""
    codes = areas_of(visit.person)
    if not codes:
        return None
    tree: AreaTree = await Fact(AreaTree, codes[0])
    club_id = await club_meant(club_words(visit.words), codes, tree.top, visit.today)
    return None if club_id is None else await _shown(club_id, visit.today)


async def _shown(club_id: int, today: date) -> ClubShown | None:
    sheet: ClubSheet | None = await Fact(ClubSheet, ClubAsk(club_id, today))
    return None if sheet is None else ClubShown(sheet)


def opens_club_fund(words: str, _: date) -> bool:
    """ "/quy CLB thôn Khổng", "quỹ clb tân tiến xã tân trào"."""
    return hears_club_fund(words)


CLUB_FUND = Talk("officer.club_fund", club_fund, Scope, opens_club_fund, each_time, OFFICERS, waits=False)
