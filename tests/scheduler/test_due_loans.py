"""Which loans the treasurer is reminded of, and when: single moments, any order of rounds, real turns."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording import Wording
from handlers.calendar.duties import Contact, Key
from handlers.calendar.push_hours import may_push
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.watches import LoanDuty
from handlers.loan.book import Loan, Move
from scheduler.due_loans import LoansDue, loans_due
from scheduler.plain import sayings
from storage.people_records import Member
from tests.scheduler.commune import at

TREASURER = Contact(7, "Hoàng Thị Mai")
SAU = Member(12, 3, 12, "Đỗ Văn Sáu", sex="male")
LENT = date(2025, 11, 15)
LOAN = Loan(5, 12, 2_000_000, 12, 100, LENT, date(2026, 11, 15), moves=(Move(LENT, 2_000_000),))
DUTY = LoanDuty(LOAN, SAU, "CLB thôn Khổng", TREASURER, CalendarSettings())
NOBODY: frozenset[tuple[int, str]] = frozenset()


def due_at(moment: str, *duties: LoanDuty, told: dict[Key, datetime] | None = None) -> LoansDue:
    return loans_due(duties or (DUTY,), told or {}, NOBODY, at(moment))


def steps(moment: str, told: dict[Key, datetime] | None = None) -> list[str]:
    return [plain.key[2] for plain in due_at(moment, told=told).plains]


@pytest.mark.parametrize(
    "moment, expected",
    [
        ("08/11 08:29", []),
        ("08/11 08:30", ["soon"]),
        ("15/11 08:00", ["soon"]),
        ("15/11 09:00", []),  # its last day: nothing new to say
        ("16/11 08:30", ["late"]),
        ("23/11 08:30", ["late"]),
        ("24/11 08:30", []),
        ("02/12 08:29", []),
        ("02/12 08:30", ["month-2026-12"]),
        ("02/12 12:00", []),
        ("20/12 09:00", []),
        ("2027-01-02T08:30", ["month-2027-01"]),
    ],
)
def test_the_steps_of_one_loan(moment: str, expected: list[str]) -> None:
    assert steps(moment) == expected


def test_b10_is_what_the_monthly_step_says() -> None:
    [(keys, say)] = sayings(due_at("02/12 08:30").plains)
    assert keys == (("loan/5/2026-11-15", 7, "month-2026-12"),)
    assert Wording().compose([say], {}).text == (
        "Dạ, cháu nhắc thêm: tháng này khoản ông Sáu 2.000.000 đồng đã quá hạn 17 ngày. "
        'Lúc nào rảnh bác nhắn "ai đang vay" để xem ạ.'
    )


def test_a_loan_that_falls_due_is_named_with_its_day() -> None:
    [(_, say)] = sayings(due_at("09/11 08:30").plains)
    assert Wording().compose([say], {}).text == (
        "Dạ, cháu nhắc trước: khoản ông Sáu 2.000.000 đồng đến hạn Chủ nhật 15/11. "
        'Muốn có lời nhắn gửi ông, bác nhắn "lời nhắc ông Sáu" ạ.'
    )


def test_several_loans_make_one_short_list() -> None:
    many = [replace(DUTY, loan=replace(LOAN, id=number)) for number in range(1, 8)]
    [(keys, say)] = sayings(due_at("02/12 08:30", *many).plains)
    text = Wording().compose([say], {}).text
    assert len(keys) == 7
    assert text.splitlines()[0] == "Dạ, cháu nhắc thêm 7 khoản vay, cộng 14.000.000 đồng:"
    assert text.splitlines()[1] == "- ông Sáu 2.000.000, quá hạn 17 ngày"
    assert "- và 3 khoản nữa" in text
    assert len(text) < 350


def test_who_heard_lately_is_not_told_again_at_the_turn_of_the_month() -> None:
    late = replace(DUTY, loan=replace(LOAN, due_on=date(2026, 11, 28)))
    [first] = due_at("29/11 08:30", late).plains
    assert due_at("02/12 08:30", late, told={first.key: at("29/11 08:30")}).plains == ()


def test_an_open_question_and_the_night_hold_it_back() -> None:
    busy = replace(DUTY, to=replace(TREASURER, quiet_until=at("02/12 08:59")))
    assert due_at("02/12 08:30", busy) == LoansDue((), held=True)
    assert due_at("02/12 21:00") == LoansDue((), held=True)
    assert [plain.key[2] for plain in due_at("02/12 08:59", busy).plains] == ["month-2026-12"]


def test_a_repaid_or_extended_loan_is_left_in_peace() -> None:
    repaid = replace(LOAN, moves=(*LOAN.moves, Move(date(2026, 11, 20), -2_000_000)))
    extended = replace(LOAN, due_on=date(2027, 2, 15), extended=True)
    assert due_at("02/12 08:30", replace(DUTY, loan=repaid)) == LoansDue()
    assert due_at("02/12 08:30", replace(DUTY, loan=extended)) == LoansDue()


def test_who_asked_for_silence_is_left_in_peace() -> None:
    silent = frozenset({(7, "loan/5/2026-11-15")})
    assert loans_due([DUTY], {}, silent, at("02/12 08:30")) == LoansDue()


@given(st.lists(st.tuples(st.sampled_from(["tick", "repay"]), st.integers(0, 150 * 24 * 60)), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_order_of_rounds_tells_each_step_once_and_never_after_the_money_came(
    happenings: list[tuple[str, int]],
) -> None:
    duty, told = DUTY, dict[Key, datetime]()
    for what, minutes in happenings:
        now = at("01/11 00:00") + timedelta(minutes=minutes)
        if what == "repay" and minutes % 7 == 0:
            moves = (*LOAN.moves, Move(LENT + timedelta(days=1), -2_000_000))
            duty = replace(duty, loan=replace(LOAN, moves=moves, status="repaid"))
        for plain in loans_due([duty], told, NOBODY, now).plains:
            assert plain.key not in told
            assert may_push(now)
            assert duty.loan.is_open
            told[plain.key] = now
    assert len(told) <= 2 + 5  # soon, late, and one a month
