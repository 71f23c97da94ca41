"""What officers type, with accents and without; and what is meant for somebody else."""

from datetime import datetime

import pytest

from handlers.decision import Caller
from handlers.officer.heard import (
    hear_above,
    hear_compare,
    hear_overdue,
    hear_picture,
    hear_why,
    hears_missing,
)
from handlers.officer.heard_club import hears_club_fund, names_a_place
from storage.people_records import Person

CALLER = Caller(Person(1, "Thu"), datetime.fromisoformat("2026-11-30T10:00+07:00"))


@pytest.mark.parametrize(
    "words",
    ["ai chưa nộp", "ai chua nop", "CLB nào chưa nộp báo cáo?", "những xã nào chậm nộp", "chua nop bao cao"],
)
def test_missing_is_heard(words: str) -> None:
    assert hears_missing(words)


@pytest.mark.parametrize("words", ["báo cáo", "nộp", "ai đang vay", "chưa"])
def test_other_words_are_not_missing(words: str) -> None:
    assert not hears_missing(words)


@pytest.mark.parametrize(
    "words",
    [
        "/quy CLB thôn Khổng",
        "quy clb thon khong",
        "quỹ clb tân tiến xã tân trào",
        "Quỹ của câu lạc bộ Quyết Thắng",
        "xem quỹ thôn Khổng",
        "quy ban Na Lung",
        "quy clb",
        "quỹ câu lạc bộ",
    ],
)
def test_one_club_is_heard(words: str) -> None:
    assert hears_club_fund(words)
    assert hear_picture(words, CALLER) is None


@pytest.mark.parametrize("words", ["quỹ", "/quy", "quỹ xã Hồng Sơn", "quỹ thôn"])
def test_no_club_is_named(words: str) -> None:
    assert not hears_club_fund(words)


@pytest.mark.parametrize(
    "words",
    [
        "xã mình bao nhiêu clb bao nhiêu người quỹ bao nhiêu",
        "xa minh bao nhieu clb quy bao nhieu",
        "tình hình xã Hồng Sơn",
        "tinh hinh",
        "cho bác xem số liệu",
        "cả nước bao nhiêu câu lạc bộ",
    ],
)
def test_picture_is_heard(words: str) -> None:
    assert hear_picture(words, CALLER)


@pytest.mark.parametrize(
    "words, amount, bound",
    [
        ("bao nhiêu CLB quỹ từ 50 triệu", 50_000_000, "from"),
        ("bao nhieu clb quy tu 50 trieu", 50_000_000, "from"),
        ("clb nào quỹ trên 30 triệu", 30_000_000, "over"),
        ("clb nao quy tren 30tr?", 30_000_000, "over"),
        ("bao nhieu clb quy duoi 50 trieu", 50_000_000, "under"),
        ("clb nào quỹ chưa đến 20 triệu", 20_000_000, "under"),
        ("clb nao quy khong du 20 trieu", 20_000_000, "under"),
        ("clb nào quỹ từ 20 triệu trở xuống", 20_000_000, "up_to"),
        ("clb nào quỹ trên 20 triệu trở lên", 20_000_000, "from"),
        ("bao nhiêu câu lạc bộ quỹ từ năm mươi triệu trở lên", 50_000_000, "from"),
    ],
)
def test_amount_is_heard(words: str, amount: int, bound: str) -> None:
    heard = hear_above(words)
    assert heard is not None
    assert (heard.amount, heard.bound) == (amount, bound)
    assert hear_picture(words, CALLER) is None


def test_clubs_without_an_amount_are_the_picture() -> None:
    assert hear_above("bao nhiêu clb quỹ bao nhiêu") is None


@pytest.mark.parametrize("words", ["quá hạn vay", "qua han", "xã nào nợ quá hạn"])
def test_overdue_is_heard(words: str) -> None:
    assert hear_overdue(words, CALLER)


@pytest.mark.parametrize("words", ["so với tháng trước", "so voi thang truoc", "so tháng trước thế nào"])
def test_comparison_is_heard(words: str) -> None:
    assert hear_compare(words, CALLER)


@pytest.mark.parametrize(
    "words, asked",
    [("vì sao 2/4", "2/4"), ("vi sao 3?", "3"), ("tại sao quá hạn", "quá hạn"), ("vì sao Khổng", "khổng")],
)
def test_why_is_heard_with_what_it_asks(words: str, asked: str) -> None:
    heard = hear_why(words, CALLER)
    assert heard is not None
    assert heard.words == asked


@pytest.mark.parametrize("words", ["vì sao", "sao", "cảm ơn cháu"])
def test_why_needs_a_figure(words: str) -> None:
    assert hear_why(words, CALLER) is None


def test_a_place_is_named_or_ones_own_is_meant() -> None:
    assert names_a_place("tình hình xã Tân Trào")
    assert not names_a_place("xã mình bao nhiêu clb")
