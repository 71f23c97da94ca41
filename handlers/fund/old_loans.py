"""Khoản vay đang chạy: who owes what when a book begins here, a line a borrower out of the paper book.

"Đang cho vay" has to be the sum of these loans: a difference is named and asked about, never passed over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handlers.catalogue_types import Visit
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import fold, nfc, polish, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import DROP, Choose, Day, Money, Option, Question
from handlers.dialogue.spoken import spoken
from handlers.fund.entry_amounts import amount_in
from handlers.fund.wanted import OldLoan
from handlers.loan.terms import HIGHEST_BP, Rate, rate_heard
from handlers.loan.who import WhoIs, members_meant, one_of
from storage.people_records import ClubSettings, Member

MOST = 40  # borrowers: a club has about ten
LISTED = 6
LONGEST = 300  # letters of one answer
LINES = 4  # of one answer: all of them are read back in one short message
KEYS = tuple(f"loan.{n}" for n in range(1, MOST + 1))
_NO_MORE = frozenset(
    "het|het roi|xong|xong roi|khong|khong con|khong con ai|du|du roi|het nguoi|bo qua".split("|")
)
_DATE = re.compile(r"(?<![\d/])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/])")
_LENT = re.compile(r"\b(?:vay|tu|lay)(?: tu)?(?: ngay)? $")
_RATE = re.compile(r"(?:lãi|lai)\s.*$|\d+[.,]?\d*\s*%.*$|(?:không|khong)\s+(?:lãi|lai).*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Borrowers(Question[str]):
    """Lines of the paper book as they were typed; "" when there are no more."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        if fold(tidy(words)) in _NO_MORE:
            return Heard("")
        text = nfc(words).strip()
        if len(text) > LONGEST or len(text.splitlines()) > LINES:
            return Unclear("too_long")
        return Heard(text) if any(char.isdigit() for char in text) or people_named(polish(text)) else _LOST


_LOST = Unclear("not_understood")


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says of a loan; the amount is what stands beside the dates and the rate."""

    text: str
    amount: Heard[int] | Unclear | None
    lent_on: date | None
    due_on: date | None
    rate_bp: int | None
    rated: bool = False  # a rate was said, whether or not it was understood


def read_line(text: str) -> _Line:
    """ "bà Lan 5tr vay 15/11/2025 hạn 30/6/2027 lãi 1%"; dates count only with their year."""
    line, lent_on, due_on = polish(text), None, None
    for found in list(_DATE.finditer(line))[::-1]:
        day = _day_of(found)
        if _LENT.search(fold(line[: found.start()].lower())):
            lent_on = day
        else:
            due_on = day
        line = f"{line[: found.start()]} {line[found.end() :]}"
    said = _RATE.search(line)
    rate = rate_heard(said[0]) if said else None
    amount = amount_in(line[: said.start()] if said else line)
    return _Line(text, amount[0] if amount else None, lent_on, due_on, rate, said is not None)


def _day_of(found: "re.Match[str]") -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None  # 31/2: the day is asked for


async def running_loans(
    members: Sequence[Member], settings: ClubSettings, visit: Visit, day: date, total: int
) -> tuple[int, tuple[OldLoan, ...]] | None:
    """What is lent out in all, and the loans behind it; None where the difference was not to be settled."""
    loans: list[OldLoan] = []
    fresh: list[OldLoan] = []
    for key in KEYS:
        left = total - sum(loan.owed for loan in loans)
        if left <= 0:
            break
        show = {"left": left, "total": total, "fresh": tuple(fresh)}
        words = await Borrowers(key=key, show=show, money=True)
        lines = [line for line in words.splitlines() if line.strip()]
        if not lines:
            break
        fresh = [
            await told_loan(f"{key}.{place}", read_line(line), members, settings, day)
            for place, line in enumerate(lines, 1)
        ]
        loans += fresh
    return await _settled(total, tuple(loans))


async def told_loan(
    key: str, line: _Line, members: Sequence[Member], settings: ClubSettings, day: date
) -> OldLoan:
    """One loan out of the paper book; only what its line does not say is asked."""
    show: dict[str, Any] = {"line": line.text}
    member = await _borrower(key, line, members, show)
    show["member"] = member
    known, doubt = spoken(f"{key}.owed", line.amount, line.text)
    owed = await Money(key=f"{key}.owed", known=known, unclear=doubt, show=show)
    due_on = await Day(key=f"{key}.due", known=line.due_on, ahead=True, show=show)
    lent_on = line.lent_on if line.lent_on and line.lent_on < day else day.replace(day=1) - timedelta(days=1)
    usual = settings.monthly_rate_bp
    sure = line.rate_bp is not None and line.rate_bp <= HIGHEST_BP
    known_rate = line.rate_bp if sure else None if line.rated else usual
    rate = await Rate(key=f"{key}.rate", known=known_rate, show=show)
    return OldLoan(member, owed, rate, min(lent_on, due_on), due_on)


async def _borrower(key: str, line: _Line, members: Sequence[Member], show: dict[str, Any]) -> Member:
    named = people_named(polish(line.text))
    said = named[0].said if named else re.split(r"\d", polish(line.text), maxsplit=1)[0].strip(" ,:-")
    known = tuple(member.id for member in members_meant(said, members))
    shown = {**show, "said": said}
    meant = await WhoIs(key=f"{key}.who", members=tuple(members), known=known or None, show=shown)
    fitting = [member for member in members if member.id in meant]
    return await one_of(f"{key}.which", fitting, shown)


async def _settled(total: int, loans: tuple[OldLoan, ...]) -> tuple[int, tuple[OldLoan, ...]] | None:
    """The total as told, or as the loans make it; what nobody is named for is written so."""
    named = sum(loan.owed for loan in loans)
    if named == total:
        return total, loans
    keep = (Option("keep", ("giữ", "chưa rõ")),) if named < total else ()
    sums = (Option("sum", ("lấy tổng", "tổng các khoản")),) if loans else ()
    said = await Choose(
        key="lent_differs",
        about={"total": total, "named": named},
        choices=(*keep, *sums, DROP),
        show={"total": total, "named": named, "difference": abs(total - named), "count": len(loans)},
        money=True,
    )
    if said == "drop":
        return None
    return (named if said == "sum" else total), loans
