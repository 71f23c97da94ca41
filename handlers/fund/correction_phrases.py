"""Hears what a treasurer says about entries already written and money already there: a slip, a count of the
box.

"nhầm rồi ông sơn 300k thôi" says what is right, never which entry is wrong: the talk finds it and reads it
back.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.amounts import hear_amount
from handlers.dialogue.hearing.days import DayHeard
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.categories import SIDES
from handlers.fund.entry_amounts import Amount, amount_in
from handlers.fund.entry_items import as_corrected
from handlers.fund.fund_words import fund_named
from handlers.fund.phrases import hear_entry
from storage.records import Fund

SLIP = phrases(
    "ghi nhầm|nhầm rồi|bị nhầm|nhầm|ghi sai|sai rồi|sai số|sai|lộn rồi|ghi lộn|lộn|nhầm lẫn|sửa lại|sửa "
    "phiếu|sửa khoản|sửa|"
    "đính chính|viết nhầm|gõ nhầm|bấm nhầm|viết ngược"
)

_ASKING = phrases("chưa|hả|thế nào|bao nhiêu|làm sao|sao")
RECEIPT = re.compile(
    r"\b(?:phiếu|phieu)(?:\s+(?:(?P<side>thu|chi)))?(?:\s+(?:số|so))?\s+(?P<number>\d{1,5})\b", re.IGNORECASE
)
_FROM_TO = re.compile(
    r"\b(?:từ|tu)\s+(?P<was>.+?)\s+(?:thành|thanh|còn|sang|xuống|lên)\s+(?P<now>.+)", re.IGNORECASE
)
_NOT_BUT = (
    re.compile(
        r"(?P<now>.+?)[\s,]+(?:chứ không phải|chứ ko phải|không phải|khong phai|chu khong "
        r"phai)\s+(?:là\s+)?(?P<was>.+)",
        re.I,
    ),
    re.compile(
        r"(?:không phải|khong phai|ko phải)\s+(?P<was>.+?)[\s,]+(?:mà là|mà|là|ma la)\s+(?P<now>.+)", re.I
    ),
)
_COUNT = phrases(
    "kiểm quỹ|kiểm kê quỹ|kiểm kê|kiểm tiền|kiểm két|kiểm hòm|đếm quỹ|đếm tiền|đếm được|tiền mặt còn|trong "
    "hòm có|trong hòm còn|"
    "đếm lại"
)
_ASKING_WHEN = phrases("khi nào|bao giờ|hôm nào|ngày nào|chưa|ai")


@dataclass(frozen=True, slots=True)
class CorrectionPhrase:
    """What is said to be right: `amount` now, `was` before when said, and what points to the entry.

    `receipt` is the number of a phiếu and `side` "income" (phiếu thu) or "expense" when said.
    """

    amount: Amount | None
    was: Amount | None
    receipt: int | None
    side: str | None
    counterparty: str
    category: str | None
    day: Heard[DayHeard] | Unclear | None
    words: str
    fund: Fund | None = None
    part: str = ""  # what is said to be wrong: amount, who, what, fund or day
    right: str = ""  # what should stand, in the person's own words


@dataclass(frozen=True, slots=True)
class CashCountPhrase:
    """A count of the box: `fund` None is the cash of both funds together; `amount` None when not said yet."""

    fund: Fund | None
    amount: Amount | None
    words: str


def hear_correction(text: str, today: date) -> CorrectionPhrase | None:
    """What should stand instead of an entry, or None when the words tell of no slip or give nothing to go
    by."""
    line = polish(text)
    if not _tells_of_slip(line):
        return None
    receipt, side = receipt_said(line)
    bare = _without_slip(RECEIPT.sub(" ", line))
    was, now = _both(bare)
    entry = hear_entry(bare, today)
    people = people_named(bare)
    if now is None and receipt is None and not people:
        return None
    return CorrectionPhrase(
        amount=now,
        was=was,
        receipt=receipt,
        side=side,
        counterparty=people[0].said if people else "",
        category=entry.category,
        day=entry.day,
        words=text,
    )


def receipt_said(line: str) -> tuple[int | None, str | None]:
    """The number of the phiếu a line names, and "income" or "expense" where it says thu or chi."""
    found = RECEIPT.search(line)
    if found is None:
        return None, None
    return int(found["number"]), SIDES.get((found["side"] or "").lower())


def _tells_of_slip(line: str) -> bool:
    """Near the beginning, as no question, and about the book: "300k à nhầm 200k" was put right at once."""
    words = words_of(line)
    slip = find(words, SLIP)
    asked = "?" in line or find(words, _ASKING) is not None
    return slip is not None and slip[0] <= 8 and not asked and as_corrected(line) == line


def _without_slip(line: str) -> str:
    words = words_of(line)
    slip = find(words, SLIP)
    if not slip:
        return line
    before, after = line[: words[slip[0]].start], line[words[slip[1] - 1].end :]
    return f"{before.rstrip(' ,')} {after.lstrip(' ,.:')}".strip()


def _both(line: str) -> tuple[Amount | None, Amount | None]:
    """(what it was, what is right): "từ 500k thành 300k", "300k chứ không phải 500k"; else the one amount."""
    for pattern in (_FROM_TO, *_NOT_BUT):
        found = pattern.search(line)
        was, now = (amount_in(found[part]) for part in ("was", "now")) if found else (None, None)
        if was and now:
            return was[0], now[0]
    single = amount_in(re.sub(r"\s+(?:thôi|thoi|mới đúng|moi dung|cơ|là đúng)$", "", line))
    return None, single[0] if single else None


def hear_cash_count(text: str) -> CashCountPhrase | None:
    """ "kiểm quỹ 13tr4" -> 13.400.000 đồng counted; None when no count of money is meant."""
    line = polish(text)
    words = words_of(line)
    count = find(words, _COUNT)
    if not count or count[0] > 2 or "?" in line or find(words, _ASKING_WHEN):
        return None
    fund, _ = fund_named(line)
    return CashCountPhrase(fund, _counted(line[words[count[1] - 1].end :].strip(" ,.:")), text)


def _counted(said: str) -> Amount | None:
    """The sum in the box; "kiểm quỹ: không" is one, too."""
    found = amount_in(said)
    if found is not None:
        return found[0]
    whole = hear_amount(said, zero=True) if said else None
    return whole if isinstance(whole, Heard) else None
