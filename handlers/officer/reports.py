"""Xem báo cáo thôn …: the figures a club has filed, to read only; approving them comes later."""

from collections.abc import Callable
from typing import Any

from handlers.catalogue_types import OFFICERS
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.month_code import month_code_of
from handlers.officer.asks import ClubAsk, ClubSearch, ClubsFound, ClubSheet, FoundClub
from handlers.officer.heard import Heeded, Topic
from handlers.officer.heard_club import club_words, hears_club_fund
from handlers.officer.heard_names import hear_code, report_club
from handlers.officer.months import without_month
from handlers.officer.scope import areas_of
from handlers.report.book import ReportBook
from handlers.report.periods import before, last_day, month_of, named_month

PAGE = "officer/reports"


Tell = Callable[[FoundClub, str, Caller, Facts], Say]


def filed_report(asked: Heeded, caller: Caller, facts: Facts) -> Say:
    """The newest filed version of the club that is named, of the month named or the one followed now."""
    return _of_club(asked, caller, facts, _report_of)


def report_code(asked: Heeded, caller: Caller, facts: Facts) -> Say:
    """Mã sổ tháng of that club: as its report carries it, and as its book has it now."""
    return _of_club(asked, caller, facts, _code_of)


def of_month(words: str, month: str, caller: Caller, facts: Facts) -> Say:
    """What `words` asked of one club, about another month: its report, its code or its funds."""
    if month > month_of(caller.today):
        return Say("officer/queries", "not_begun", {"month": month, "today": caller.today})
    said = f"{without_month(words)} tháng {int(month[5:])}/{month[:4]}"
    if hears_club_fund(words):
        tell, name = _funds_then(month), club_words(without_month(words))
    else:
        tell, name = (_code_of if hear_code(words, caller) else _report_of), report_club(said)
    return _of_club(Heeded(Topic.REPORT, said), caller, facts, tell, name)


def _funds_then(month: str) -> Tell:
    def told(club: FoundClub, _: str, caller: Caller, facts: Facts) -> Say:
        on = min(last_day(month), caller.today)
        sheet: ClubSheet | None = facts.get(ClubSheet, ClubAsk(club.club_id, on))
        return Say(PAGE, "which") if sheet is None else Say("officer/club_fund", "sheet", {"sheet": sheet})

    return told


def _of_club(asked: Heeded, caller: Caller, facts: Facts, tell: Tell, name: str = "") -> Say:
    name, codes = name or report_club(asked.words), areas_of(caller.person)
    if not name or not codes:
        return Say(PAGE, "which")
    found: ClubsFound = facts.get(ClubsFound, ClubSearch(name, codes))
    if not found.clubs:
        return Say(PAGE, "which")
    if not found.sure or len(found.clubs) > 1:
        return Say(PAGE, "several" if found.sure else "nearest", _named(found))
    return tell(found.clubs[0], asked.words, caller, facts)


def _named(found: ClubsFound) -> dict[str, Any]:
    return {"clubs": found.clubs, "count": len(found.clubs), "listed": Pages(found.clubs)}


def _code_of(club: FoundClub, words: str, caller: Caller, facts: Facts) -> Say:
    return month_code_of(club.club_id, _period(club, words, caller, facts), caller, facts)


def _period(club: FoundClub, words: str, caller: Caller, facts: Facts) -> str:
    sheet: ClubSheet | None = facts.get(ClubSheet, ClubAsk(club.club_id, caller.today))
    followed = sheet.period if sheet is not None else month_of(caller.today)
    return named_month(words, caller.today) or followed


def _report_of(club: FoundClub, words: str, caller: Caller, facts: Facts) -> Say:
    period = _period(club, words, caller, facts)
    book: ReportBook | None = facts.get(ReportBook, Subject(club.club_id, period))
    show: dict[str, Any] = {"club": club, "period": period, "month_before": before(period)}
    if book is None or book.filed is None:
        return Say(PAGE, "not_filed", show)
    show |= {"filed": book.filed, "figures": book.filed.figures, "previous": book.previous or {}}
    return Say(PAGE, "filed", show)


def approval(_: Heeded, caller: Caller, facts: Facts) -> Say:
    """Says kindly that approving and sending back come later."""
    return Say(PAGE, "approval")


def targets(_: Heeded, caller: Caller, __: Facts) -> Say:
    """Says kindly that targets come later, and where today's figures are."""
    return Say(PAGE, "targets" if caller.roles & OFFICERS else "targets_of_club")
