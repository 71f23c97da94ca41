"""Số dư đầu: what a club had on the day its book begins here, moved in from the paper book, also in mid-year.

Six short questions, or one line for one fund; a book that has begun is not begun again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import DROP, EDIT, YES, Confirm, Day, Money, ReviewLine
from handlers.dialogue.state import Doubt
from handlers.fund.amends import Told
from handlers.fund.book import FundBook
from handlers.fund.entry import entry_subject
from handlers.fund.entry_amounts import amount_in
from handlers.fund.fund_words import fund_named
from handlers.fund.old_loans import KEYS, running_loans
from handlers.fund.requests import LARGE, AskAgreement, reaches_limit
from handlers.fund.wanted import OldLoan, SetOpening
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
    line = polish(visit.words)
    named, rest = fund_named(line)
    wanted = [fund for fund in ASKED if fund not in book.begun and named in (None, fund)]
    if not wanted:
        return Told("begun")
    day = await _day(rest, visit)
    keys = [key for fund in wanted for key in ASKED[fund]]
    said = {key: await _amount(key, keys, visit, rest if named else "") for key in keys}
    funds = _totals(wanted, said)
    if not any(totals.total for _, totals in funds):
        return Told("empty")
    running: tuple[OldLoan, ...] = ()
    if said.get("income_lent"):
        settled = await running_loans(
            book.book.members, book.book.club.settings, visit, day, said["income_lent"]
        )
        if settled is None:
            return None
        said["income_lent"], running = settled
        funds = _totals(wanted, said)
    opening = SetOpening(book.book.club.id, day, funds, running)
    again = {"income_lent": (*KEYS, "lent_differs")}
    lines = tuple(
        ReviewLine(key, (key, *again.get(key, ())), {key: said[key]}, {"amount": said[key]}) for key in keys
    )
    lines += (ReviewLine("day", ("day",), {"day": day.isoformat()}, {"amount": 0}),)
    unnamed = said.get("income_lent", 0) - sum(loan.owed for loan in running)
    show = {"opening": opening, "day": day, "unnamed": unnamed}
    done = await Confirm(
        key="confirm", about=opening, choices=(YES, EDIT, DROP), lines=lines, show=show, money=True
    )
    if done != "yes":
        return None
    large = reaches_limit(max(had.total for _, had in funds), book.book.club.settings)
    return AskAgreement(opening.club_id, LARGE, other=opening) if large else opening


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
    known = heard.value if isinstance(heard, Heard) else None
    if known is not None and key != keys[0]:
        known = 0
    doubt = None
    if isinstance(heard, Unclear) and key == keys[0]:
        doubt = Doubt(key, heard.reason, heard.guesses, visit.words[:80])
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
