"""The money of one line: a single amount, or principal and interest each by its own name.

Where two amounts stand and their names do not tell them apart, nothing is taken: the talk asks.
"""

import re
from typing import NamedTuple

from handlers.club.typed import Word, same, words_of
from handlers.dialogue.hearing.amounts import find_amount, hear_amount
from handlers.dialogue.hearing.heard import Heard, Unclear

Amount = Heard[int] | Unclear
_PRINCIPAL, _INTEREST = ("gốc", "góc", "vốn"), ("lãi", "lời")
_TIMES = re.compile(
    r"(?P<count>\d{1,4})\s*(?:người|nguoi|hội viên|hoi vien|thành viên|thanh vien|bác|bac|cụ|cu|ng|suất|suat|"
    r"hộ|ho)?\s*"
    r"[x×*]\s*(?P<each>\d[\d.,]*\s*(?:k|nghìn|nghin|ngàn|ngan|ng|triệu|trieu|tr|đồng|dong|đ)?)(?![^\W_])",
    re.IGNORECASE,
)


class Repaid(NamedTuple):
    """Parts of a repayment, and the whole of what was handed over."""

    amount: Amount | None
    principal: Amount | None
    interest: Amount | None


class Times(NamedTuple):
    """52 people at 5,000 đồng each."""

    people: int
    each: int


def amount_in(line: str) -> tuple[Amount, str] | None:
    """The one amount of the line and the line without it; "500 hội phí" counts đồng, not associations."""
    found = find_amount(_COMPOUND.sub(r"\1\2", line))
    return (found[0], _GLUED.sub(r"\1 \2", found[1])) if found else None


_COMPOUND = re.compile(r"\b(hội|hoi|ngân|ngan)\s+(phí|phi|sách|sach|hàng|hang)\b", re.IGNORECASE)
_GLUED = re.compile(r"\b(hội|hoi|ngân|ngan)(phí|phi|sách|sach|hàng|hang)\b", re.IGNORECASE)


def repaid(text: str) -> Repaid:
    """ "trả gốc 1tr lãi 50k" -> both parts and their sum; "trả 1tr" -> the amount alone, its parts
    unknown."""
    names = [(word, part) for word in words_of(text) if (part := _part(word.text))]
    whole = amount_in(text)
    if sorted(part for _, part in names) == ["interest", "principal"]:
        return _both_parts(text, names) or Repaid(whole[0] if whole else None, None, None)
    if not whole or len(names) != 1:
        return Repaid(whole[0] if whole else None, None, None)
    principal = names[0][1] == "principal"
    return Repaid(whole[0], whole[0] if principal else None, None if principal else whole[0])


def _both_parts(text: str, names: list[tuple[Word, str]]) -> Repaid | None:
    """Each part by the amount after its name; None when one stands before its name or is missing."""
    first, second = names[0][0], names[1][0]
    said = (amount_in(text[first.end : second.start]), amount_in(text[second.end :]))
    if amount_in(text[: first.start]) is not None or said[0] is None or said[1] is None:
        return None
    parts = {names[0][1]: said[0][0], names[1][1]: said[1][0]}
    return Repaid(_sum(parts["principal"], parts["interest"]), parts["principal"], parts["interest"])


def _part(word: str) -> str:
    if any(same(word, name) for name in _PRINCIPAL):
        return "principal"
    return "interest" if any(same(word, name) for name in _INTEREST) else ""


def _sum(principal: Amount, interest: Amount) -> Amount:
    if isinstance(principal, Unclear):
        return principal
    if isinstance(interest, Unclear):
        return interest
    return Heard(principal.value + interest.value, literal=False)


def times_in(text: str, amount: Amount | None) -> Times | None:
    """The count and the each of "52 người x 5 nghìn", only when they make the amount that was heard."""
    found = _TIMES.search(text)
    each = hear_amount(found["each"]) if found else None
    if not found or not isinstance(each, Heard) or not isinstance(amount, Heard):
        return None
    times = Times(int(found["count"]), each.value)
    return times if times.people * times.each == amount.value else None
