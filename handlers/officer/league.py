"""Xã nào nộp đủ, tỉnh nào chậm nhất, tỷ lệ nộp đủ: the parts of an area by how many of their reports are in.

Counts, never a share alone: of one club out of one nothing is to be concluded.
"""

import re
from datetime import datetime, time
from typing import Any

from handlers.calendar.standing import Standing, Status, in_time_rate
from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures, share
from handlers.officer.heard import Heeded, Topic
from handlers.officer.months import filings_of
from handlers.officer.places import COMMUNE, Area
from handlers.officer.queries import missing
from handlers.officer.sums import AreaWeek, PartCount
from handlers.officer.within import PAGE, count_clubs, within_scope

_PART = r"(?:xa|phuong|xa phuong|tinh|tinh thanh|dia phuong|huyen)"
_WHICH = (
    rf"(?:(?:nhung |cac |co )?{_PART} nao|(?:co )?(?:bao nhieu|may) {_PART}"
    rf"|(?:cac|tung|moi) {_PART}|xep hang(?: (?:cac )?{_PART})?)"
)
_WITHIN = r"(?: (?:cua |o |trong )?(?:tinh|thanh pho) (?!nay\b|minh\b|ta\b|nha\b)[a-z ]+)"
_LEAGUE = re.compile(rf"\b{_WHICH}\b(?P<asked>.*?)(?P<within>{_WITHIN})?")
_KNOWN = frozenset(
    "da dang con co chua van bi nop bao cao bc du het xong cham muon nhanh som it nhieu nhat dung han tre"
    " thieu tot kem thang truoc nay roi a the dau cuoi cho va ca so voi duoc hoan thanh trong cua o"
    " den".split()
)
_FILING = frozenset("nop bao bc cham muon nhanh som thieu tre hoan".split())
_FULL = re.compile(r"\b(?:du|het|xong|hoan thanh)\b")
_FIRST = re.compile(r"\b(?:nhanh|som|nhieu|tot|dung han)\b")
_LACK = re.compile(r"\b(?:chua|thieu|cham|muon|it|tre|kem)\b")
_RATE = re.compile(
    r"(?:da )?nop (?:bao cao )?(?:duoc )?(?:bao nhieu|may|den dau)(?: clb| bao cao)?(?: roi)?"
    r"|(?:xem |cho (?:bac |toi )?(?:xem |biet )?)?ty le (?:da )?(?:nop|bao cao)(?: (?:bao cao|du|dung han))*"
    r"(?: (?:cua |o )?(?:xa|phuong|tinh|ca nuoc|toan quoc)\b.*| thang .*| la bao nhieu| bao nhieu)?"
)


def hear_league(words: str, _: Caller) -> Heeded | None:
    """ "xã nào chậm nhất", "bao nhieu xa nop du", "tỉnh nào còn thiếu báo cáo tháng 10"."""
    found = _LEAGUE.fullmatch(_folded(words))
    if found is None:
        return None
    said = [word for word in found["asked"].split() if not word.isdigit()]
    asks = set(said) <= _KNOWN and bool(_FILING & set(said))
    rest = f"{found['asked']}{found['within'] or ''}"  # "xã nào" names no place
    return Heeded(Topic.MISSING, rest.strip()) if asks else None


def hear_rate(words: str, _: Caller) -> Heeded | None:
    """ "tỷ lệ nộp đủ", "ty le nop bao cao xa Hong Son"."""
    return Heeded(Topic.MISSING, tidy(words)) if _RATE.fullmatch(_folded(words)) else None


def league(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """The parts of a province or the nation in order; of a commune its clubs that have not filed."""
    if area.kind == COMMUNE:
        return missing(asked, area, caller, facts)
    week: AreaWeek = facts.get(AreaWeek, filings_of(area.code, asked.month, caller.today))
    counted = [part for part in week.sums.parts if part.expected]
    said = _folded(asked.words)
    full = [part for part in counted if part.filed == part.expected]
    show = {"counted": len(counted), "full": len(full)}
    if _LACK.search(said):
        return _say("slow", week, _slow([part for part in counted if part not in full]), **show)
    if _FULL.search(said) and not _FIRST.search(said):
        return _say("full", week, sorted(full, key=lambda part: part.area.name), **show)
    return _say("fast", week, sorted(counted, key=lambda part: (-_ratio(part), part.area.name)), **show)


def rate(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """How many of the expected reports are in, or came in time: each as it is defined once."""
    week: AreaWeek = facts.get(AreaWeek, filings_of(area.code, asked.month, caller.today))
    filing, in_time = week.sums.filing, "dung han" in _folded(asked.words)
    if in_time:
        figures: AreaFigures = facts.get(AreaFigures, filings_of(area.code, asked.month, caller.today))
        filing = in_time_rate(report_standing(club, figures) for club in figures.clubs)
    return _say("rate", week, [], filing=filing, percent=share(filing.part, filing.whole), in_time=in_time)


def report_standing(club: ClubLine, figures: AreaFigures) -> Standing:
    """A club's line as the calendar judges it: when its first version came in, and by when it was due.

    One sent back is not filed, so neither in time.
    """
    status = Status.EXPECTED if club.counted else Status.NO_MEETING
    came = datetime.combine(club.filing.first_on, time()) if club.filing is not None and club.filed else None
    return Standing(club.club_id, figures.period, status, club.due_on or figures.due_on, came)


def _slow(parts: list[PartCount]) -> list[PartCount]:
    return sorted(parts, key=lambda part: (_ratio(part), part.filed - part.expected, part.area.name))


def _ratio(part: PartCount) -> float:
    return part.filed / part.expected


def _say(block: str, week: AreaWeek, parts: list[PartCount], **show: Any) -> Say:
    known = {"area": week.week.area, "figures": week.week, "listed": Pages(tuple(parts)), "any": bool(parts)}
    return Say(PAGE, f"league_{block}", {**known, **show})


def _folded(words: str) -> str:
    return fold(tidy(words)).removeprefix("/").rstrip("?. ").strip()


LEAGUE = Query("officer.league", hear_league, within_scope(league, count=count_clubs), OFFICERS)
RATE = Query("officer.rate", hear_rate, within_scope(rate, count=count_clubs), OFFICERS)
LEAGUES = (LEAGUE, RATE)
