"""Bao nhiêu clb dưới 50 người: clubs from, over, under or up to a number of members."""

import re
from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer.heard import Heeded, Topic
from handlers.officer.places import COMMUNE, Area
from handlers.officer.within import PAGE, figures_of, people_of, within_scope

_MORE = r"tu|tren|hon|dat|it nhat|qua|nhieu hon|dong hon"
_FEWER = r"duoi|(?:chua|khong) (?:den|toi|dat|du)|kem|it hon"
_PEOPLE = r"(?:nguoi|thanh vien|hoi vien|tv|hv|cu)"
_CROWDED = re.compile(
    rf"(?:clb|cau lac bo|don vi)\b.*?\b(?P<bound>{_MORE}|{_FEWER}) (?P<number>\d{{1,4}}) ?{_PEOPLE}\b"
    r"(?: tro (?P<up>len|xuong))?$"
)
_OVER = ("tren", "hon", "qua", "nhieu hon", "dong hon")
_AT_LEAST = ("tu", "dat", "it nhat")
_BOUNDS: Mapping[str, Callable[[int, int], bool]] = {"from": ge, "over": gt, "under": lt, "up_to": le}


def hear_crowded(words: str, _: Caller) -> Heeded | None:
    """ "bao nhiêu clb dưới 50 người", "clb nao tu 60 thanh vien tro len"; `amount` is the number."""
    found = _CROWDED.search(fold(tidy(words)).rstrip("?. "))
    if found is None:
        return None
    bound = "over" if found["bound"] in _OVER else "from" if found["bound"] in _AT_LEAST else "under"
    bound = {"len": "from", "xuong": "up_to"}.get(found["up"] or "", bound)
    return Heeded(Topic.PICTURE, tidy(words), int(found["number"]), bound)


def crowded(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """How many clubs, and which, the fewest members first where few are asked about."""
    figures, people = figures_of(asked, area, caller, facts), people_of(asked, area, caller, facts).by_club
    fits = _BOUNDS[asked.bound]
    sized = [(club, people[club.club_id].members) for club in figures.clubs if club.club_id in people]
    least = asked.bound in ("under", "up_to")
    reached = sorted(
        (one for one in sized if fits(one[1], asked.amount)),
        key=lambda one: (one[1] if least else -one[1], one[0].club_id),
    )
    show = {
        "area": area,
        "on": figures.until,
        "names": area.kind != COMMUNE,
        "bound": asked.bound,
        "number": asked.amount,
        "count": len(reached),
        "clubs": len(figures.clubs),
        "listed": Pages(tuple(reached)),
    }
    return Say(PAGE, "crowded", show)


CROWDED = Query("officer.crowded", hear_crowded, within_scope(crowded), OFFICERS)
