"""Mã sổ tháng 11: the short code of a month's book, as on the page pinned up, the workbook, the report."""

import re
from typing import Any

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.ledger_view import LedgerView
from handlers.report.book import ReportBook
from handlers.report.periods import named_month

_ASKED = re.compile(r"/?(?:xem |cho (?:bac|toi) xem |doc )?ma so(?: quy)?(?: thang [\w/ ]{1,12})?(?: la gi)?")


def asks_code(words: str, caller: Caller) -> Any:
    """The month ("2026-11") whose code is asked for by somebody who serves a club; else None."""
    said = fold(tidy(words)).rstrip("?. ").strip()
    if not caller.club_id or not _ASKED.fullmatch(said):
        return None
    return named_month(words, caller.today) or f"{caller.today:%Y-%m}"


def code_told(asked: Any, caller: Caller, facts: Facts) -> Say:
    """The code as the month stands now."""
    return month_code_of(caller.club_id, str(asked), caller, facts)


def month_code_of(club_id: int, period: str, caller: Caller, facts: Facts) -> Say:
    """The code now, and beside it the one on the filed report: equal as long as nobody changed the month."""
    view: LedgerView = facts.get(LedgerView, Subject(club_id, f"{period}.both.box"))
    report: ReportBook | None = facts.get(ReportBook, Subject(club_id, period))
    filed = report.filed if report is not None else None
    return Say("fund/ledger", "month_code", {"view": view, "today": caller.today, "filed": filed})


MONTH_CODE = Query("fund.month_code", asks_code, code_told, COMMITTEE)
