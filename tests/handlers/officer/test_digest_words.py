"""The words of a commune's Monday digest: what it flags, whom it praises, when nothing changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.wording import Wording
from handlers.officer.club_line import ClubLine, Contact, Filing, Gathering, Overdue
from handlers.officer.digest import digest
from handlers.officer.figures import AreaFigures
from handlers.officer.places import Area
from handlers.officer.sums import is_quiet
from storage.records import FundTotals

COMMUNE = Area("08-2608", "Hồng Sơn", "commune", "08")
SUNDAY, MONDAY = date(2026, 11, 29), date(2026, 11, 30)
NAMES = ("Khổng", "Đồng Tâm", "Tân Tiến", "Quyết Thắng")


def club(number: int, **known: Any) -> ClubLine:
    """A club in order: it has met, has filed, can be reached."""
    line = ClubLine(
        number,
        f"CLB thôn {NAMES[number - 1]}",
        f"thôn {NAMES[number - 1]}",
        COMMUNE,
        FundTotals(10_000_000, 0, 40_000_000),
        filing=Filing("submitted", 1, date(2026, 11, 20), date(2026, 11, 20)),
        contact=Contact(number, "Nguyễn Văn Bình"),
        last_met=date(2026, 11, 20),
    )
    return replace(line, **known)


def week(*clubs: ClubLine, until: date = SUNDAY, on: date = MONDAY) -> AreaFigures:
    return AreaFigures(COMMUNE, until, on, "2026-11", date(2026, 12, 5), date(2026, 11, 5), clubs)


def said(figures: AreaFigures) -> list[str]:
    return Wording().compose(digest(figures).parts, {}).text.splitlines()


MET = (Gathering(date(2026, 11, 25), 50, 60),)


def test_a_commune_is_told_which_club_to_look_at_and_why() -> None:
    short, quiet = club(1, gap=-200_000, gatherings=MET), club(2, last_met=date(2026, 8, 1))
    assert said(week(short, quiet, club(3)))[-1] == (
        "Bác xem giúp: Khổng (kiểm quỹ lệch sổ), Đồng Tâm (hai tháng chưa họp) ạ."
    )
    refused = club(4, filing=None, contact=None)
    assert said(week(short, club(2), club(3), refused))[-1] == (
        "Bác nên gọi CLB Quyết Thắng trước; cần xem Khổng (kiểm quỹ lệch sổ) ạ."
    )


def test_who_is_rung_for_overdue_loans_is_told_so() -> None:
    late = Overdue(1, 5_000_000, date(2026, 11, 1))
    assert said(week(club(1, overdue=late, gatherings=MET), club(2)))[-1] == (
        "Bác xem giúp: Khổng (quá hạn trên 5%) ạ."
    )


def test_many_flags_are_counted() -> None:
    lines = said(week(*(club(number, gap=5_000, gatherings=MET) for number in (1, 2, 3, 4))))
    assert lines[-1].endswith("và 2 CLB nữa ạ.")


def test_praise_stands_beside_the_filings() -> None:
    sooner = Filing("submitted", 1, date(2026, 11, 2), date(2026, 11, 2))
    lines = said(week(club(1, filed_before=sooner, gatherings=MET), club(2, filing=None, contact=None)))
    assert lines[1] == "- Báo cáo tháng 11: nộp 1/2, hạn 5/12; khen Khổng sớm hơn tháng trước 12 ngày"
    assert lines[-1] == "Bác nên gọi CLB Đồng Tâm trước ạ."


def test_a_flag_that_begins_is_news() -> None:
    assert is_quiet(week(club(1, last_met=date(2026, 10, 10))))
    begins = week(club(1, last_met=date(2026, 9, 26)))
    assert not is_quiet(begins)
    assert said(begins)[-1] == "Bác xem giúp: Khổng (hai tháng chưa họp) ạ."
    assert is_quiet(week(club(1, last_met=date(2026, 9, 1))))
    counted = week(club(1, gap=-5_000, counted_on=date(2026, 11, 24)))
    assert not is_quiet(counted)
    assert is_quiet(week(club(1, gap=-5_000, counted_on=date(2026, 11, 20))))


def test_missing_reports_are_news_from_the_week_they_are_due() -> None:
    for monday, told in ((date(2026, 11, 23), False), (MONDAY, True), (date(2026, 12, 7), True)):
        missing = week(club(2, filing=None), until=monday - timedelta(days=1), on=monday)
        assert is_quiet(missing) is not told
    still = week(club(1), club(2, filing=None), until=date(2026, 12, 13), on=date(2026, 12, 14))
    assert "- Chưa nộp: Đồng Tâm (chưa bắt đầu)" in said(still)
    assert is_quiet(week(club(1), until=date(2026, 12, 13), on=date(2026, 12, 14)))


def test_a_report_with_more_time_is_news_when_its_own_day_comes() -> None:
    given = club(2, filing=None, due_on=date(2026, 12, 20), extended=True)
    assert is_quiet(week(club(1), given, until=date(2026, 12, 6), on=date(2026, 12, 7)))
    assert not is_quiet(week(club(1), given, until=date(2026, 12, 13), on=date(2026, 12, 14)))


def test_the_longest_message_fits_a_telephone() -> None:
    long = "thôn Thượng Phường Nghĩa Khương"
    sooner = Filing("submitted", 1, date(2026, 11, 2), date(2026, 11, 2))
    clubs = [club(1, hamlet=long, gap=5_000, gatherings=MET, filed_before=sooner)]
    clubs += [club(number, hamlet=long, filing=None, contact=None, gap=5_000) for number in (2, 3, 4)]
    figures = week(*(replace(each, income=FundTotals(10**9, 0, 10**9), change=10**8) for each in clubs))
    assert len("\n".join(said(figures))) <= 350
    assert said(figures)[-1] == "Bác nên gọi CLB Thượng Phường Nghĩa Khương trước; cần xem 4 CLB ạ."
