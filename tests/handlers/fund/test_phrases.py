"""One line of the cash book as people type it, and the ordinary talk that must never become an entry."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import templates
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.categories import BY_CODE
from handlers.fund.correction_phrases import (
    asks_interest_round,
    asks_unpaid_dues,
    hear_cash_count,
    hear_correction,
)
from handlers.fund.phrases import EntryPhrase, hear_entries, hear_entry, is_entry
from storage.records import Fund

TODAY = date(2026, 11, 21)  # a Saturday

# phrase => direction, amount in đồng or the reason to ask, category or -, person or -, note or -
ENTRIES = """
thu 500k hội phí tháng 11 => income 500000 dues | - | hội phí tháng 11
chi 200 mua nước hôm qua => expense no_unit meeting_costs | - | mua nước
thu ông sơn ủng hộ 5tr => income 5000000 gift | ông sơn | ông sơn ủng hộ
chi 200k thăm ông Sáu => expense 200000 visit | ông Sáu | thăm ông Sáu
thu hội phí 52 người x 5 nghìn => income 260000 dues | - | hội phí
thu hoi phi 52 nguoi x 5k => income 260000 dues | - | hoi phi
chi nước 100k => expense 100000 meeting_costs | - | nước
chi nuoc 100k => expense 100000 meeting_costs | - | nuoc
thu 300k hội phí => income 300000 dues | - | hội phí
THU 500K HOI PHI => income 500000 dues | - | HOI PHI
chị 200k mua nước => expense 200000 meeting_costs | - | mua nước
chỉ 200k mua nước => expense 200000 meeting_costs | - | mua nước
thư 500k hội phí => income 500000 dues | - | hội phí
thứ 500k hội phí => income 500000 dues | - | hội phí
thủ 500 nghìn hội phí => income 500000 dues | - | hội phí
hôm qua chi 200k mua chè => expense 200000 meeting_costs | - | mua chè
hôm nay thu 500k hội phí => income 500000 dues | - | hội phí
bác vừa thu 500k hội phí => income 500000 dues | - | hội phí
ghi thu 500k hội phí => income 500000 dues | - | hội phí
ghi cho bác chi 100k mua trà => expense 100000 meeting_costs | - | mua trà
thu công ty Hòa Phát ủng hộ 5tr => income 5000000 gift | công ty Hòa Phát | công ty Hòa Phát ủng hộ
UBND xã ủng hộ 2 triệu => income 2000000 gift | UBND xã | UBND xã ủng hộ
bà Lan đóng 5k hội phí => income 5000 dues | bà Lan | bà Lan đóng hội phí
bà Thu ủng hộ 200k => income 200000 gift | bà Thu | bà Thu ủng hộ
mua nước 100k => expense 100000 meeting_costs | - | mua nước
thu lãi ngân hàng 30k => income 30000 bank_interest | - | lãi ngân hàng
thu 300k hội phí vào quỹ hoạt động => income 300000 dues | - | hội phí
chi phúng viếng cụ Thảo 300k ngày 30/10 => expense 300000 condolence | cụ Thảo | phúng viếng cụ Thảo
hội phí 260k => income 260000 dues | - | hội phí
thu tiền hội phí của bà Lan 5 nghìn => income 5000 dues | bà Lan | hội phí của bà Lan
chi 1tr2 mua loa => expense 1200000 equipment | - | mua loa
Chi 500.000đ quà Tết cho hộ nghèo => expense 500000 tet_gift | - | quà Tết cho hộ nghèo
thu tiền ủng hộ của ông Ba Tơ 1 triệu => income 1000000 gift | ông Ba Tơ | ủng hộ của ông Ba Tơ
chi 200k 15/11 mua bánh => expense 200000 meeting_costs | - | mua bánh
thu hội phí => income none dues | - | hội phí
chi nước => expense none meeting_costs | - | nước
thu gây quỹ 1tr5 => income 1500000 fundraising | - | gây quỹ
thu bán phế liệu 350k => income 350000 fundraising | - | bán phế liệu
thu ban phe lieu 350k => income 350000 fundraising | - | ban phe lieu
chi văn nghệ 400k => expense 400000 arts | - | văn nghệ
chi 400k văn nghệ => expense 400000 arts | - | văn nghệ
chi mua máy đo huyết áp 850k => expense 850000 equipment | - | mua máy đo huyết áp
chi hỗ trợ bà Hợi 500k => expense 500000 hardship | bà Hợi | hỗ trợ bà Hợi
chi khó khăn ông Tư 300 nghìn => expense 300000 hardship | ông Tư | khó khăn ông Tư
chi chăm sóc tại nhà 150k => expense 150000 home_care | - | chăm sóc tại nhà
chi viếng cụ Sửu 200k => expense 200000 condolence | cụ Sửu | viếng cụ Sửu
chi vòng hoa 250k => expense 250000 condolence | - | vòng hoa
thăm bà Lan ốm 200k => expense 200000 visit | bà Lan | thăm bà Lan ốm
chi thăm ốm bà Lan 200k => expense 200000 visit | bà Lan | thăm ốm bà Lan
phúng cụ Thảo 300k => expense 300000 condolence | cụ Thảo | phúng cụ Thảo
chi hai trăm nghìn mua nước => expense 200000 meeting_costs | - | mua nước
thu năm trăm nghìn hội phí => income 500000 dues | - | hội phí
thu 1 triệu rưỡi ủng hộ => income 1500000 gift | - | ủng hộ
thu 2tr5 gây quỹ => income 2500000 fundraising | - | gây quỹ
thu 500 hội phí => income no_unit dues | - | hội phí
chi 35 mua chè => expense no_unit meeting_costs | - | mua chè
thu gần 2 triệu ủng hộ => income inexact gift | - | ủng hộ
chi khoảng 200k mua nước => expense inexact meeting_costs | - | mua nước
thu khác 50k => income 50000 other_income | - | khác
chi khác 20k => expense 20000 other_expense | - | khác
chi 100k => expense 100000 - | - | -
thu 100k => income 100000 - | - | -
thu 500 nghìn ông Tư ủng hộ => income 500000 gift | ông Tư | ông Tư ủng hộ
bà Lan ủng hộ 500k => income 500000 gift | bà Lan | bà Lan ủng hộ
ba lan ung ho 500k => income 500000 gift | ba lan | ba lan ung ho
chú Hùng tặng clb 1 triệu => income 1000000 gift | chú Hùng | chú Hùng tặng clb
chi mua quà Tết 600k => expense 600000 tet_gift | - | mua quà Tết
chi mừng thọ cụ Thảo 300k => expense 300000 tet_gift | cụ Thảo | mừng thọ cụ Thảo
nhận được 500k ủng hộ => income 500000 gift | - | ủng hộ
trả tiền nước 100k => expense 100000 meeting_costs | - | trả tiền nước
chi phí sinh hoạt 250k => expense 250000 meeting_costs | - | sinh hoạt
chi tiền điện 120k => expense 120000 meeting_costs | - | điện
chi 50k phô tô => expense 50000 meeting_costs | - | phô tô
thu 1.500.000 hội phí => income 1500000 dues | - | hội phí
thu 1,500,000 hội phí => income 1500000 dues | - | hội phí
chi tham ong Sau 200k => expense 200000 visit | ong Sau | tham ong Sau
chi thuê loa 300k thứ ba tuần trước => expense 300000 equipment | - | thuê loa
thu hội phí tháng 11, 500k => income 500000 dues | - | hội phí tháng 11
chi giao lưu thôn bạn 700k => expense 700000 arts | - | giao lưu thôn bạn
thu ngân sách xã 20tr => income 20000000 budget | - | ngân sách xã
thu 20 triệu ngân sách xã hỗ trợ => income 20000000 budget | ngân sách xã | ngân sách xã hỗ trợ
chi ủng hộ lũ lụt 500k => expense 500000 hardship | - | ủng hộ lũ lụt
chi hết 100k mua nước => expense 100000 meeting_costs | - | mua nước
1. thu 500k hội phí => income 500000 dues | - | hội phí
- chi 100k nước => expense 100000 meeting_costs | - | nước
chị Mai 200k ủng hộ => income 200000 gift | chị Mai | chị Mai ủng hộ
thu 50k/người hội phí => income each dues | - | /người hội phí
thu -500k hội phí => income negative dues | - | hội phí
thu 12 người 5k => income several - | - | 12 người
thu trông xe 450k => income 450000 fundraising | - | trông xe
"""
REPAYMENTS = """
bà Lan trả gốc 1tr lãi 50k => 1000000 50000 1050000 | bà Lan
ba lan tra goc 1tr lai 50k => 1000000 50000 1050000 | ba lan
bà Lan trả góc 1tr lãi 50k => 1000000 50000 1050000 | bà Lan
bà Lan trả gốc 1 triệu, lãi 50 nghìn => 1000000 50000 1050000 | bà Lan
thu nợ bà Lan gốc 1tr lãi 50k => 1000000 50000 1050000 | bà Lan
bà Lan trả lãi 50k gốc 1tr => 1000000 50000 1050000 | bà Lan
bà Lan trả lãi 50k => - 50000 50000 | bà Lan
thu lãi bà Lan 50k => - 50000 50000 | bà Lan
bà Lan đóng lãi 50k => - 50000 50000 | bà Lan
ông tư trả gốc 2 triệu => 2000000 - 2000000 | ông tư
thu gốc ông Tư 2tr => 2000000 - 2000000 | ông Tư
chi lan tra goc 1tr => 1000000 - 1000000 | chi lan
ông tư trả 1tr => - - 1000000 | ông tư
ông Tư trả nợ 1tr => - - 1000000 | ông Tư
ông tư trả cả gốc lẫn lãi 1tr050 => - - 1050000 | ông tư
thu 100k bà Lan trả => - - 100000 | bà Lan
thu 5tr bà Lan vay trả => - - 5000000 | bà Lan
ông Tư trả trước 500k gốc => 500000 - 500000 | ông Tư
bà Lan trả gốc 100k lãi 5k => 100000 5000 105000 | bà Lan
bà Lan trả 1tr gốc 50k lãi => - - several | bà Lan
bà Lan trả 1tr với 50k => - - several | bà Lan
bà Lan trả gốc 1000 lãi 50 => 1000 no_unit no_unit | bà Lan
"""
LOANS = """
cho ông tư vay 5 triệu => 5000000 - | ông tư
cho ong tu vay 5 trieu => 5000000 - | ong tu
ông Tư vay 5tr => 5000000 - | ông Tư
cho bà Hợi vay 3tr, 1 năm => 3000000 12 | bà Hợi
cho ông tư vay 5 triệu trong 6 tháng => 5000000 6 | ông tư
cho ông tư vay 5 triệu thời hạn 10 tháng => 5000000 10 | ông tư
cho ông tư vay 5 triệu 6 tháng => 5000000 6 | ông tư
chi cho ông Tư vay 5tr => 5000000 - | ông Tư
chi 2tr cho bà Lan vay => 2000000 - | bà Lan
bà Lan vay 5tr lãi 1% 12 tháng => 5000000 12 | bà Lan
giải ngân bà Hợi 4tr => 4000000 - | bà Hợi
cho bà Nguyễn Thị Lan vay 5 triệu, nửa năm => 5000000 6 | bà Nguyễn Thị Lan
cho ông tư vay 5 => no_unit - | ông tư
"""
NOT_ENTRIES = """
thu tiền thế nào hả cháu?
chi hội phụ nữ đến
thứ 3 họp
thu 3 hop
thu 5 tuan sau hop
thứ tư này họp nhé
bác thu xếp sau
bác thu xếp 3 hôm nữa
ai chưa đóng hội phí
mai thu hội phí
mai bác thu 500k
đã thu 500k chưa
chi 200k chưa cháu
chi bao nhiêu rồi
thu được bao nhiêu
thu bao nhiêu tiền
ông Tư xin vay 5 triệu
ông Tư muốn vay 5 triệu
ông Tư đang vay 5 triệu
ai đang vay
mất 200k
mất sổ
kiểm quỹ 13tr4
quỹ còn bao nhiêu
thu
chi
thu chi
ghi thu
ghi chi
thu lãi
mùa thu này mát
trung thu cho các cháu
chi bộ họp 3 giờ
chi đoàn 20 người đến
chi hội 45 người
bà Thu ốm
chị Chi đến chưa
chị ơi
chị lan đến
thư ký nghỉ
thủ quỹ đâu
cháu ơi
đúng rồi
1
500k
45 người
báo cáo
điểm danh
giúp
quỹ tăng thu nhập còn bao nhiêu
thu nhập của bác 3 triệu
có nên chi 200k không
nếu chi 200k thì sao
định chi 500k mua loa
sẽ thu 500k tuần sau
chưa thu hội phí
chưa chi 200k
không chi 200k
bác hỏi thu 500k đúng không
chi tiết quỹ
thu hoạch xong rồi
ông Tư trả lời rồi
bà Lan trả gốc chưa
cho bác hỏi
cho ông tư vay được không
phiếu thu số 15
vắng 3, 7, 12
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.split("=>") for line in table.strip().splitlines()]
    return [(row[0].strip(), row[-1].strip()) for row in rows]


def _said(amount: object) -> str:
    if isinstance(amount, Heard):
        return str(amount.value)
    return amount.reason if isinstance(amount, Unclear) else "-"


@pytest.mark.parametrize("text, expected", _rows(ENTRIES))
def test_income_and_expense(text: str, expected: str) -> None:
    heard = hear_entry(text, TODAY)
    facts, person, note = (part.strip() for part in expected.split("|"))
    direction, amount, category = facts.split()
    assert heard.direction == direction
    assert _said(heard.amount) == amount.replace("none", "-")
    assert (heard.category or "-") == category
    assert (heard.counterparty or "-") == person
    assert (heard.note or "-") == note
    assert is_entry(text)


@pytest.mark.parametrize("text, expected", _rows(REPAYMENTS))
def test_repayments(text: str, expected: str) -> None:
    heard = hear_entry(text, TODAY)
    amounts, person = (part.strip() for part in expected.split("|"))
    assert [_said(heard.principal), _said(heard.interest), _said(heard.amount)] == amounts.split()
    assert (heard.direction, heard.counterparty) == ("repay", person)
    assert is_entry(text)


@pytest.mark.parametrize("text, expected", _rows(LOANS))
def test_loans(text: str, expected: str) -> None:
    heard = hear_entry(text, TODAY)
    facts, person = (part.strip() for part in expected.split("|"))
    amount, months = facts.split()
    assert _said(heard.amount) == amount
    assert str(heard.months or "-") == months
    assert (heard.direction, heard.counterparty) == ("lend", person)
    assert is_entry(text)


@pytest.mark.parametrize("text", NOT_ENTRIES.strip().splitlines())
def test_talk_is_no_entry(text: str) -> None:
    assert not is_entry(text)


def test_there_are_enough_phrases() -> None:
    entries = [*_rows(ENTRIES), *_rows(REPAYMENTS), *_rows(LOANS)]
    assert len(entries) + len(_rows(NOT_ENTRIES)) >= 150
    assert len(_rows(NOT_ENTRIES)) >= 50


@pytest.mark.parametrize(
    "text, day",
    [
        ("chi 200 mua nước hôm qua", date(2026, 11, 20)),
        ("chi 200k 15/11 mua bánh", date(2026, 11, 15)),
        ("chi phúng viếng cụ Thảo 300k ngày 30/10", date(2026, 10, 30)),
        ("hôm kia chi 50k nước", date(2026, 11, 19)),
    ],
)
def test_the_day(text: str, day: date) -> None:
    heard = hear_entry(text, TODAY).day
    assert isinstance(heard, Heard)
    assert heard.value.day == day


def test_a_month_of_dues_is_no_day() -> None:
    assert hear_entry("thu 500k hội phí tháng 11", TODAY).day is None


def test_the_fund_is_heard() -> None:
    assert hear_entry("chi quỹ hoạt động 150k hoa quả", TODAY).fund is Fund.ACTIVITY_FUND
    assert hear_entry("thu 2tr vào quỹ tăng thu nhập", TODAY).fund is Fund.INCOME_FUND
    assert hear_entry("thu 500k hội phí", TODAY).fund is None


def test_chi_without_accents_may_be_a_sister() -> None:
    heard = hear_entry("chi Mai ung ho 200k", TODAY)
    assert heard.direction is None
    assert not is_entry("chi Mai ung ho 200k")


def test_a_product_keeps_its_parts() -> None:
    times = hear_entry("thu hội phí 52 người x 5 nghìn", TODAY).times
    assert times is not None
    assert (times.people, times.each) == (52, 5000)


def test_lines_are_separate_entries() -> None:
    heard = hear_entries("thu hội phí 52 người x 5 nghìn\nchi nước 100k\n", TODAY)
    assert [(one.direction, _said(one.amount)) for one in heard] == [
        ("income", "260000"),
        ("expense", "100000"),
    ]


def test_one_line_with_two_entries_is_cut() -> None:
    heard = hear_entries("thu 500k hội phí, chi 100k nước", TODAY)
    assert [_said(one.amount) for one in heard] == ["500000", "100000"]


def test_two_amounts_in_one_entry_are_never_chosen_between() -> None:
    assert isinstance(hear_entry("thu 500k 300k hội phí", TODAY).amount, Unclear)


@pytest.mark.parametrize(
    "text, amount, person, receipt",
    [
        ("nhầm rồi ông sơn 300k thôi", "300000", "ông sơn", None),
        ("nham roi ong son 300k thoi", "300000", "ong son", None),
        ("ghi nhầm, 300k thôi", "300000", "", None),
        ("sai rồi, 300 nghìn mới đúng", "300000", "", None),
        ("sửa phiếu thu 15 thành 300k", "300000", "", 15),
        ("sửa phiếu 15", "-", "", 15),
        ("bác nhầm, từ 500k thành 300k", "300000", "", None),
        ("sai rồi, hội phí 450k chứ không phải 500k", "450000", "", None),
        ("nhầm rồi 300", "no_unit", "", None),
    ],
)
def test_a_correction(text: str, amount: str, person: str, receipt: int | None) -> None:
    heard = hear_correction(text, TODAY)
    assert heard is not None
    assert (_said(heard.amount), heard.counterparty, heard.receipt) == (amount, person, receipt)


@pytest.mark.parametrize(
    "text", ["nhầm rồi", "thu 500k hội phí", "sai ở đâu hả cháu", "300k thôi", "nhầm số nào?"]
)
def test_no_correction(text: str) -> None:
    assert hear_correction(text, TODAY) is None


@pytest.mark.parametrize(
    "text, amount",
    [
        ("kiểm quỹ 13tr4", "13400000"),
        ("kiem quy 13tr4", "13400000"),
        ("kiểm quỹ", "-"),
        ("đếm được 13 triệu rưỡi", "13500000"),
        ("kiểm quỹ 13", "no_unit"),
        ("kiểm quỹ hoạt động 3tr2", "3200000"),
    ],
)
def test_a_cash_count(text: str, amount: str) -> None:
    heard = hear_cash_count(text)
    assert heard is not None
    assert _said(heard.amount) == amount


@pytest.mark.parametrize("text", ["khi nào kiểm quỹ", "kiểm tra huyết áp 45", "thu 500k", "quỹ"])
def test_no_cash_count(text: str) -> None:
    assert hear_cash_count(text) is None


def test_commands_beside_entries() -> None:
    assert asks_interest_round("thu lãi")
    assert asks_interest_round("thu lai thang nay")
    assert not asks_interest_round("thu lãi bà Lan 50k")
    assert asks_unpaid_dues("ai chưa đóng hội phí")
    assert asks_unpaid_dues("ai chua dong hoi phi")
    assert not asks_unpaid_dues("thu hội phí 500k")


_PIECES = st.sampled_from(
    "thu chi chị thứ 500k 200 1tr5 hội phí ông Tư bà Lan vay trả gốc lãi hôm qua x 52 người , . ? "
    "- / nhầm phiếu 15 ủng hộ "
    "quỹ hoạt động tháng 6 năm rưỡi \n \u0301 đ K ".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join)))
def test_nothing_raises(text: str) -> None:
    for entry in hear_entries(text, TODAY):
        assert isinstance(entry, EntryPhrase)
    is_entry(text)
    hear_correction(text, TODAY)
    hear_cash_count(text)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 999),
    st.sampled_from(["thu {} hội phí", "chi {} mua nước", "bà Lan trả {}", "cho ông tư vay {}"]),
)
def test_a_number_without_unit_is_never_taken(number: int, phrase: str) -> None:
    assert not isinstance(hear_entry(phrase.format(number), TODAY).amount, Heard)


def test_every_category_has_a_label() -> None:
    words = (Path(templates.__file__).parent / "fund" / "categories.j2").read_text(encoding="utf-8")
    assert set(re.findall(r"\{% block (\w+) %\}", words)) == set(BY_CODE)
