"""A province's and the nation's digest stay within twelve lines a phone can show, whatever the figures."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import Wording
from handlers.decision import Say
from handlers.officer.club_line import Standing
from handlers.officer.digest import digest_of_sums, slowest
from handlers.officer.figures import AreaFigures
from handlers.officer.flags import Flag
from handlers.officer.places import Area
from handlers.officer.sums import AreaSums, PartCount

LINE, MESSAGE, LINES = 100, 350, 12
PLACES = {
    "province": Area("79", "Thành phố Hồ Chí Minh", "province", "VN"),
    "nation": Area("VN", "", "nation"),
}
NAMES = (
    "Phường Nam Nha Trang",
    "Thượng Phường Nghĩa Khương",
    "Hoà",
    "Ẵẩễộợữỵ Đỹ Ỡ",
    "Nguyễn Thị Minh Khai Đông",
)
COUNT = st.integers(0, 1999)  # ten thousand clubs in the country
MONEY = st.integers(0, 10**12)
PARTS = st.lists(st.tuples(st.sampled_from(NAMES), COUNT, COUNT, COUNT), max_size=40)


def sums(numbers: list[int], money: list[int], parts: list[tuple[str, int, int, int]]) -> AreaSums:
    *standing, met, no_meeting, gap, overdue, ten_times = numbers
    return AreaSums(
        clubs=sum(standing) or 1,
        standing=dict(zip(Standing, standing, strict=True)),
        parts=tuple(
            PartCount(Area(str(n), name, "commune", "19"), filed + late, filed + late, filed, filed, then)
            for n, (name, filed, late, then) in enumerate(parts)
        ),
        income=money[0],
        activity=0,
        funded=0,
        change=money[1] // 100,
        lent=money[2],
        overdue=money[2] // 3,
        clubs_met=met,
        present=met * 40,
        invited=met * 50,
        flags=dict(zip(Flag, (no_meeting, gap, overdue, ten_times), strict=True)),
        quiet=False,
    )


@pytest.mark.parametrize("kind", PLACES)
@given(
    st.lists(COUNT, min_size=11, max_size=11),
    st.lists(MONEY, min_size=3, max_size=3),
    PARTS,
)
def test_twelve_lines_each_of_them_readable(
    kind: str, numbers: list[int], money: list[int], parts: list[tuple[str, int, int, int]]
) -> None:
    week = AreaFigures(
        PLACES[kind], date(2027, 1, 3), date(2027, 1, 4), "2026-12", date(2027, 1, 5), date(2026, 12, 5)
    )
    made = digest_of_sums(week, sums(numbers, money, parts))
    texts = [Wording().compose([part], {}).text for part in made]
    assert sum(len(text.splitlines()) for text in texts) <= LINES, texts
    assert all(len(text) <= MESSAGE for text in texts), texts
    assert all(len(line) <= LINE for text in texts for line in text.splitlines()), texts


def test_a_large_province_asked_for_has_room_to_say_that_there_is_more() -> None:
    week = AreaFigures(
        Area("08", "Tuyên Quang", "province", "VN"),
        date(2027, 1, 3),
        date(2027, 1, 4),
        "2026-12",
        date(2027, 1, 5),
        date(2026, 12, 5),
    )
    parts = [(name, 3, 9, 0) for name in NAMES]
    full = sums(
        [120, 98, 21, 305, 410, 156, 388, 45, 12, 68, 3], [58_250_000_000, 920_000_000, 4 * 10**9], parts
    )
    first, _ = digest_of_sums(week, full)
    asked = Say(first.page, first.block, {**first.show, "goes_on": True})
    assert len(Wording().compose([asked], {}).text) <= MESSAGE


def test_every_flag_and_every_line_at_once() -> None:
    most = sums([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [10**12, 10**9, 10**11], [("Hồng Sơn", 1, 3, 0)])
    week = AreaFigures(
        PLACES["nation"],
        date(2026, 11, 29),
        date(2026, 11, 30),
        "2026-11",
        date(2026, 12, 5),
        date(2026, 11, 5),
    )
    first, look = (Wording().compose([part], {}).text for part in digest_of_sums(week, most))
    assert len(first.splitlines()) == 7
    assert look.splitlines()[3] == "- Quá hạn trên 5%: 10 CLB; khoản gấp 10 mọi khi: 11 CLB"
    assert len(look.splitlines()) == 5
    alone = replace(most, flags={**most.flags, Flag.OVERDUE: 0})
    look = Wording().compose([digest_of_sums(week, alone)[1]], {}).text
    assert "- Có khoản gấp 10 mọi khi: 11 CLB" in look


def test_fewer_slow_places_where_their_names_are_long() -> None:
    short = sums([1] * 11, [0, 0, 0], [("Hoà", 0, 9, 0), ("Sơn", 0, 8, 0), ("Yên", 0, 7, 0), ("Mỹ", 0, 6, 0)])
    long = sums([1] * 11, [0, 0, 0], [("Thượng Phường Nghĩa Khương", 0, 9 - n, 0) for n in range(4)])
    assert [each.area.bare for each in slowest(short)] == ["Hoà", "Sơn", "Yên"]
    assert len(slowest(long)) == 2
