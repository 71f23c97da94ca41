"""Hears which part of a written entry is wrong: "phiếu 15 là bà Lan chứ không phải ông Sơn".

Left of "là" stands which entry is meant, right of it what it should say; what it said before helps find it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import Word, find, phrases, words_of
from handlers.dialogue.hearing.days import DayHeard, find_day
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.categories import find_category
from handlers.fund.correction_phrases import RECEIPT, SLIP, CorrectionPhrase, receipt_said
from handlers.fund.entry_amounts import Amount, amount_in
from handlers.fund.fund_words import fund_named
from storage.records import Fund

LINKS = phrases("phải là|đúng ra là|thực ra là|đúng là|mới là|thành ra|thành|sang|chuyển sang|đổi thành|là")
_NOT = phrases("chứ không phải là|chứ không phải|chứ ko phải|chứ không là|không phải là|không phải|ko phải")
_BUT = phrases("mà là|mà phải là|mà|là")
_THING = phrases("khoản")
_LAST = phrases("vừa rồi|vừa ghi|vừa nãy|lúc nãy|ban nãy|nãy|này|ấy|đó|trên|cuối|mới ghi")
_CHANGING = phrases("sửa lại|sửa|đổi|chuyển")
PARTS = {
    "amount": phrases("số tiền|tiền"),
    "who": phrases("tên người|tên|người nộp|người nhận|người"),
    "what": phrases("nội dung|loại|mục|diễn giải|lý do|lời ghi|khoản mục"),
    "fund": phrases("quỹ"),
    "day": phrases("ngày tháng|ngày"),
}
_OTHERWISE = phrases(
    "gì|bao nhiêu|sao|ai|nào|đâu|chưa|hả|vay|cho vay|nợ|trả|gốc|vắng|mất|điểm danh|báo cáo|nếu|phải không"
)
LONGEST = 24  # words: a longer line tells a story, not a correction


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line cut in three: which entry is meant, what is right, what was wrong."""

    pointer: str
    right: str
    was: str = ""


def hear_right(text: str, today: date) -> CorrectionPhrase | None:
    """Which entry, and what it should say instead; None where the words say no such thing."""
    line = polish(text)
    words = words_of(line)
    if "?" in line or "\n" in text.strip() or len(words) > LONGEST or find(words, _OTHERWISE):
        return None
    cut = _cut(line, words)
    if cut is None:
        return None
    part = _part_named(cut.pointer)
    return _phrase(text, cut, part, today) if _tells_enough(cut, part, words, today) else None


def _cut(line: str, words: Sequence[Word]) -> _Cut | None:
    begin = _after_pointer(line, words)
    denied = find(words, _NOT)
    if denied and denied[0] == (begin or 0) and (but := find(words, _BUT, denied[1])):
        was = _between(line, words, denied[1], but[0])
        return _Cut(_between(line, words, 0, denied[0]), _between(line, words, but[1], len(words)), was)
    upto = denied[0] if denied else len(words)
    was = _between(line, words, denied[1], len(words)) if denied else ""
    link = find(words[:upto], LINKS, begin or 0)
    if link:
        return _Cut(_between(line, words, 0, link[0]), _between(line, words, link[1], upto), was)
    if denied:
        at = begin if begin is not None else _after_slip(words)
        return _Cut(_between(line, words, 0, at), _between(line, words, at, upto), was)
    return _Cut(line, "") if begin is not None and _is_bare(words) else None


def _after_pointer(line: str, words: Sequence[Word]) -> int | None:
    """The place after "phiếu thu số 15" or after the word "khoản"; None where neither stands."""
    receipt = RECEIPT.search(line)
    if receipt:
        return sum(word.start < receipt.end() for word in words)
    thing = find(words, _THING)
    return thing[1] if thing and thing[0] <= _after_slip(words) + 1 else None


def _after_slip(words: Sequence[Word]) -> int:
    slip = find(words, SLIP)
    return slip[1] if slip and slip[0] <= 3 else 0


def _is_bare(words: Sequence[Word]) -> bool:
    """ "ghi nhầm quỹ phiếu 9", "sửa ngày phiếu 15": the part is named, what is right is not."""
    return find(words, (*SLIP, *_CHANGING)) is not None


def _between(line: str, words: Sequence[Word], first: int, past: int) -> str:
    return line[words[first].start : words[past - 1].end] if first < past else ""


def _part_named(pointer: str) -> str:
    """What is said to be wrong, before the receipt is named: "ghi nhầm quỹ, phiếu 9"."""
    receipt = RECEIPT.search(pointer)
    words = words_of(pointer[: receipt.start()] if receipt else pointer)
    after = find(words, (*SLIP, *_CHANGING))
    rest = words[after[1] :] if after else []
    return next((part for part, said in PARTS.items() if (at := find(rest, said)) and at[0] == 0), "")


def _tells_enough(cut: _Cut, part: str, words: Sequence[Word], today: date) -> bool:
    """Whether it is a correction for sure: an entry is pointed to, or one thing stands against another."""
    kinds = kinds_of(cut.right, today)
    slipped = find(words, (*SLIP, *_CHANGING)) is not None
    if RECEIPT.search(cut.pointer):
        return bool(part) if not cut.right else slipped or bool(kinds)
    if kinds <= {"amount"}:
        return False
    if find(words, _THING):
        return bool(kinds_of(cut.pointer, today)) or find(words_of(cut.pointer), _LAST) is not None
    if "amount" in kinds:
        return False  # "hội phí 450k chứ không phải 500k": the amount is wrong, the rest points to the entry
    bare = len(words_of(cut.pointer)) == _after_slip(words)
    return (slipped and (bool(cut.was) or bare)) or bool(kinds & kinds_of(cut.was, today))


def kinds_of(said: str, today: date) -> frozenset[str]:
    """Which parts of an entry these words name: fund, who, day, amount, what."""
    fund, rest = fund_named(said)
    found = {
        "fund": fund,
        "who": people_named(rest),
        "day": find_day(rest, today),
        "amount": amount_in(rest),
        "what": find_category(words_of(rest)),
    }
    return frozenset(kind for kind, value in found.items() if value)


def _phrase(text: str, cut: _Cut, part: str, today: date) -> CorrectionPhrase:
    receipt, side = receipt_said(cut.pointer)
    bare = RECEIPT.sub(" ", cut.pointer)
    pointed = people_named(cut.was) or people_named(bare)
    meant = find_category(words_of(cut.was)) or find_category(words_of(bare))
    only_amount = kinds_of(cut.right, today) == {"amount"}
    return CorrectionPhrase(
        amount=_amount(cut.right) if only_amount else None,
        was=_amount(cut.was) or _amount(bare),
        receipt=receipt,
        side=side,
        counterparty=pointed[0].said if pointed else "",
        category=meant.code if meant else None,
        day=_day(cut.was, today) or _day(bare, today),
        words=text,
        fund=_fund(cut.was) or _fund(bare),
        part=part,
        right="" if only_amount else cut.right,
    )


def _amount(said: str) -> Amount | None:
    found = amount_in(said)
    return found[0] if found else None


def _day(said: str, today: date) -> Heard[DayHeard] | Unclear | None:
    found = find_day(said, today)
    return found[0] if found else None


def _fund(said: str) -> Fund | None:
    return fund_named(said)[0]
