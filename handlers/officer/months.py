"""Who had filed for a month that was named ("ai chưa nộp tháng 10"), as it stands now."""

from dataclasses import replace
from datetime import date

from handlers.officer.figures import AreaAsk
from handlers.report.periods import named_month


def ask_for(code: str, words: str, today: date) -> AreaAsk:
    """The figures of today, with the filings of the month the words name, else of the followed one."""
    return replace(AreaAsk.of_today(code, today), period=named_month(words, today) or "")
