"""One due day, wherever it is said: by the talk "báo cáo", the digest, the call list, a month that closes."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from handlers.calendar.closing import Closing
from handlers.calendar.settings import CalendarSettings
from handlers.officer.asks import ClubAsk
from handlers.officer.calls import Reason, reasons_to_ring
from handlers.officer.digest import digest
from handlers.officer.figures import AreaAsk, AreaFigures, digest_period
from handlers.report.book import ReportCalendar
from handlers.report.periods import report_month
from scheduler.digest import ask_for
from storage.calendar_store import extend, save_calendar
from storage.database import Database
from storage.due_days import load_closings
from storage.officer_sheets import load_club_sheets
from storage.officer_store import load_figures
from storage.report_store import load_report_calendars
from storage.tables.meeting import meetings
from tests.scheduler.commune import Village, assistant_over, at, file_report, settle

MONTH = "2026-11"


async def _villages(database: Database, calendar: CalendarSettings) -> list[Village]:
    async with database.write() as connection:
        villages = await settle(connection, ["CLB thôn Khổng", "CLB thôn Đồng Tâm"])
        await save_calendar(connection, "tq", calendar)
        for village in villages:
            await file_report(connection, village.club, "2026-10", at("01/11 09:00"))
    return villages


async def _month_meant(database: Database, club: int, today: date) -> str:
    async with database.read() as connection:
        return report_month((await load_report_calendars(connection, [club], today))[club], today)


@pytest.mark.parametrize(
    "filed, due_on, today, meant",
    [
        ({"2026-10"}, date(2026, 12, 8), date(2026, 12, 8), MONTH),
        ({"2026-10"}, date(2026, 12, 8), date(2026, 12, 20), MONTH),  # missing: it stays the one to do
        ({"2026-10", MONTH}, date(2026, 12, 8), date(2026, 12, 8), MONTH),
        ({"2026-10", MONTH}, date(2026, 12, 8), date(2026, 12, 9), "2026-12"),
        (set(), date(2026, 12, 8), date(2026, 12, 8), MONTH),
        (set(), date(2026, 12, 8), date(2026, 12, 9), "2026-12"),  # a club that has just begun
        ({"2026-10"}, None, date(2026, 12, 2), "2026-12"),  # it meets every two months
    ],
)
def test_which_month_a_report_means(filed: set[str], due_on: date | None, today: date, meant: str) -> None:
    assert report_month(ReportCalendar(frozenset(filed), due_on), today) == meant


async def test_the_talk_knows_the_days_of_province_and_club(database: Database) -> None:
    kept, extended = await _villages(database, CalendarSettings(club_due_day=8))
    async with database.write() as connection:
        await extend(connection, extended.club, MONTH, date(2026, 12, 12))
        for village in (kept, extended):
            await file_report(connection, village.club, MONTH, at("02/12 09:00"))
    days = [date(2026, 12, day) for day in (8, 9, 12, 13)]
    assert [await _month_meant(database, kept.club, day) for day in days] == [
        MONTH,
        "2026-12",
        "2026-12",
        "2026-12",
    ]
    assert [await _month_meant(database, extended.club, day) for day in days] == [
        MONTH,
        MONTH,
        MONTH,
        "2026-12",
    ]


async def test_tet_moves_the_day_everywhere(database: Database) -> None:
    """5/2/2027 is the last day of the old lunar year; the first day after the holidays counts."""
    [village, _] = await _villages(database, CalendarSettings())
    due = date(2027, 2, 12)
    async with database.read() as connection:
        closing = (await load_closings(connection, [village.club]))[village.club]
        ask = AreaAsk("hong-son", due, due)
        figures = (await load_figures(connection, [ask]))[ask]
    assert figures is not None
    assert (figures.period, figures.due_on, figures.past_due) == ("2027-01", due, False)
    assert {club.due_on for club in figures.clubs} == {due}
    assert not closing.is_closed(date(2027, 1, 20), due)


async def _digest(database: Database, monday: datetime) -> tuple[AreaFigures, str]:
    ask = ask_for("hong-son", date(2026, 11, 30), monday.date())
    async with database.read() as connection:
        figures = (await load_figures(connection, [ask]))[ask]
    assert figures is not None
    show = {"now": monday, "today": monday.date()}
    return figures, assistant_over(database).wording.compose(digest(figures).parts, show).text


async def test_the_digest_says_the_days_of_province_and_club(database: Database) -> None:
    kept, extended = await _villages(database, CalendarSettings(club_due_day=4))
    async with database.write() as connection:
        await extend(connection, extended.club, MONTH, date(2026, 12, 12))
        met = {"club_id": kept.club, "held_on": date(2026, 12, 2), "recorded_at": at("02/12 11:00")}
        await connection.execute(sa.insert(meetings), [met])
    figures, text = await _digest(database, at("07/12 07:30"))
    assert "quá hạn từ 4/12" in text
    late = {club.club_id: Reason.LATE in reasons_to_ring(club, figures) for club in figures.clubs}
    assert late == {kept.club: True, extended.club: False}
    async with database.write() as connection:
        await file_report(connection, kept.club, MONTH, at("06/12 09:00"))
    _, text = await _digest(database, at("07/12 07:30"))
    assert "Chưa nộp: Đồng Tâm (chưa bắt đầu, hạn 12/12)" in text


async def test_a_month_closes_by_the_clubs_own_day(database: Database) -> None:
    kept, extended = await _villages(database, CalendarSettings(club_due_day=8))
    async with database.write() as connection:
        await extend(connection, extended.club, MONTH, date(2026, 12, 12))
    async with database.read() as connection:
        closings = await load_closings(connection, [kept.club, extended.club])
    entry = date(2026, 11, 20)
    assert not closings[kept.club].is_closed(entry, date(2026, 12, 10))
    assert closings[kept.club].is_closed(entry, date(2026, 12, 11))
    assert not closings[extended.club].is_closed(entry, date(2026, 12, 14))
    assert closings[extended.club].is_closed(entry, date(2026, 12, 15))
    assert Closing().is_closed(entry, date(2026, 12, 8))


async def test_officers_follow_a_month_until_ten_days_after_it_was_due(database: Database) -> None:
    late_province = CalendarSettings(club_due_day=20)
    assert digest_period(date(2026, 12, 15), CalendarSettings()) == MONTH
    assert digest_period(date(2026, 12, 16), CalendarSettings()) == "2026-12"
    assert digest_period(date(2026, 12, 30), late_province) == MONTH
    [village, _] = await _villages(database, late_province)
    ask = ClubAsk(village.club, date(2026, 12, 28))
    async with database.read() as connection:
        assert (await load_club_sheets(connection, [ask]))[ask].period == MONTH
