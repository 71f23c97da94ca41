"""What the operator reads: the golden messages word for word, and each trouble told once and ended once."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.wording import Wording
from handlers.operator.health import (
    GIGABYTE,
    Backup,
    ChannelState,
    Figures,
    Telling,
    ZaloUse,
    clock_moved,
    morning,
    troubles,
)
from handlers.operator.news import news

VIETNAM = timezone(timedelta(hours=7))
D1 = """Máy chạy tốt, 07:00 ngày 30/11:
- Sao lưu lúc 02:00, đã mở thử được
- Tin chờ gửi: 0, tin hỏng: 0
- Zalo tháng này 1.840/3.000 tin, 38/50 người
- Đĩa còn 14 GB
Sáng nào không thấy tin này là máy đang có chuyện ạ."""
D2 = """Zalo không nhận tin từ 08:05, mã 401: khóa đã đổi. 12 tin đang chờ, không mất tin nào.
Bác làm giúp:
- lấy khóa mới ở Zalo Bot Creator
- ghi vào CLB_ZALO_BOT_TOKEN trong tệp .env
- chạy: systemctl restart clb"""
D2_WELL = "Zalo đã thông lúc 08:31, cháu gửi hết 12 tin chờ, không tin nào gửi hai lần ạ."
D3 = (
    "Bot Zalo đã có 40/50 người, tháng 12 ước cần 3.200/3.000 tin. "
    "Bác chuẩn bị thêm bot hoặc tài khoản OA trước ngày 20/12 ạ."
)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


def well(now: datetime) -> Figures:
    backup = Backup(now.replace(hour=2, minute=0), tested=True)
    return Figures(now, 14 * GIGABYTE, backup, newest_row=now - timedelta(hours=9))


def words(telling: Telling) -> str:
    return Wording().compose([telling.say], {}).text


def test_the_morning_message() -> None:
    figures = replace(well(at(30, 7)), zalo=ZaloUse(38, 1840, 1840))
    assert [words(telling) for telling in morning(figures, {})] == [D1]


def test_the_free_plan_is_nearly_full() -> None:
    now = at(10, 7, month=12)
    figures = replace(well(now), zalo=ZaloUse(40, 1032, 3200, running_out=True))
    assert words(morning(figures, {})[1]) == D3


def test_a_token_that_changed_is_told_once_and_its_end_once() -> None:
    broken = ChannelState("zalo_bot", 12, "unauthorized", "401", at(30, 8, 5))
    tell, still = news({}, replace(well(at(30, 8, 10)), channels=(broken,)))
    assert [(words(one), one.avoid) for one in tell] == [(D2, "zalo_bot")]
    again, still = news(still, replace(well(at(30, 8, 11)), channels=(broken,)))
    assert again == []
    leaving = ChannelState("zalo_bot", 3)
    waits, still = news(still, replace(well(at(30, 8, 30)), channels=(leaving,)))
    assert waits == []
    over, still = news(still, replace(well(at(30, 8, 31)), channels=(ChannelState("zalo_bot"),)))
    assert [words(one) for one in over] == [D2_WELL]
    assert still == {}


def test_doubtful_letters_are_not_hidden() -> None:
    broken = ChannelState("telegram", 4, "silent", since=at(30, 8), unsure=2)
    tell, still = news({}, replace(well(at(30, 8, 10)), channels=(broken,)))
    assert "Telegram không trả lời từ 08:00. 4 tin đang chờ" in words(tell[0])
    over, _ = news(still, replace(well(at(30, 8, 31)), channels=(ChannelState("telegram"),)))
    assert '2 tin không rõ đã tới thì có ghi "(gửi lại)"' in words(over[0])


NOW = at(30, 9)


@pytest.mark.parametrize(
    "changed,key",
    [
        ({"disk_free": GIGABYTE}, "disk"),
        ({"newest_row": NOW + timedelta(hours=1)}, "clock"),
        ({"newest_row": NOW - timedelta(days=200)}, "clock"),
        ({"backup": Backup(NOW - timedelta(hours=27), tested=True)}, "backup"),
        ({"backup": Backup(NOW, tested=False)}, "backup"),
        ({"backup": Backup(NOW, tested=True, copied=False)}, "backup"),
        ({"backup": None, "running_since": NOW - timedelta(days=2)}, "backup"),
        ({"backups_wanted": False}, "backup"),
        ({"oldest_unanswered": NOW - timedelta(minutes=11)}, "turns"),
        ({"channels": (ChannelState("telegram", 1, "unauthorized", since=NOW),)}, "channel/telegram"),
    ],
)
def test_every_trouble_has_words_for_its_beginning_and_its_end(changed: dict[str, object], key: str) -> None:
    figures = replace(well(NOW), **changed)  # type: ignore[arg-type]  # the table above names only real fields
    tell, still = news({}, figures)
    assert list(still) == [key]
    begun = words(tell[0])
    assert begun.count("Bác làm giúp:\n- ") == 1
    assert len(begun) <= 350
    assert "việc cần bác xem" in words(morning(figures, still)[0])
    over, left = news(still, well(NOW + timedelta(hours=1)))
    assert [len(over), left] == [1, {}]
    assert len(words(over[0])) <= 350


def test_nothing_is_amiss_on_a_good_day_or_on_the_first() -> None:
    assert troubles(well(NOW)) == {}
    assert troubles(Figures(NOW, 14 * GIGABYTE, running_since=NOW)) == {}


def test_a_clock_is_believed_within_reason() -> None:
    assert not clock_moved(NOW, None)
    assert not clock_moved(NOW, NOW + timedelta(minutes=5))
    assert not clock_moved(NOW, NOW - timedelta(days=14))
