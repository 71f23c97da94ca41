"""/quy CLB …, "thủ quỹ clb thôn Khổng là ai": one club, for an officer; several of one name are asked apart
(golden C3).

Outside the officer's areas a club does not exist: the nearest one inside is offered instead (golden C4).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.catalogue_types import OFFICERS, Query, Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.replay import Fact
from handlers.inquiry.kinds import Inquiry, hear_inquiry
from handlers.inquiry.of_club import OF_ANY_CLUB, Told
from handlers.inquiry.whose import about_one_club, name_said
from handlers.officer.asks import AreaTree, ClubAsk, ClubSheet
from handlers.officer.club_choice import club_meant
from handlers.officer.heard_club import club_words, hears_about_club, hears_club_fund
from handlers.officer.nudge import Scope
from handlers.officer.scope import areas_of, each_time


@dataclass(frozen=True, slots=True)
class ClubShown:
    """Effect: an officer has seen a club's funds, or `told` of it instead; it leaves a line in the audit."""

    sheet: ClubSheet
    told: Told | None = None


async def club_fund(_: object, visit: Visit) -> ClubShown | None:
    """Quỹ của một CLB, or what else is asked of it: found by name within the officer's areas, as of today."""
    codes = areas_of(visit.person)
    if not codes:
        return None
    tree: AreaTree = await Fact(AreaTree, codes[0])
    asked = _asked_of_club(visit.words, visit.today)
    name = club_words(visit.words) if asked is None else name_said(asked)
    club_id = await club_meant(name, codes, tree.top, visit.today)
    return None if club_id is None else await _shown(club_id, asked, visit.today)


async def _shown(club_id: int, asked: Inquiry | None, today: date) -> ClubShown | None:
    sheet: ClubSheet | None = await Fact(ClubSheet, ClubAsk(club_id, today))
    if sheet is None:
        return None
    if asked is None or asked.kind not in OF_ANY_CLUB:
        return ClubShown(sheet)
    told = await OF_ANY_CLUB[asked.kind](asked, club_id, today)
    return ClubShown(sheet, told or Told("no_such_reason", {"said": asked.loose}))


def _asked_of_club(words: str, today: date) -> Inquiry | None:
    """A question only one club has an answer to, or one that names a club."""
    asked = hear_inquiry(words, today)
    if asked is None or (asked.kind != "money_now" and asked.kind not in OF_ANY_CLUB):
        return None
    about = about_one_club(asked)
    return None if about is not None and about.kind == "money_now" and not about.club else about


def left_to_a_club(query: Query) -> Query:
    """The same query about areas, deaf to a question that names one club."""

    def hears(words: str, caller: Caller) -> Any:
        asked = _asked_of_club(words, caller.today)
        return None if asked is not None and asked.club else query.hears(words, caller)

    return replace(query, hears=hears)


def opens_club_fund(words: str, today: date) -> bool:
    """ "/quy CLB thôn Khổng", "quỹ clb tân tiến xã tân trào", "thủ quỹ clb thôn khổng là ai"."""
    return hears_club_fund(words) or hears_about_club(words) or _asked_of_club(words, today) is not None


CLUB_FUND = Talk("officer.club_fund", club_fund, Scope, opens_club_fund, each_time, OFFICERS, waits=False)
