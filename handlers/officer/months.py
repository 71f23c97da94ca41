"""Who had filed for a month that was named ("ai chưa nộp tháng 10"), as it stands now."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.officer.club_line import ClubLine
from handlers.officer.figures import TURN_OF_MONTH, AreaAsk, AreaFigures, due_day
from handlers.report.periods import after, first_day, named_month


def ask_for(code: str, words: str, today: date) -> AreaAsk:
    """The figures that know the month's filings: of today, or of the last day they were still followed."""
    period = named_month(words, today)
    if period is None:
        return AreaAsk.of_today(code, today)
    earliest = first_day(period) + timedelta(days=TURN_OF_MONTH)
    latest = first_day(after(after(period))) + timedelta(days=TURN_OF_MONTH - 1)
    return AreaAsk(code, today, min(max(today, earliest), latest))


def of_month(figures: AreaFigures, words: str, today: date) -> AreaFigures:
    """The same clubs with the named month's report in place of the followed one's."""
    period = named_month(words, today)
    if period is None or period == figures.period:
        return figures
    clubs = tuple(_a_month_back(club) for club in figures.clubs)
    return replace(figures, period=period, due_on=due_day(period), clubs=clubs)


def _a_month_back(club: ClubLine) -> ClubLine:
    return replace(club, filing=club.filed_before, filed_before=None, draft=None)
