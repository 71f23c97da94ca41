"""Hears that somebody has paid after all, once a collection is written: "nhầm ông Tư đóng rồi", "bà Hợi cũng
nộp hội phí rồi". An amount makes it an entry of its own, a "chưa" the opposite.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.put_right import hear_put_right

MOST_WORDS = 14
_CHEAP = re.compile(r"\b(?:dong|nop)\b")
_BEFORE = r"(?:(?:cung|da|moi|vua|co|bao|thay|chau|oi|ghi|la|hom nay|hom qua) )*"
_WHAT = r"(?:(?:du|het|ca|tien|lai|lai vay|hoi phi|phi|quy|hom nay|hom qua|thang nay|luon|xong) )*"
_END = r"(?:(?:roi|ma|day|co|a|nhe|chau|nua|chu) )*"
_PAYS = re.compile(rf"(?P<before>{_BEFORE})(?:dong|nop) (?P<what>{_WHAT}){_END}")
_COURTESY = re.compile(r"(?:[\s,]+(?:cháu|chau|ơi|oi|ạ|a|nhé|nhe|đấy|day|mà|ma))+[\s.!]*$", re.IGNORECASE)
_ACCENTED = re.compile(r"\b(?:đóng|nộp|dong|nop)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:roi|da|cung|vua|moi|xong|co)\b")
_LINK = re.compile(r"[\s,]+(?:và|va|với|voi|cùng|cung)?[\s,]*")


@dataclass(frozen=True, slots=True)
class PaidPhrase:
    """Who has paid, as typed, and what for: "interest", "dues", or "" where it is not said."""

    people: tuple[str, ...]
    what: str = ""


def hear_paid(words: str) -> PaidPhrase | None:
    """Who "đóng rồi", when the line says nothing else; None for anything more or less."""
    if "?" in words or len(words.split()) > MOST_WORDS or not _CHEAP.search(fold(tidy(words))):
        return None
    slip = hear_put_right(words)
    right = _COURTESY.sub("", nfc(slip.right if slip is not None and slip.sure else words))
    people = people_named(right)
    if not people or any(letter.isdecimal() for letter in right):
        return None
    between = [right[one.end : two.start] for one, two in pairwise(people)]
    rest = right[people[-1].end :]
    pays = _PAYS.fullmatch(" ".join(fold(tidy(rest)).replace(",", " ").split()) + " ")
    joined = all(_LINK.fullmatch(link) for link in between)
    if pays is None or not joined or not _ACCENTED.search(rest) or not _before(right[: people[0].start]):
        return None
    return (
        PaidPhrase(tuple(one.said for one in people), _what(pays["what"])) if _DONE.search(pays[0]) else None
    )


def _before(said: str) -> bool:
    """Nothing stands before the name, or only what carries on: "còn", "cả", "à"."""
    return (
        re.fullmatch(r"(?:(?:con|ca|thi|la|a|o|oi|ay|chet|rang|co|thay) )*", f"{fold(tidy(said))} ".lstrip())
        is not None
    )


def _what(said: str) -> str:
    if re.search(r"\blai\b", said):
        return "interest"
    return "dues" if re.search(r"\b(?:phi|quy)\b", said) else ""
