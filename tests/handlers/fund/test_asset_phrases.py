"""Things that left the club, as people say it; and the same verbs about people, money and entries."""

from datetime import date

import pytest

from handlers.dialogue.hearing.heard import Heard
from handlers.fund.asset_back import hear_back
from handlers.fund.asset_list import KeptAsset, meant_by
from handlers.fund.asset_phrases import hear_gone
from handlers.fund.phrases import hear_entry

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "words, thing, quantity, why",
    [
        ("thanh lý loa kéo", "loa kéo", None, "disposed"),
        ("thanh ly loa keo", "loa keo", None, "disposed"),
        ("hỏng 1 loa", "loa", 1, "broken"),
        ("hong 1 loa", "loa", 1, "broken"),
        ("bỏ cái loa hỏng", "loa", 1, "broken"),
        ("bo cai loa hong", "loa", 1, "broken"),
        ("mất 2 cái ghế", "ghế", 2, "lost"),
        ("mat hai cai ghe roi chau a", "ghe", 2, "lost"),
        ("mất cả 2 cái ghế nhựa", "ghế nhựa", 2, "lost"),
        ("bỏ loa kéo", "loa kéo", None, None),
        ("hỏng hết loa", "loa", 0, "broken"),
        ("hỏng cái máy đo huyết áp", "máy đo huyết áp", 1, "broken"),
        ("bỏ tài sản tăng âm", "tăng âm", None, None),
        ("thanh lý tài sản", "", None, "disposed"),
    ],
)
def test_what_left(words: str, thing: str, quantity: int | None, why: str | None) -> None:
    heard = hear_gone(words, TODAY)
    assert heard is not None
    assert (heard.thing, heard.quantity, heard.why) == (thing, quantity, why)


def test_the_day_said() -> None:
    heard = hear_gone("mất 2 cái ghế hôm qua", TODAY)
    assert heard is not None
    assert (heard.thing, heard.day) == ("ghế", date(2026, 11, 23))


@pytest.mark.parametrize(
    "words",
    [
        "cụ Thảo mất",
        "cu Thao mat",
        "mất cụ Tư",
        "mat cu Tu",
        "mất bà Bàn",
        "mất 2 bạn",
        "mất tư cách",
        "bỏ",
        "bỏ đi",
        "bỏ qua",
        "bỏ khoản văn nghệ",
        "bỏ khoản chi thuê loa",
        "bo khoan muc loa",
        "bỏ phiếu 15",
        "bỏ ban chủ nhiệm",
        "bỏ gia hạn",
        "thanh lý khoản vay bà Lan",
        "thanh lý hợp đồng",
        "mất 500k mua loa",
        "bán loa",
        "bán phế liệu được 200k",
        "bỏ 200 nghìn mua ghế",
        "chi 200k sửa loa hỏng",
        "mất thẻ",
        "mất vốn",
        "mất máy",
        "mất cân bằng",
        "loa hỏng chưa",
        "bỏ loa không?",
        "tài sản đã thanh lý",
    ],
)
def test_the_same_verbs_about_other_matters(words: str) -> None:
    assert hear_gone(words, TODAY) is None


def test_a_thing_is_found_by_its_words_the_exact_name_first() -> None:
    held = (KeptAsset(1, "loa kéo", 2), KeptAsset(2, "loa", 1), KeptAsset(3, "ghế", 9))
    assert [asset.id for asset in meant_by("loa", held)] == [2]
    assert [asset.id for asset in meant_by("loa keo", held)] == [1]
    assert meant_by("quạt", held) == ()
    assert meant_by("", held) == held


@pytest.mark.parametrize(
    "words, thing, brought",
    [
        ("thanh lý loa kéo được 200k", "loa kéo", 200_000),
        ("thanh ly loa keo duoc 200k", "loa keo", 200_000),
        ("bán 2 cái ghế được 100k", "ghế", 100_000),
        ("thanh lý loa kéo thu về 1tr2", "loa kéo", 1_200_000),
    ],
)
def test_what_is_sold_says_what_it_brought(words: str, thing: str, brought: int) -> None:
    heard = hear_gone(words, TODAY)
    assert heard is not None
    assert isinstance(heard.price, Heard)
    assert (heard.thing, heard.price.value) == (thing, brought)


@pytest.mark.parametrize(
    "words, thing",
    [
        ("nhầm rồi, loa vẫn còn", "loa"),
        ("loa kéo vẫn còn", "loa keo"),
        ("tìm thấy 2 cái ghế rồi", "ghe"),
        ("ghi lại loa kéo vào sổ tài sản", "loa keo"),
        ("bà Lan vẫn còn", None),
        ("nhầm rồi ông sơn 300k thôi", None),
        ("loa còn không?", None),
        ("ghi lại", None),
        ("cụ Tư còn nợ", None),
    ],
)
def test_a_thing_that_is_still_there(words: str, thing: str | None) -> None:
    assert hear_back(words) == thing


@pytest.mark.parametrize("words", ["bán loa kéo được 200k", "thanh lý loa kéo được 200k"])
def test_what_is_sold_is_no_expense(words: str) -> None:
    assert hear_entry(words, TODAY).direction == "income"
