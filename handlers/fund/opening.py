"""Số dư đầu: what a club had on the day its book begins here, moved in from the paper book, also in mid-year.

Six short questions, or one line for one fund; a book that has begun is not begun again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import DROP, EDIT, YES, Confirm, Day, Money, ReviewLine
from handlers.dialogue.spoken import spoken
from handlers.fund.amends import Told
from handlers.fund.book import FundBook
from handlers.fund.entry import entry_subject
from handlers.fund.entry_amounts import amount_in
from handlers.fund.fund_words import fund_named
from handlers.fund.old_loans import KEYS, running_loans
from handlers.fund.requests import LARGE, AskAgreement, reaches_limit
from handlers.fund.wanted import SetOpening
from storage.records import Fund, FundTotals

_OPENERS = (
    "so du dau",
    "nhap so du",
    "so du ban dau",
    "nhap so cu",
    "chuyen so cu",
    "mang so cu",
    "mo so quy",
)
ASKED = {
    Fund.ACTIVITY_FUND: ("activity_box", "activity_bank"),
    Fund.INCOME_FUND: ("income_box", "income_bank", "income_lent"),
}


@dataclass(frozen=True, slots=True)
class OpeningBook:
    """The club's funds, and those whose book has begun already."""

    book: FundBook
    begun: frozenset[Fund] = frozenset()


async def set_opening(book: OpeningBook, visit: Visit) -> SetOpening | AskAgreement | Told | None:
    """Nhập số dư đầu of the funds that have none yet."""
    named, rest = fund_named(polish(visit.words))
    wanted = [fund for fund in ASKED if fund not in book.begun and named in (None, fund)]
    if not wanted:
        return Told("begun")
    day = await _day(rest, visit)
    keys = [key for fund in wanted for key in ASKED[fund]]
    said = {key: await _amount(key, keys, visit, rest if named else "") for key in keys}
    if not any(said.values()):
        return Told("empty")
    club = book.book.club
    lent = await running_loans(book.book.members, club.settings, visit, day, said.get("income_lent", 0))
    if lent is None:
        return None
    if "income_lent" in said:
        said["income_lent"] = lent[0]
    opening = SetOpening(club.id, day, _totals(wanted, said), lent[1])
    if not await _confirmed(opening, said):
        return None
    large = reaches_limit(max(had.total for _, had in opening.funds), club.settings)
    return AskAgreement(opening.club_id, LARGE, other=opening) if large else opening


async def _confirmed(opening: SetOpening, said: Mapping[str, int]) -> bool:
    """Everything read back; "sửa" on the money lent out asks for its loans again too."""
    again = {"income_lent": (*KEYS, "lent_differs")}
    lines = tuple(
        ReviewLine(key, (key, *again.get(key, ())), {key: amount}, {"amount": amount})
        for key, amount in said.items()
    )
    lines += (ReviewLine("day", ("day",), {"day": opening.day.isoformat()}, {"amount": 0}),)
    unnamed = said.get("income_lent", 0) - sum(loan.owed for loan in opening.loans)
    show = {"opening": opening, "day": opening.day, "unnamed": unnamed}
    question = Confirm(
        key="confirm", about=opening, choices=(YES, EDIT, DROP), lines=lines, show=show, money=True
    )
    return await question == "yes"


def _totals(wanted: Sequence[Fund], said: Mapping[str, int]) -> tuple[tuple[Fund, FundTotals], ...]:
    return tuple(
        (fund, FundTotals(**{key.split("_")[1]: said[key] for key in ASKED[fund]})) for fund in wanted
    )


async def _day(rest: str, visit: Visit) -> date:
    found = find_day(rest, visit.today)
    known = found[0].value.day if found and isinstance(found[0], Heard) else None
    return await Day(key="day", known=known)


async def _amount(key: str, keys: list[str], visit: Visit, line: str) -> int:
    """The first place of a fund may have been said in the opening line, the rest is then nothing."""
    found = find_day(line, visit.today)
    heard = (amount_in(found[1] if found else line) or (None, ""))[0] if line else None
    known, doubt = spoken(key, heard, visit.words)
    if key != keys[0]:
        known, doubt = None if known is None else 0, None
    return await Money(
        key=key,
        zero=True,
        known=known,
        unclear=doubt,
        step=(keys.index(key) + 1, len(keys)),
        show={"all": keys},
    )


def opens_opening(words: str, today: date) -> bool:
    """ "số dư đầu", "số dư đầu quỹ hoạt động 2tr850 ngày 1/10"; a question opens nothing."""
    said = fold(tidy(words))
    return said.startswith(_OPENERS) and "?" not in words and "bao nhieu" not in said


OPENING = Talk("fund.opening", set_opening, OpeningBook, opens_opening, entry_subject, resumes=True)
