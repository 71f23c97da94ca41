"""The longest messages about loans still fit a small screen: 350 characters, with long names and amounts."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.wording import Wording
from handlers.catalogue_types import Talk, Visit
from handlers.decision import Ask, Caller
from handlers.dialogue.doubts import shown_options
from handlers.dialogue.replay import Asking, Facts, digest, replay
from handlers.dialogue.state import Answer, TalkState
from handlers.dialogue.subject import Subject
from handlers.loan.asked import LoansAsked
from handlers.loan.book import Loan, LoanBook, Move
from handlers.loan.collect import COLLECT
from handlers.loan.lend import LEND
from handlers.loan.queries import answer
from handlers.loan.repay import REPAY
from storage.people_records import Club, ClubSettings, Member, Person, Role, RoleName
from storage.records import ClubBalances, FundTotals

TODAY = date(2026, 12, 25)
LONGEST = 350
PERSON = Person(1, "Bùi Thị Ngọc", roles=(Role(1, 1, RoleName.TREASURER, 1),))
GIVEN_NAMES = {7: "Thảo"}
MEMBERS = tuple(
    Member(number, 1, number, f"Nguyễn Phương {GIVEN_NAMES.get(number, 'Trường')}", 1946, sex="female")
    for number in range(1, 71)
)
LOANS = tuple(
    Loan(
        number, number, 49_999_999, 12, 99, date(2025, 11, 30), date(2026, 11, 30),
        moves=(Move(date(2025, 11, 30), 49_999_999), Move(date(2026, 5, 25), -1_111_111, 499_999)),
    )
    for number in range(1, 41)
)  # fmt: skip
CLUB = Club(1, "hs", "CLB thôn Nà Lừa Trường Xuân", settings=ClubSettings(dues_amount=5_000))
BOOK = LoanBook(CLUB, "xã Hồng Sơn", ClubBalances(FundTotals(999_999_999, 0, 888_888_888)), MEMBERS, LOANS)


def _asked(talk: Talk, words: str, **answers: Any) -> str:
    """The question a talk has come to, in words."""
    visit = Visit(Subject(1, record=1), TODAY, PERSON, {"words": words})
    prefilled = {"repayment", "method", "guarantor", "purpose"} & set(answers)
    state = TalkState(talk.name, "club:1", answers={key: Answer(answers.pop(key)) for key in prefilled})
    where = replay(talk.run(BOOK, visit), state, Facts())
    while isinstance(where, Asking) and where.question.key in answers:  # sealed as the question was shown
        about = where.question.about
        seal = "" if about is None else digest(about)
        answer_ = Answer(answers.pop(where.question.key), seal=seal)
        state = state.answered(where.question.key, answer_)
        where = replay(talk.run(BOOK, visit), state, Facts())
    assert isinstance(where, Asking)
    ask = Ask(talk.page, where.question, shown_options(state, where.question))
    return Wording().compose([ask], {"today": TODAY}).text


def test_the_longest_read_back_of_a_loan() -> None:
    text = _asked(
        LEND, "cho bà Thảo vay 12 triệu rưỡi", months=36, rate="bp95", repayment="monthly",
        method="declining", guarantor="ông " + "n" * 36, purpose="mua " + "v" * 36,
    )  # fmt: skip
    assert "Ban chủ nhiệm đã duyệt" in text
    assert len(text) <= LONGEST


def test_the_longest_read_back_of_a_repayment() -> None:
    text = _asked(REPAY, "bà Thảo trả gốc 12.345.678 đồng lãi 498.765 đồng")
    assert "12.345.678" in text
    assert len(text) <= LONGEST


@pytest.mark.parametrize("words", ["thu lãi", "thu hội phí"])
@pytest.mark.parametrize("away", [0, 3, 30])
def test_the_longest_collection(words: str, away: int) -> None:
    unpaid = {"members": [member.id for member in MEMBERS[:away]], "doubtful": []}
    assert len(_asked(COLLECT, words)) <= LONGEST
    assert len(_asked(COLLECT, words, unpaid=unpaid)) <= LONGEST


@pytest.mark.parametrize(
    "asked",
    [
        *(LoansAsked(what) for what in ("borrowers", "late", "due", "unpaid_dues", "unpaid_interest")),
        LoansAsked("borrowers", page=3),
        LoansAsked("member", "số 7"),
        LoansAsked("letter", "số 7"),
        LoansAsked("member", "bà Trường"),
    ],
)
def test_the_longest_answers(asked: LoansAsked) -> None:
    caller = Caller(PERSON, datetime(2026, 12, 25, 9, tzinfo=UTC))
    say = answer(asked, caller, Facts({(LoanBook, Subject(1)): BOOK}))
    text = Wording().compose([say], {"today": TODAY}).text
    assert 20 < len(text) <= LONGEST


def test_a_closed_month_is_not_written_into() -> None:
    text = _asked(REPAY, "bà Thảo trả gốc 1 triệu ngày 20/11")
    assert "sổ tháng 11 đã khóa" in text
    assert len(text) <= LONGEST
