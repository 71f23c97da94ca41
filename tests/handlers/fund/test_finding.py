"""Which entry "nhầm rồi …" means, and the guards around days and months."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.calendar.closing import Closing
from handlers.fund.amends import AmendBook, Rewrite, can_be_rewritten, is_alive, size_of, written_again
from handlers.fund.correct import opens_correction
from handlers.fund.correction_phrases import hear_correction
from handlers.fund.finding import fitting, with_receipt
from handlers.fund.posting import income_posting
from handlers.fund.requests import LARGE, AskAgreement
from handlers.fund.right import Right, differing
from handlers.fund.undo_phrases import UndoPhrase, hear_undo
from storage.records import Entry, EntryKind, Fund, Line, Place, ReceiptSide
from storage.request_json import amend_from_json, ask_to_json

TODAY = date(2026, 11, 22)


def entry(number: int, amount: int, **more: Any) -> Entry:
    """A phiếu thu of that number."""
    known: dict[str, Any] = {
        "id": number, "club_id": 1, "fund": Fund.ACTIVITY_FUND, "seq": number, "kind": EntryKind.INCOME,
        "effect_kind": EntryKind.INCOME, "receipt_side": ReceiptSide.IN, "receipt_year": 2026,
        "receipt_number": number, "category": "gift", "occurred_on": TODAY,
        "recorded_at": datetime(2026, 11, 22, 2, tzinfo=UTC), "recorded_by": 5, "member_id": None,
        "loan_id": None,
        "reverses_id": None, "party": "", "note": "", "photo": "",
        "lines": (Line(Place.BOX, amount), Line(Place.EARNED, -amount)),
    }  # fmt: skip
    return Entry(**{**known, **more})


BOOK = (
    entry(13, 250_000, category="dues", note="hội phí tháng 10", occurred_on=date(2026, 10, 25)),
    entry(14, 500_000, category="dues", note="hội phí tháng 11", occurred_on=date(2026, 11, 21)),
    entry(15, 500_000, party="ông Sơn", note="ông Sơn ủng hộ"),
    entry(16, 100_000, party="bà Hoa", note="bà Hoa ủng hộ", recorded_by=6),
    entry(17, 200_000, party="bà Hoa", note="bà Hoa ủng hộ"),
    entry(18, 90_000, party="bà Lan", reversed_by=19),
)


@pytest.mark.parametrize(
    "words, receipts",
    [
        ("nhầm rồi ông sơn 300k thôi", [15]),
        ("nham roi ong son 300k thoi", [15]),
        ("nhầm rồi bà Hoa 150k", [17, 16]),
        ("sửa bà Hoa từ 100k thành 150k", [16]),
        ("nhầm rồi bà Hoa 200k thôi", [16]),
        ("sửa phiếu thu 14 thành 400k", [14]),
        ("sửa phiếu chi 14 thành 400k", []),
        ("ghi nhầm hội phí 300k thôi", [14, 13]),
        ("nhầm rồi bà Lan 100k", []),
        ("nhầm rồi bà Xuyến 100k", []),
        ("nhầm rồi 300k thôi", [17]),
    ],
)
def test_the_entry_that_is_meant(words: str, receipts: list[int]) -> None:
    phrase = hear_correction(words, TODAY)
    assert phrase is not None
    assert [found.receipt_number for found in fitting(BOOK, phrase, person_id=5)] == receipts


def test_without_words_nothing_is_meant() -> None:
    assert fitting(BOOK, None) == []


def test_a_struck_out_receipt_is_still_found_by_number() -> None:
    assert [found.id for found in with_receipt(BOOK, 18, "income")] == [18]
    assert with_receipt(BOOK, 18, "expense") == []
    assert not is_alive(BOOK[-1])


@pytest.mark.parametrize(
    "words, opens",
    [
        ("nhầm rồi ông Sơn 300k thôi", True),
        ("nhầm rồi", True),
        ("sửa phiếu 15 thành 300k", True),
        ("bác ghi nhầm, bà Lan ủng hộ 200k thôi", True),
        ("sửa loa 200k", False),
        ("chi sửa loa 200k", False),
        ("sửa lại bà Hoa 300k thôi", True),
        ("thu 500k hội phí", False),
        ("nhầm rồi sao?", False),
    ],
)
def test_what_opens_a_correction(words: str, opens: bool) -> None:
    assert opens_correction(words, TODAY) is opens


@pytest.mark.parametrize(
    "words, heard",
    [
        ("hoàn tác", UndoPhrase()),
        ("Hoan tac di chau oi", UndoPhrase()),
        ("gạch phiếu thu số 15", UndoPhrase(15, "income")),
        ("huỷ phiếu chi 9", UndoPhrase(9, "expense")),
        ("bỏ phiếu 9", UndoPhrase(9, None)),
        ("bỏ", None),
        ("bỏ phiếu bầu 3 người", None),
    ],
)
def test_what_opens_an_undoing(words: str, heard: UndoPhrase | None) -> None:
    assert hear_undo(words) == heard


@pytest.mark.parametrize(
    "day, today, approved, closed",
    [
        (date(2026, 11, 3), date(2026, 11, 22), frozenset(), False),
        (date(2026, 11, 3), date(2026, 12, 7), frozenset(), False),  # due on the 5th, open two days more
        (date(2026, 11, 3), date(2026, 12, 8), frozenset(), True),
        (date(2026, 11, 3), date(2026, 11, 30), frozenset({"2026-11"}), True),
        (date(2025, 12, 31), date(2026, 1, 7), frozenset(), False),
        (date(2025, 12, 31), date(2026, 1, 8), frozenset({"2026-01"}), True),
    ],
)
def test_when_a_month_is_closed(day: date, today: date, approved: frozenset[str], closed: bool) -> None:
    assert Closing(approved).is_closed(day, today) is closed


def test_an_entry_is_written_again_with_another_amount() -> None:
    again = written_again(Rewrite(BOOK[2], 300_000))
    plain = income_posting(
        1, Fund.ACTIVITY_FUND, 300_000, "gift", TODAY, note="ông Sơn ủng hộ", party="ông Sơn"
    )
    assert again == plain
    assert size_of(BOOK[2]) == 500_000


def test_only_plain_entries_are_written_again() -> None:
    assert can_be_rewritten(BOOK[2])
    assert not can_be_rewritten(entry(20, 5, loan_id=3))
    assert not can_be_rewritten(entry(20, 5, reversed_by=21))
    assert not can_be_rewritten(entry(20, 5, kind=EntryKind.REVERSAL))


def test_an_entry_is_written_again_with_its_right_person_fund_and_day() -> None:
    right = differing(Right(party="bà Lan", fund=Fund.INCOME_FUND, day=date(2026, 11, 20)), BOOK[2])
    again = written_again(Rewrite(BOOK[2], 500_000, right=right), date(2026, 11, 25))
    assert again == income_posting(
        1, Fund.INCOME_FUND, 500_000, "gift", date(2026, 11, 20), note="bà Lan ủng hộ", party="bà Lan"
    )


def test_what_the_entry_says_already_is_no_change() -> None:
    same = Right(party="Ông Sơn", category="gift", note="ông Sơn ủng hộ", fund=BOOK[2].fund, day=TODAY)
    assert differing(same, BOOK[2]).is_empty


def test_a_waiting_correction_is_kept_whole() -> None:
    right = Right(party="bà Lan", category="dues", fund=Fund.INCOME_FUND, day=date(2026, 11, 20))
    fix = AmendBook(1, (BOOK[2],), (Rewrite(BOOK[2], 300_000, right=right),), dated=TODAY)
    stored = json.loads(json.dumps(ask_to_json(AskAgreement(1, LARGE, amend=fix), None)))
    assert amend_from_json(1, stored, {15: BOOK[2]}) == fix
    for older in ([15, 300_000], [15, 300_000, 0]):
        old = {**stored, "write": [older]}
        assert amend_from_json(1, old, {15: BOOK[2]}) == AmendBook(
            1, (BOOK[2],), (Rewrite(BOOK[2], 300_000),), dated=TODAY
        )
