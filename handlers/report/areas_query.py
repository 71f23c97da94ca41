"""Asked about the eight areas: which the month has, which it lacks, what one of them is."""

import re
from typing import Any

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.report.area_phrases import area_meant
from handlers.report.areas import ALL, areas_done
from handlers.report.book import ReportBook
from handlers.report.monthly import fund_figures, report_subject
from handlers.report.periods import month_of

_AREAS = r"(?:mang|linh vuc|noi dung)(?: hoat dong)?"
_WHEN = r"(?: (?:thang nay|thang truoc|thang \d{1,2}|cua clb|clb minh|nay|roi|a|chau|nhe))*"
_ALL = re.compile(
    rf"(?:xem |bao cao |cho bac xem |cho bac biet |thang nay )*(?:du |dat )?(?:tam|8) {_AREAS}{_WHEN}"
    rf"(?: (?:co|gom|la))*(?: (?:nhung )?(?:gi|nao|mang nao|the nao|ra sao|du chua|chua))?{_WHEN}"
    rf"|(?:thang nay |clb )*(?:duoc|co|dat|lam duoc) (?:may|bao nhieu) {_AREAS}{_WHEN}"
    rf"|(?:con )?(?:thieu|chua co|chua du|chua lam) (?:nhung )?(?:may )?{_AREAS}(?: nao)?{_WHEN}"
    rf"|(?:con )?(?:nhung )?{_AREAS} nao (?:thang nay )?(?:con )?(?:chua|thieu|co|du|lam)"
    rf"(?: (?:co|lam|duoc))?{_WHEN}"
)
_ONE = re.compile(
    rf"(?:con )?{_AREAS} (?P<area>.{{1,60}}?)"
    r"(?: (?:la|gom|co|lam|ghi|nhu|thi))*(?: (?:nhung )?(?:gi|the nao|viec gi|sao|nhung gi|ra sao))?"
)


def asks_about_areas(words: str, caller: Caller) -> Any:
    """(words, area), area 0 for all eight; None where something else is asked or told."""
    plain = fold(tidy(words)).strip(" ?.!")
    if not caller.club_id or len(plain) > 90:
        return None
    if _ALL.fullmatch(plain):
        return words, 0
    one = _ONE.fullmatch(plain)
    area = area_meant(one["area"]) if one else 0
    return (words, area) if area else None


def tell_areas(asked: Any, caller: Caller, facts: Facts) -> Say:
    """The month that is reported now, or the one named, as the books and the filed report have it."""
    words, area = asked
    subject = report_subject(words, caller, facts)
    book: ReportBook = facts.get(ReportBook, subject)
    done = areas_so_far(book)
    missing = [number for number in ALL if number not in done]
    show = {"club": book.club.name, "period": book.period, "done": done, "missing": missing, "area": area}
    show["past"] = book.period != month_of(caller.today)
    return Say("report/areas", "one" if area else "all", show)


def areas_so_far(book: ReportBook) -> tuple[int, ...]:
    """The areas with something in the books, and those of the newest version filed."""
    facts = book.facts
    figures = {
        **fund_figures(book),
        "measured": facts.measured,
        "care_people": (facts.care or (0, 0))[0],
        "help_households": (facts.self_help or (0, 0))[0],
        "doings": list(facts.doings or ()),
    }
    filed = book.filed.figures.get("areas", ()) if book.filed else ()
    return areas_done(figures, facts.areas | frozenset(filed))


AREAS_QUERY = Query("report.areas", asks_about_areas, tell_areas, COMMITTEE)
