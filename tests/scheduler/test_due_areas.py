"""What officers are reminded of for themselves, and when a province hears of a commune."""

from dataclasses import replace
from datetime import date, datetime

import pytest
import sqlalchemy as sa

from bot.wording import Wording
from handlers.calendar.duties import Contact, Duty, Key, report_occasion
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.watches import AreaWatch
from handlers.officer.places import Area
from scheduler.due_areas import AreaState, areas_due, could_be_due
from scheduler.plain import sayings
from storage.database import Database
from storage.marks import was_done
from storage.tables.people import identities
from tests.scheduler.commune import at, everything_at, file_report, person, settle

HONG_SON, TAN_TRAO, TUYEN_QUANG = (
    Area("hong-son", "Hồng Sơn", "commune", "tq"),
    Area("tan-trao", "Tân Trào", "commune", "tq"),
    Area("tq", "Tuyên Quang", "province"),
)
SETTINGS = CalendarSettings()
WATCHES = {
    area.code: AreaWatch(area, (Contact(number),), SETTINGS)
    for number, area in enumerate((HONG_SON, TAN_TRAO, TUYEN_QUANG), 1)
}
NOBODY: frozenset[tuple[int, str]] = frozenset()


def _duty(number: int, area: str, period: str = "2026-11") -> Duty:
    due = date(2026, 12, 5) if period == "2026-11" else date(2026, 6, 5)
    return Duty(report_occasion(number, period), number, f"CLB {number}", period, due, area=area)


DUTIES = (_duty(1, "hong-son"), _duty(2, "hong-son"), _duty(3, "tan-trao"))


def found(
    moment: str, *, told: dict[Key, datetime] | None = None, watches: dict[str, AreaWatch] | None = None
) -> list[tuple[int, str, str]]:
    """(person, occasion, step) of all that is due."""
    state = AreaState(watches or WATCHES, DUTIES, told or {}, NOBODY)
    now = at(moment)
    due = areas_due(state, now).plains
    assert not due or could_be_due(DUTIES, [SETTINGS], now)
    return sorted((plain.to.person_id, plain.key[0], plain.key[2]) for plain in due)


def _of(person_id: int, moment: str, watches: dict[str, AreaWatch] | None = None) -> list[tuple[str, str]]:
    due = found(moment, watches=watches)
    return [(occasion, step) for who, occasion, step in due if who == person_id]


@pytest.mark.parametrize(
    "moment, commune, province",
    [
        ("03/12 08:29", [], []),
        ("03/12 08:30", ["-7"], []),  # the commune is due on 10/12, the province before 15/12
        ("07/12 08:30", ["-3"], ["-7"]),
        ("10/12 19:59", ["-1"], ["-7"]),
        ("11/12 08:30", [], ["-3"]),
        ("14/12 19:00", [], ["-1"]),
        ("15/12 08:30", [], []),
        ("10/06 08:30", ["-1"], ["-3"]),  # 14/6/2026 is a Sunday: the last working day is the 12th
        ("15/06 08:30", [], []),
    ],
)
def test_their_own_days(moment: str, commune: list[str], province: list[str]) -> None:
    year = "2026-H1" if "/06" in moment else "2026"
    own = [step for occasion, step in _of(1, moment) if occasion == f"official/hong-son/{year}"]
    above = [step for occasion, step in _of(3, moment) if occasion == f"official/tq/{year}"]
    assert (own, above) == (commune, province)


def test_what_is_said_names_the_clubs_that_are_missing() -> None:
    state = AreaState(WATCHES, DUTIES, {}, NOBODY)
    said = {
        plain.to.person_id: Wording().compose([say], {}).text
        for plain in areas_due(state, at("07/12 08:30")).plains
        for _, say in sayings([plain])
    }
    assert said[1] == (
        "Dạ, báo cáo năm 2026 của xã Hồng Sơn (số liệu tính đến 30/11) gửi lên tỉnh, hạn thứ Năm 10/12. "
        'Còn 2 CLB chưa nộp báo cáo tháng 11, bác nhắn "ai chưa nộp" để xem ạ.'
    )
    assert said[3] == (
        "Dạ, báo cáo năm 2026 của tỉnh Tuyên Quang (số liệu tính đến 30/11) phải gửi trước ngày 15/12, "
        'hạn thứ Hai 14/12. Còn 3 CLB chưa nộp báo cáo tháng 11, bác nhắn "ai chưa nộp" để xem ạ.'
    )


def test_a_province_hears_of_its_communes_a_week_late_and_once() -> None:
    both = [("area/hong-son/2026-11", "province"), ("area/tan-trao/2026-11", "province")]
    assert [row for row in _of(3, "11/12 19:00") if row[1] == "province"] == []
    assert [row for row in _of(3, "12/12 08:30") if row[1] == "province"] == both
    assert [row for row in _of(3, "20/12 08:30") if row[1] == "province"] == []
    told = {("area/hong-son/2026-11", 3, "province"): at("12/12 08:30")}
    assert [row for who, *row in found("13/12 08:30", told=told) if who == 3 and row[1] == "province"] == [
        ["area/tan-trao/2026-11", "province"]
    ]


def test_sooner_where_nobody_of_the_commune_receives_us() -> None:
    gone = replace(WATCHES["hong-son"], officers=(Contact(1, reachable=False),))
    watches = WATCHES | {"hong-son": gone}
    assert _of(3, "08/12 08:30", watches=watches)[0] == ("area/hong-son/2026-11", "province")
    state = AreaState(watches, DUTIES, {}, NOBODY)
    plains = [plain for plain in areas_due(state, at("12/12 08:30")).plains if plain.block == "communes"]
    [(_, say)] = sayings(plains)
    assert Wording().compose([say], {}).text == (
        "Dạ, 2 xã, phường còn CLB quá hạn chưa nộp báo cáo tháng 11. Bác hỏi giúp cháu ạ:\n"
        "- Hồng Sơn: 2 CLB, chưa nhắn được cán bộ xã\n"
        "- Tân Trào: 1 CLB"
    )


async def test_in_the_database_and_each_once(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        first, second = await settle(connection, ["CLB thôn Khổng", "CLB thôn Đồng Tâm"])
        province = await person(connection, "Hoàng Văn Tỉnh", "officer", area_code="tq")
        await file_report(connection, first.club, "2026-11", at("01/12 09:00"))
        await connection.execute(
            sa.update(identities)
            .where(identities.c.person_id == first.officer)
            .values(blocked_at=at("01/12 09:00"))
        )
    rows = [row for row in await everything_at(sqlite_database, "08/12 08:30") if row.to == province]
    assert [row.key.split("/")[1] for row in rows] == ["official", "area"]
    assert rows[1].text == (
        "Dạ, xã Hồng Sơn còn 1 CLB quá hạn chưa nộp báo cáo tháng 11, cháu chưa nhắn được cán bộ xã. "
        "Bác hỏi giúp cháu ạ."
    )
    assert await everything_at(sqlite_database, "08/12 08:31") == []
    async with sqlite_database.write() as connection:
        await file_report(connection, second.club, "2026-11", at("09/12 09:00"))
    rows = [row for row in await everything_at(sqlite_database, "11/12 08:30") if row.to == province]
    assert [key for row in rows for key in row.keys] == [f"remind/official/tq/2026/{province}/-3"]
    assert "đã nộp đủ" in rows[0].text


def test_who_is_at_a_question_is_looked_for_again_that_day() -> None:
    busy = replace(WATCHES["tq"], officers=(Contact(3, quiet_until=at("12/12 08:45")),))
    watches = {**WATCHES, "tq": busy}
    state = AreaState(watches, DUTIES, {}, NOBODY)
    early, later = (areas_due(state, at(f"12/12 {clock}")) for clock in ("08:30", "08:46"))
    assert early.held
    assert not any(plain.to.person_id == 3 for plain in early.plains)
    assert not later.held
    assert any(plain.to.person_id == 3 for plain in later.plains)


async def test_areas_are_looked_at_once_a_day(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        await settle(connection, ["CLB thôn Khổng"])
        await person(connection, "Hoàng Văn Tỉnh", "officer", area_code="tq")
    await everything_at(sqlite_database, "12/12 08:30")
    async with sqlite_database.read() as connection:
        assert await was_done(connection, "areas_told/2026-12-12")
