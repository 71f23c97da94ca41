"""What opens which talk about loans, and what must not; rates, months and "ai chưa đóng" as typed."""

from datetime import date

import pytest

from handlers.decision import Caller
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.loan.asked import LoansAsked, asks
from handlers.loan.every import LOAN_TALKS
from handlers.loan.not_paid import NotPaid, Said
from handlers.loan.phrases import month_collected
from handlers.loan.terms import Months, UsualRate, rate_heard
from storage.people_records import Person, Role, RoleName
from tests.handlers.loan.borrowers import HOA, HOI, LAN, MEMBERS, OTHER_HOA, TU

TODAY = date(2026, 12, 25)

OPENS = {
    "loan.lend": [
        "cho ông tư vay 5 triệu",
        "cho ong tu vay 5 trieu",
        "bà Hoa vay 3tr 6 tháng",
        "cho vay",
        "cho bà Lan vay",
        "ghi cho vay",
    ],
    "loan.repay": [
        "bà Lan trả gốc 1tr lãi 50k",
        "ông Sáu trả 2tr",
        "bà Lan trả hết",
        "ông Tư trả nợ",
        "thu nợ",
        "thu lãi bà Lan 50k",
        "thu 50k lãi bà Lan",
        "bà Lan trả lãi 50k",
    ],
    "loan.collect": [
        "thu lãi",
        "thu lai",
        "Thu lãi tháng 12",
        "thu hội phí",
        "thu hoi phi thang 12",
        "thu tiền hội phí",
    ],
    "loan.extend": ["gia hạn ông Sáu 3 tháng", "gia han cho ong sau den 15/2", "bà Lan xin khất nợ"],
    "loan.write_off": ["mất vốn ông Sáu", "xóa nợ bà Hợi", "xoa no ba Hoi"],
    "loan.approve": ["duyệt mất vốn", "xem khoản mất vốn"],
    "loan.papers": [
        "giấy vay ông Tư",
        "in giay vay ong Tu",
        "biên bản cho vay bà Lan",
        "biên bản xét duyệt vay bà Lan",
    ],
}

OPENS_NOTHING = [
    "thu 500k hội phí tháng 11",
    "thu hội phí 52 người x 5 nghìn",
    "chi 200k thăm ông Sáu",
    "bà Hoa muốn vay 5 triệu",
    "bà Lan trả chưa?",
    "ai đang vay",
    "ai chưa đóng lãi",
    "gia hạn được không",
    "chào cháu",
    "thu 500k hội phí\nchi 100k nước",
]


@pytest.mark.parametrize("name, words", [(name, words) for name, some in OPENS.items() for words in some])
def test_words_open_their_talk(name: str, words: str) -> None:
    opened = next((talk.name for talk in LOAN_TALKS if talk.opens(words, TODAY)), "")
    assert opened == name


@pytest.mark.parametrize("words", OPENS_NOTHING)
def test_other_words_open_nothing_here(words: str) -> None:
    assert [talk.name for talk in LOAN_TALKS if talk.opens(words, TODAY)] == []


CALLER = Caller(Person(1, "Ngọc", roles=(Role(1, 1, RoleName.TREASURER, 1),)), None)  # type: ignore[arg-type]  # no clock needed
STRANGER = Caller(Person(2, ""), None)  # type: ignore[arg-type]  # no clock needed


@pytest.mark.parametrize(
    "words, expected",
    [
        ("ai đang vay", LoansAsked("borrowers")),
        ("Ai dang vay?", LoansAsked("borrowers")),
        ("ai đang vay 2", LoansAsked("borrowers", page=2)),
        ("quá hạn", LoansAsked("late")),
        ("ai quá hạn", LoansAsked("late")),
        ("tháng này ai đến hạn", LoansAsked("due")),
        ("ai đến hạn tháng này", LoansAsked("due")),
        ("ai chưa đóng hội phí", LoansAsked("unpaid_dues")),
        ("ai chua dong lai", LoansAsked("unpaid_interest")),
        ("sổ của bà Lan", LoansAsked("member", "bà Lan")),
        ("/sổ của bà Nguyễn Thị Lan", LoansAsked("member", "bà Nguyễn Thị Lan")),
        ("so cua ba Lan", LoansAsked("member", "ba Lan")),
        ("lời nhắc ông Sáu", LoansAsked("letter", "ông Sáu")),
        ("sổ của số 3", LoansAsked("member", "số 3")),
        ("quỹ", None),
        ("sổ quỹ", None),
        ("nhắc bác chiều nay", None),
        ("bà Lan trả 1tr", None),
    ],
)
def test_questions_about_loans(words: str, expected: LoansAsked | None) -> None:
    assert asks(words, CALLER) == expected
    assert asks(words, STRANGER) is None


@pytest.mark.parametrize(
    "words, basis_points",
    [
        ("1%", 100),
        ("0,5%", 50),
        ("0.8", 80),
        ("nửa phần trăm", 50),
        ("một phần trăm", 100),
        ("1,25 phần trăm", 125),
        ("không lãi", 0),
        ("6%/năm", 50),
        ("12% một năm", 100),
        ("vừa phải", None),
    ],
)
def test_rates(words: str, basis_points: int | None) -> None:
    assert rate_heard(words) == basis_points


@pytest.mark.parametrize(
    "words, months",
    [("1 năm", 12), ("6 tháng", 6), ("nửa năm", 6), ("12", 12), ("một năm rưỡi", 18), ("sáu tháng", 6)],
)
def test_months(words: str, months: int) -> None:
    heard = Months(key="months").hear(words, TODAY)
    assert isinstance(heard, Heard)
    assert heard.value == months


def test_months_beyond_five_years_are_doubted() -> None:
    assert Months(key="months").check(Heard(61)) == Unclear("out_of_range")


def test_another_rate_may_be_said_straight_away() -> None:
    usual = UsualRate(key="rate")
    assert usual.hear("0,5%", TODAY) == Heard("bp50")
    assert usual.hear("đúng rồi", TODAY) == Heard("yes")
    assert usual.hear("mức khác", TODAY) == Heard("other")


def test_which_month_is_collected() -> None:
    assert month_collected("thu lãi", TODAY) == date(2026, 12, 1)
    assert month_collected("thu lãi tháng 11", TODAY) == date(2026, 11, 1)
    assert month_collected("thu hội phí tháng 12", date(2027, 1, 3)) == date(2026, 12, 1)
    assert month_collected("thu lãi tháng 3 năm 2030", TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "words, expected",
    [
        ("ông tư bà hợi", Said((TU.id, HOI.id))),
        ("ong tu, ba hoi", Said((TU.id, HOI.id))),
        ("ông Tư và bà Hợi chưa đóng", Said((TU.id, HOI.id))),
        ("7, 4", Said((TU.id, HOI.id))),
        ("đủ", Said()),
        ("đủ cả rồi cháu ạ", Said()),
        ("không ai", Said()),
        ("chưa ai đóng", Said(tuple(member.id for member in MEMBERS))),
        ("chỉ ông Tư đóng", Said(tuple(member.id for member in MEMBERS if member is not TU))),
        ("bà Lan đóng rồi", Said(tuple(member.id for member in MEMBERS if member is not LAN))),
        ("bà Hoa, ông Tư", Said((TU.id,), ((HOA.id, OTHER_HOA.id),))),
    ],
)
def test_who_has_not_paid(words: str, expected: Said) -> None:
    question = NotPaid(key="unpaid", members=MEMBERS)
    heard = question.hear(words, TODAY)
    assert isinstance(heard, Heard)
    assert heard.value == expected
    assert question.from_json(question.to_json(heard.value)) == expected


@pytest.mark.parametrize("words", ["ông Mận", "ông Tư, ông Mận", "chỉ bà Hoa đóng", "lâu lắm rồi"])
def test_a_name_that_fits_nobody_is_asked_again(words: str) -> None:
    assert isinstance(NotPaid(key="unpaid", members=MEMBERS).hear(words, TODAY), Unclear)
