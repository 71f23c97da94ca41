"""Whom to praise, who was in time and who was late, told of values: the same definitions as the digest's."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.wording import Wording
from handlers.decision import Caller
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_asked import AreaAsked
from handlers.inquiry.area_reports import REPORTS
from handlers.inquiry.kinds import Inquiry
from handlers.officer.club_line import ClubLine, Contact, Filing
from handlers.officer.figures import AreaFigures
from handlers.officer.flags import earlier_club
from handlers.officer.months import filings_of
from handlers.officer.places import Area
from storage.people_records import Person

COMMUNE = Area("08-2608", "Hồng Sơn", "commune", "08")
DUE, DUE_BEFORE = date(2026, 12, 5), date(2026, 11, 5)
NAMES = ("Khổng", "Đồng Tâm", "Tân Tiến", "Quyết Thắng")


def filed(day: date) -> Filing:
    return Filing("submitted", 1, day, day)


def club(number: int, now: date | None, then: date | None = None, **known: Any) -> ClubLine:
    hamlet = f"thôn {NAMES[number - 1]}"
    line = ClubLine(number, f"CLB {hamlet}", hamlet, COMMUNE, contact=Contact(number, "Nguyễn Văn Bình"))
    filings = filed(now) if now else None, filed(then) if then else None
    return replace(line, filing=filings[0], filed_before=filings[1], **known)


CLUBS = (
    club(1, date(2026, 12, 1), date(2026, 11, 5)),  # four days sooner
    club(2, date(2026, 11, 28), date(2026, 11, 5)),  # seven
    club(3, date(2026, 12, 7), date(2026, 11, 5)),  # late
    club(4, None),
)


def told(kind: str, on: date, clubs: tuple[ClubLine, ...] = CLUBS) -> str:
    caller = Caller(Person(1, "Cán bộ"), datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
    ask = filings_of(COMMUNE.code, "", on)
    figures = AreaFigures(COMMUNE, on, on, "2026-11", DUE, DUE_BEFORE, clubs)
    said = REPORTS[kind](
        AreaAsked(Inquiry(kind, frozenset()), ""), COMMUNE, caller, Facts({(AreaFigures, ask): figures})
    )
    return Wording().compose([said], {"today": on}).text


def test_the_most_improved_is_whom_the_digest_praises() -> None:
    on = date(2026, 12, 8)
    praised = earlier_club(AreaFigures(COMMUNE, on, on, "2026-11", DUE, DUE_BEFORE, CLUBS))
    assert praised is not None
    assert (praised.name, praised.days) == ("Đồng Tâm", 7)
    assert told("improved", on).splitlines() == [
        "Dạ, báo cáo tháng 11 xã Hồng Sơn, CLB nộp sớm hơn tháng trước nhiều nhất, đáng khen ạ:",
        "- Đồng Tâm: sớm hơn 7 ngày",
        "- Khổng: sớm hơn 4 ngày",
    ]


def test_in_time_is_the_first_version_by_the_due_day() -> None:
    assert told("in_time", date(2026, 12, 8)).splitlines() == [
        "Dạ, xã Hồng Sơn có 2/4 CLB nộp báo cáo tháng 11 đúng hạn 5/12:",
        "- Khổng: nộp 1/12",
        "- Đồng Tâm: nộp 28/11",
    ]


def test_late_is_filed_after_the_day_or_missing_past_it() -> None:
    assert told("late_ones", date(2026, 12, 8)).splitlines() == [
        "Dạ, xã Hồng Sơn có 2/4 CLB trễ hạn báo cáo tháng 11 (hạn 5/12):",
        "- Tân Tiến: nộp 7/12",
        "- Quyết Thắng: chưa bắt đầu",
    ]
    assert "đến 5/12 mới hết hạn" in told("late_ones", date(2026, 12, 2), (CLUBS[0], CLUBS[3]))


def test_a_club_with_more_time_is_in_time_by_its_own_day() -> None:
    later = replace(CLUBS[2], due_on=date(2026, 12, 8), extended=True)
    assert "- Tân Tiến: nộp 7/12" in told("in_time", date(2026, 12, 8), (later,))
    assert "không CLB nào trễ hạn" in told("late_ones", date(2026, 12, 8), (later,))


def test_the_earliest_come_first() -> None:
    assert [line.split(":")[0] for line in told("earliest", date(2026, 12, 8)).splitlines()[1:]] == [
        "- Đồng Tâm",
        "- Khổng",
        "- Tân Tiến",
    ]
