"""Bản tin: the Monday digest once more, or the week so far; a large area's second half when asked for."""

from datetime import date, timedelta

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.officer.asks import last_digest
from handlers.officer.digest import digest, digest_of_sums
from handlers.officer.figures import WEEK, AreaAsk, AreaFigures
from handlers.officer.heard import Heeded
from handlers.officer.heard_bulletin import asks_this_week, asks_to_look, hear_bulletin
from handlers.officer.places import COMMUNE, Area
from handlers.officer.sums import AreaWeek
from handlers.officer.within import count_clubs, within_scope

PAGE = "officer/digest"


def bulletin(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """The words that came on Monday morning, or those of the week so far where the week is named."""
    parts = _parts(area, week_meant(area.code, asked.words, caller.today), facts)
    if asks_to_look(asked.words):
        return parts[1] if len(parts) > 1 else Say(PAGE, "nothing_to_look_at", {"area": area})
    rest = parts[1] if len(parts) > 1 else None
    return Say(PAGE, parts[0].block, {**parts[0].show, "rest": rest})


def _parts(area: Area, ask: AreaAsk, facts: Facts) -> tuple[Say, ...]:
    if area.kind == COMMUNE:
        figures: AreaFigures = facts.get(AreaFigures, ask)
        return digest(figures).parts
    week: AreaWeek = facts.get(AreaWeek, ask)
    return digest_of_sums(week.week, week.sums)


def week_meant(code: str, words: str, today: date) -> AreaAsk:
    """What came last Monday, so that "vì sao" opens the same figures; else this week so far."""
    if not asks_this_week(words):
        return last_digest(code, today)
    monday = today - timedelta(days=today.weekday())
    return AreaAsk(code, monday + WEEK - timedelta(days=1), today)


BULLETIN = Query("officer.bulletin", hear_bulletin, within_scope(bulletin, count=count_clubs), OFFICERS)
