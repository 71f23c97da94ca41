"""What people type about places, gifts, the book and its figures, and the talk that must open nothing."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.dialogue.hearing.heard import Heard
from handlers.fund.count import opens_count
from handlers.fund.explain import opens_ledger
from handlers.fund.gift_phrases import hear_asset, hear_gift, hear_support
from handlers.fund.ledger_view import BOTH, FIGURES, Figure
from handlers.fund.move import hear_move
from handlers.fund.opening import opens_opening
from handlers.fund.phrases import is_entry
from handlers.fund.publish import opens_export, opens_publishing
from storage.records import ClubBalances, EntryKind, Fund, FundTotals, Line, Place
from tests.handlers.fund.test_finding import entry

TODAY = date(2026, 11, 22)
INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND


@pytest.mark.parametrize(
    "words, kind, amount, fund, to_fund",
    [
        ("gửi tiết kiệm 5 triệu", "deposit", 5_000_000, None, None),
        ("bác vừa gửi ngân hàng 5tr quỹ tăng thu nhập", "deposit", 5_000_000, INCOME, None),
        ("gui tiet kiem 5tr", "deposit", 5_000_000, None, None),
        ("rút sổ tiết kiệm 2 triệu", "withdraw", 2_000_000, None, None),
        ("rút tiền gửi 2tr", "withdraw", 2_000_000, None, None),
        ("chuyển 1 triệu từ quỹ hoạt động sang quỹ tăng thu nhập", "between", 1_000_000, ACTIVITY, INCOME),
        ("chuyển 1 triệu sang quỹ hoạt động", "between", 1_000_000, INCOME, ACTIVITY),
        ("chuyển quỹ 500k", "between", 500_000, None, None),
        ("chuyển quỹ", "between", None, None, None),
    ],
)
def test_money_that_changes_its_place(
    words: str, kind: str, amount: int | None, fund: Fund | None, to_fund: Fund | None
) -> None:
    heard = hear_move(words, TODAY)
    assert heard is not None
    assert (heard.kind, heard.fund, heard.to_fund) == (kind, fund, to_fund)
    assert (heard.amount.value if isinstance(heard.amount, Heard) else None) == amount


@pytest.mark.parametrize(
    "words",
    [
        "mai gửi tiết kiệm 5 triệu",
        "gửi tiết kiệm được không",
        "lãi tiết kiệm 50k",
        "chuyển nhà",
        "gửi báo cáo",
        "thu lãi ngân hàng 50k",
        "gửi tiết kiệm bao nhiêu?",
        "quỹ",
    ],
)
def test_ordinary_talk_moves_nothing(words: str) -> None:
    assert hear_move(words, TODAY) is None


@pytest.mark.parametrize(
    "words, giver, what",
    [
        ("ông Hải tặng 20kg gạo", "ông Hải", "20kg gạo"),
        ("ong hai tang 20kg gao", "ong hai", "20kg gao"),
        ("công ty Hòa Phát tặng 1 loa kéo", "công ty Hòa Phát", "1 loa kéo"),
        ("bà Hoa ủng hộ clb 5 cái chăn", "bà Hoa", "5 cái chăn"),
        ("gia đình ông Tư biếu máy đo huyết áp", "gia đình ông Tư", "máy đo huyết áp"),
    ],
)
def test_a_gift_of_goods(words: str, giver: str, what: str) -> None:
    heard = hear_gift(words, TODAY)
    assert heard is not None
    assert (heard.giver, heard.what) == (giver, what)
    assert not is_entry(words)


@pytest.mark.parametrize(
    "words",
    [
        "bà Lan ủng hộ 500k",
        "ông Sơn ủng hộ 2 triệu",
        "tặng bà Lan 2 cân gạo",
        "ông Hải tặng gì",
        "ông Hải ủng hộ",
        "chi mua quà tặng cụ Thảo 200k",
        "bà Hoa ủng hộ 5 cái chăn?",
    ],
)
def test_money_and_questions_are_no_gift_of_goods(words: str) -> None:
    assert hear_gift(words, TODAY) is None


@pytest.mark.parametrize(
    "words, name, quantity, lasting",
    [
        ("2 loa kéo", "loa kéo", 2, True),
        ("hai cái quạt cây", "quạt cây", 2, True),
        ("20kg gạo", "kg gạo", 20, False),
        ("máy đo huyết áp", "máy đo huyết áp", 1, True),
    ],
)
def test_things_and_how_many(words: str, name: str, quantity: int, lasting: bool) -> None:
    heard = hear_asset(words)
    assert heard is not None
    assert (heard.name, heard.quantity, heard.lasting) == (name, quantity, lasting)


@pytest.mark.parametrize(
    "words, total, equipment, what",
    [
        ("nhà nước hỗ trợ 35 triệu, trong đó thiết bị 15 triệu", 35_000_000, 15_000_000, ""),
        ("xã hỗ trợ 35tr gồm loa kéo 15tr", 35_000_000, 15_000_000, "loa kéo"),
        ("ngân sách cấp 35 triệu kể cả máy đo huyết áp", 35_000_000, None, "máy đo huyết áp"),
    ],
)
def test_state_support(words: str, total: int, equipment: int | None, what: str) -> None:
    heard = hear_support(words)
    assert heard is not None
    assert (heard.total, heard.equipment, heard.what) == (total, equipment, what)


def test_support_in_money_alone_is_a_plain_entry() -> None:
    assert hear_support("xã hỗ trợ 35 triệu") is None
    assert is_entry("thu xã hỗ trợ 35 triệu")


OPENERS = [
    (
        opens_ledger,
        [
            "sổ quỹ tháng 11",
            "vì sao",
            "Vì sao?",
            "vì sao 3.250.000",
            "ai sửa gì",
            "xem tiếp",
            "sổ quỹ hoạt động",
            "so tien mat thang 10",
        ],
        ["quỹ", "vì sao ông Sáu vắng", "sổ của bà Lan"],
    ),
    (opens_publishing, ["công khai quỹ", "cong khai quy thang 10", "công khai"], ["công khai họp", "quỹ"]),
    (opens_export, ["xuất sổ quỹ", "sổ quỹ excel tháng 10", "xuất excel"], ["xuất tiền", "sổ quỹ"]),
    (opens_opening, ["số dư đầu", "số dư đầu quỹ hoạt động 2tr850"], ["số dư đầu bao nhiêu", "số dư"]),
    (opens_count, ["kiểm quỹ 13tr4", "kiểm quỹ", "đếm tiền"], ["hôm nào kiểm quỹ", "quỹ"]),
]


@pytest.mark.parametrize("opens, fitting, other", OPENERS)
def test_what_opens_which_talk(opens: object, fitting: list[str], other: list[str]) -> None:
    assert callable(opens)
    assert [words for words in fitting if not opens(words, TODAY)] == []
    assert [words for words in other if opens(words, TODAY)] == []


HELD = ClubBalances(FundTotals(10_250_000, 1_000_000, 42_000_000), FundTotals(3_250_000, 0, 0))


@pytest.mark.parametrize(
    "code, amount",
    [
        ("activity_fund.total", 3_250_000),
        ("income_fund.total", 53_250_000),
        ("income_fund.lent", 42_000_000),
        ("both.box", 13_500_000),
        ("activity_fund.in", 0),
    ],
)
def test_a_figure_of_the_balances(code: str, amount: int) -> None:
    figure = next(figure for figure in FIGURES if figure.code == code)
    assert figure.of(HELD) == amount


def test_what_an_entry_adds_to_a_figure() -> None:
    gift = entry(15, 500_000)
    assert Figure("activity_fund", "total").moved_by(gift) == 500_000
    assert Figure("activity_fund", "in").moved_by(gift) == 500_000
    assert Figure("activity_fund", "out").moved_by(gift) == 0
    assert Figure(BOTH, "box").moved_by(gift) == 500_000
    assert Figure("income_fund", "box").moved_by(gift) == 0
    lent = replace(gift, fund=INCOME, kind=EntryKind.LEND, lines=(Line(Place.BOX, -5), Line(Place.LENT, 5)))
    assert Figure("income_fund", "total").moved_by(lent) == 0
    assert Figure("income_fund", "lent").moved_by(lent) == 5
