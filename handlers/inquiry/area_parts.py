"""The communes of a province, the provinces of the nation: which there are, and which has most of something.

An officer of one commune is told how to ask about its clubs: beside their own commune none exists for them.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_asked import AnswerAbout, AreaAsked, days_of, listed, say
from handlers.inquiry.area_flows import AreaFlows, FlowsAsk
from handlers.inquiry.sizes import AreaSizes, ClubHomes, HomesAsk, SizesAsk
from handlers.officer.months import as_of
from handlers.officer.places import COMMUNE, NATION, PROVINCE, Area
from handlers.officer.scope import areas_within

_LEAST = frozenset({"least", "few", "poor", "few_clubs"})
_CLUBS, _FLOWS = "clubs", ("spent", "received")


class Parts(NamedTuple):
    """The parts of an area by code, the larger area of each, and in which part each club stands."""

    level: str  # COMMUNE or PROVINCE
    by_code: Mapping[str, Area]
    above: Mapping[str, Area]
    of_club: Mapping[int, str]

    def sums(self, by_club: Mapping[int, int]) -> Counter[str]:
        """The clubs' numbers by part; parts without clubs are left out."""
        found: Counter[str] = Counter()
        for club_id, number in by_club.items():
            if (code := self.of_club.get(club_id)) in self.by_code:
                found[str(code)] += number
        return found

    def line(self, code: str, number: int = 0) -> tuple[Area, Area | None, int]:
        """A part as a line of a list: with its province where communes of several stand there."""
        part = self.by_code[code]
        return part, self.above.get(part.parent_code), number


def _parts_of(about: AreaAsked, area: Area, caller: Caller, facts: Facts, level: str) -> Parts:
    tree = {one.code: one for one in areas_within(caller, facts)}
    homes: ClubHomes = facts.get(ClubHomes, HomesAsk(area.code, _day(about, area, caller)))
    if area.kind == NATION and level != COMMUNE:
        provinces = {code: one for code, one in tree.items() if one.kind == PROVINCE}
        stands = {code: code if code in provinces else one.parent_code for code, one in tree.items()}
        return Parts(
            PROVINCE, provinces, {}, {club: stands.get(at, "") for club, at in homes.by_club.items()}
        )
    inside = {
        code: one
        for code, one in tree.items()
        if one.kind == COMMUNE and (area.kind == NATION or one.parent_code == area.code)
    }
    return Parts(COMMUNE, inside, tree if area.kind == NATION else {}, homes.by_club)


def _day(about: AreaAsked, area: Area, caller: Caller) -> date:
    return as_of(area.code, about.asked.month, caller.today).until


def _list(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Each part with how many clubs it has, most first."""
    parts = _parts_of(about, area, caller, facts, PROVINCE)
    counts = parts.sums(dict.fromkeys(parts.of_club, 1))
    lines = [parts.line(code, count) for code, count in _in_order(counts, parts, least=False)]
    return say("parts", area, caller.today, level=parts.level, all=len(parts.by_code), **listed(lines))


def _without(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Parts in which there is no club yet, by name."""
    parts = _parts_of(about, area, caller, facts, about.asked.level)
    taken = parts.sums(dict.fromkeys(parts.of_club, 1))
    empty = sorted((one for code, one in parts.by_code.items() if not taken[code]), key=lambda one: one.name)
    show = {"level": parts.level, "all": len(parts.by_code), "count": len(empty)}
    lines = [parts.line(one.code) for one in empty]
    return say("parts_without", area, caller.today, **show, **listed(lines))


def _most(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """The parts by what is asked about; those without clubs are not the least of anything."""
    what, parts = _what(about), _parts_of(about, area, caller, facts, about.asked.level)
    least = bool(about.asked.tells & _LEAST)
    counts = parts.sums(_numbers(about, what, parts, area, caller, facts))
    counts = counts if least else +counts
    lines = [parts.line(code, count) for code, count in _in_order(counts, parts, least=least)]
    days = days_of(about, caller.today)
    show = {"what": what, "least": least, "level": parts.level, "on": _day(about, area, caller), "days": days}
    return say("part_most", area, caller.today, **show, last=min(days.last, caller.today), **listed(lines))


def _what(about: AreaAsked) -> str:
    """Which number is asked about: one of SIZES or a fund, spent, received, or how many clubs."""
    tells = about.asked.tells
    named = {"many_clubs": _CLUBS, "few_clubs": _CLUBS, "club_count": _CLUBS, "overdue": "most_overdue"}
    named |= {"lent": "most_lent", "lent_out": "most_lent", "spent": "spent", "received": "received"}
    named |= {"rich": "wealth", "poor": "wealth", "fund": "wealth"}
    found = next((what for tell, what in named.items() if tell in tells), "crowd")
    return about.asked.fund or found if found in ("wealth", "crowd") else found


def _numbers(
    about: AreaAsked, what: str, parts: Parts, area: Area, caller: Caller, facts: Facts
) -> Mapping[int, int]:
    if what == _CLUBS:
        return dict.fromkeys(parts.of_club, 1)
    if what in _FLOWS:
        days = days_of(about, caller.today)
        flows: AreaFlows = facts.get(AreaFlows, FlowsAsk(area.code, days.first, days.last))
        return {club_id: getattr(one, what) for club_id, one in flows.by_club.items()}
    sizes: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, _day(about, area, caller), what))
    return sizes.by_club


def _in_order(counts: Mapping[str, int], parts: Parts, *, least: bool) -> list[tuple[str, int]]:
    sign = 1 if least else -1
    return sorted(counts.items(), key=lambda one: (sign * one[1], parts.by_code[one[0]].name, one[0]))


def _but_in_a_commune(answer: AnswerAbout) -> AnswerAbout:
    """Of one commune there are no parts: what can be asked instead is said."""

    def answered(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
        if area.kind != COMMUNE:
            return answer(about, area, caller, facts)
        most = about.asked.kind == "part_most"
        return say("only_commune", area, caller.today, what=_what(about) if most else "")

    return answered


PARTS: Mapping[str, AnswerAbout] = {
    "parts": _but_in_a_commune(_list),
    "parts_without": _but_in_a_commune(_without),
    "part_most": _but_in_a_commune(_most),
}
