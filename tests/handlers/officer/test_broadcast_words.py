"""What officers type to send a notice: to whom, where, and the notice itself, with accents or without."""

import pytest

from handlers.officer.broadcast_words import BroadcastPhrase, hear_broadcast, hears_results, split_names

HEARD = {
    "thông báo": BroadcastPhrase(),
    "Thông báo mai 8 giờ họp": BroadcastPhrase("mai 8 giờ họp"),
    "thông báo: Mai họp": BroadcastPhrase("Mai họp"),
    "gửi thông báo cho các câu lạc bộ": BroadcastPhrase(),
    "nhắn cho tất cả chủ nhiệm: mai 8 giờ họp": BroadcastPhrase("mai 8 giờ họp", "leaders"),
    "báo cho các bác chủ nhiệm mai 8 giờ họp": BroadcastPhrase("mai 8 giờ họp", "leaders"),
    "thong bao cho ban chu nhiem cac clb: mai hop": BroadcastPhrase("mai hop", "committee"),
    "thông báo cho cả xã mai họp lúc 8:30": BroadcastPhrase("mai họp lúc 8:30"),
    "thông báo cho bà con mai họp": BroadcastPhrase("cho bà con mai họp"),
    "thông báo hôm nay họp": BroadcastPhrase("hôm nay họp"),
    "gửi thông báo đến thôn Khổng": BroadcastPhrase(clubs="thôn Khổng"),
    "thông báo cho CLB thôn Khổng và thôn Tân Tiến: mai họp": BroadcastPhrase(
        "mai họp", clubs="CLB thôn Khổng và thôn Tân Tiến"
    ),
    "nhắn cho chủ nhiệm các xã Hồng Sơn, Tân Trào: họp": BroadcastPhrase(
        "họp", "leaders", communes="các xã Hồng Sơn, Tân Trào"
    ),
}


@pytest.mark.parametrize("words", HEARD)
def test_a_notice_and_to_whom(words: str) -> None:
    assert hear_broadcast(words) == HEARD[words]


@pytest.mark.parametrize(
    "words",
    [
        "báo cáo",
        "nhắn tin cho bác Xuân: nộp đi",
        "nhắc bác Hào",
        "thu 500k hội phí",
        "ai chưa nộp",
        "gửi",
        "",
    ],
)
def test_words_that_are_no_notice(words: str) -> None:
    assert hear_broadcast(words) is None
    assert not hears_results(words)


@pytest.mark.parametrize(
    "words",
    [
        "ai đã rõ", "ai chua ro", "bao nhiêu người đã rõ?", "thông báo hôm qua", "kết quả thông báo",
        "các thông báo", "thông báo ngày 28/11", "xem thông báo", "tình hình thông báo vừa gửi",
    ],
)  # fmt: skip
def test_words_that_ask_what_became_of_it(words: str) -> None:
    assert hears_results(words)
    assert hear_broadcast(words) is None


def test_names_are_told_apart() -> None:
    assert split_names("thôn Khổng, Tân Tiến và Đồng Tâm") == ["thôn Khổng", "Tân Tiến", "Đồng Tâm"]
