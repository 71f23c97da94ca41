"""The money of one line: a single amount, or principal and interest each by its own name.

Where two amounts stand and their names do not tell them apart, nothing is taken: the talk asks.
"""

import re
from typing import NamedTuple

from handlers.club.people_named import people_named
from handlers.club.typed import Word, same, words_of
from handlers.dialogue.hearing.amounts import find_amount, find_product
from handlers.dialogue.hearing.heard import Heard, Unclear

Amount = Heard[int] | Unclear
_PRINCIPAL, _INTEREST = ("gốc", "góc", "vốn"), ("lãi", "lời")
_WARD = re.compile(r"\bnam vien\b", re.IGNORECASE)  # nằm viện
_UNIT_AFTER = re.compile(
    r"\s*(?:tr|trieu|triệu|tram|trăm|nghin|nghìn|ngan|ngàn|ng|k|chuc|chục|muoi|mươi|ruoi|rưỡi|ty|tỷ)\b",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"(?:của|cua)\s+(\d{1,3})\s*(?:người|nguoi|bác|bac|cụ|cu|hội viên|hoi vien|thành viên)", re.IGNORECASE
)
_SMALLEST = 5_000  # đồng: a smaller sum is written with its unit
_BARE = re.compile(
    r"(?<![\d.,])[1-4][.,]?\d{3}(?![.,]?\d)(?!\s*(?:đ|đồng|dong|d|vnd|vnđ|k|nghìn|nghin|ngàn|tr|triệu|trieu|₫)\b)",
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
    """The one amount of the line and the line without it; a bare "1.500" is asked about: nobody pays that."""
    found = _beside_names(line, find_amount(line))
    crowd = _OF_PEOPLE.search(found[1]) if found and isinstance(found[0], Heard) else None
    if found and crowd and isinstance(found[0], Heard):  # "5k của 57 người": of each, or of all
        return Unclear("several", (found[0].value * int(crowd[1]), found[0].value)), found[1]
    if found and isinstance(found[0], Heard) and found[0].value < _SMALLEST and _BARE.search(line):
        return Unclear("no_unit", (found[0].value, found[0].value * 1000)), found[1]
    return found


def _beside_names(line: str, found: tuple[Amount, str] | None) -> tuple[Amount, str] | None:
    """ "tham ba Sau 200k": a name that is also a number word makes no second amount."""
    if found is None or isinstance(found[0], Heard) or not re.search(r"\d", line):
        return found
    masked, names = _without_names(line)
    again = find_amount(masked)
    if again is None or not isinstance(again[0], Heard):
        return found
    rest = again[1]
    for mark, name in names.items():
        rest = rest.replace(mark, name)
    return again[0], rest


def _without_names(line: str) -> tuple[str, dict[str, str]]:
    """Each named person as a mark that no number hides in; not where "ba tram" may be an amount after all."""
    masked, names = _WARD.sub("xvx", line), {"xvx": "nam vien"}
    for number, person in enumerate(reversed(people_named(masked))):
        if not _UNIT_AFTER.match(masked[person.end :]):
            mark = f"{'ong' if line.isascii() else 'bà'} x{chr(97 + number % 20)}x"  # "ba" would be a three
            names[mark] = person.said
            masked = f"{masked[: person.start]}{mark}{masked[person.end :]}"
    return masked, names


def repaid(text: str) -> Repaid:
    """ "trả gốc 1tr lãi 50k", "trả 1tr gốc 50k lãi" -> both parts and their sum; "trả 1tr" -> the
    amount alone, its parts unknown."""
    text = _without_names(text)[0]
    names = [(word, part) for word in words_of(text) if (part := _part(word.text))]
    whole = amount_in(text)
    if sorted(part for _, part in names) == ["interest", "principal"]:
        return _both_parts(text, names) or Repaid(whole[0] if whole else None, None, None)
    if not whole or len(names) != 1:
        return Repaid(whole[0] if whole else None, None, None)
    principal = names[0][1] == "principal"
    if both := _around(text, names[0][0], principal):
        return both
    return Repaid(whole[0], whole[0] if principal else None, None if principal else whole[0])


def _both_parts(text: str, names: list[tuple[Word, str]]) -> Repaid | None:
    """Each part by the amount after its name, or before it: three amounts, or one missing, tell nothing."""
    first, second = names[0][0], names[1][0]
    said = [
        amount_in(part) for part in (text[: first.start], text[first.end : second.start], text[second.end :])
    ]
    pair = said[1:] if said[0] is None else said[:2] if said[2] is None else []
    found = [each[0] for each in pair if each is not None]
    if len(found) < 2:
        return None
    parts = {names[0][1]: found[0], names[1][1]: found[1]}
    return Repaid(_sum(parts["principal"], parts["interest"]), parts["principal"], parts["interest"])


def _around(text: str, name: Word, principal: bool) -> Repaid | None:
    """ "trả 1tr lãi 50k": the rest is principal; "trả 1tr gốc 50k" is not sure and asked about."""
    said = (amount_in(text[: name.start]), amount_in(text[name.end :]))
    if said[0] is None or said[1] is None:
        return None
    first, second = said[0][0], said[1][0]
    sure = isinstance(first, Heard) and isinstance(second, Heard) and second.value < first.value
    if principal or not sure:
        first, second = _doubted(first), _doubted(second)
    return Repaid(_sum(first, second), first, second)


def _doubted(amount: Amount) -> Unclear:
    return amount if isinstance(amount, Unclear) else Unclear("several", (amount.value,))


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
    found = find_product(text) if isinstance(amount, Heard) else None
    if found is None or not isinstance(amount, Heard) or found[0] * found[1] != amount.value:
        return None
    return Times(*found)
