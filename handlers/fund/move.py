"""Chuyển chỗ giữ tiền: box and savings book of one fund ("gửi tiết kiệm 5 triệu"), or from fund to fund.

Neither is income nor expense: the first leaves the fund's total as it was, the second makes two entries.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import DROP, EDIT, YES, Choose, Confirm, Day, Money, Option, ReviewLine
from handlers.dialogue.spoken import spoken
from handlers.fund.amends import Told
from handlers.fund.book import FundBook
from handlers.fund.entry import FUNDS, entry_subject
from handlers.fund.entry_amounts import Amount, amount_in
from handlers.fund.fund_words import fund_named, other_fund
from handlers.fund.requests import LARGE, AskAgreement, reaches_limit
from handlers.fund.wanted import BETWEEN, DEPOSIT, WITHDRAW, MoveMoney
from storage.records import Fund

OTHER_FUND = Option("other_fund", ("quỹ kia", "quỹ khác"))
OTHER_AMOUNT = Option("other", ("số khác", "khác"))
MORE_TRIES = (".2", ".3")
SAID = {"amount": ("số tiền", "gửi", "rút", "chuyển"), "fund": ("quỹ",), "day": ("ngày",)}
AGAIN = {"amount": ("short", "other_amount"), "fund": ("short",)}
_LEAD = r"^(?:(?:bac|toi|minh|clb|vua|moi|da|hom nay|hom qua|sang nay|chieu nay|quy \w+|thu quy)\s+)*"
_BANK = r"\b(?:tiet kiem|ngan hang|tai khoan|agribank|buu dien|quy tin dung)\b"
_DEPOSIT = re.compile(_LEAD + r"(?:gui|nop|dua|chuyen|bo)\b.*" + _BANK)
_WITHDRAW = re.compile(_LEAD + r"(?:rut|lay)\b.*(?:" + _BANK + r"|\btien gui\b)")
_BETWEEN = re.compile(_LEAD + r"chuyen\s+(?:quy|tien quy|.*\bquy\b)")
_TO = re.compile(r"\b(?:sang|qua|vào|vao|cho|về)\s+(?P<to>(?:quỹ|quy|qtn|qhđ|qhd).*)$", re.IGNORECASE)
_NOT_NOW = phrases("bao nhiêu|chưa|ngày mai|mai|định|sẽ|được không|muốn|có nên|khi nào|thế nào|sao|ai")


@dataclass(frozen=True, slots=True)
class MovePhrase:
    """What is moved: `fund` the one it leaves, `to_fund` only between funds."""

    kind: str
    amount: Amount | None
    fund: Fund | None
    to_fund: Fund | None
    day: date | None


def hear_move(text: str, today: date) -> MovePhrase | None:
    """ "gửi tiết kiệm 5 triệu", "chuyển 1 triệu từ quỹ hoạt động sang quỹ tăng thu nhập"; else None."""
    line, said = polish(text), fold(tidy(text))
    kind = _kind(said)
    if kind is None or "?" in line or find(words_of(line), _NOT_NOW):
        return None
    money, rest = amount_in(line) or (None, line)
    found = find_day(rest, today)
    day = found[0].value.day if found and isinstance(found[0], Heard) else None
    left, right = _both_funds(rest if found is None else found[1])
    if kind == BETWEEN and left is None and right is None and "quy" not in said:
        return None
    return MovePhrase(kind, money, left, right, day)


def _kind(said: str) -> str | None:
    for kind, pattern in ((WITHDRAW, _WITHDRAW), (DEPOSIT, _DEPOSIT), (BETWEEN, _BETWEEN)):
        if pattern.match(said):
            return kind
    return None


def _both_funds(line: str) -> tuple[Fund | None, Fund | None]:
    """(from, to): naming one of two funds names the other."""
    to = _TO.search(line)
    into = fund_named(to["to"])[0] if to else None
    out = fund_named(line[: to.start()] if to and into else line)[0]
    if into is not None and out is None:
        out = other_fund(into)
    return out, into


async def move_money(book: FundBook, visit: Visit) -> MoveMoney | AskAgreement | Told | None:
    """Gửi, rút tiết kiệm; chuyển quỹ."""
    phrase = hear_move(visit.words, visit.today)
    kind = phrase.kind if phrase else BETWEEN
    amount = await _amount(visit, phrase, kind)
    named = phrase.fund if phrase else None
    told = (_line("amount", amount),)
    fund = Fund(await Choose(key="fund", choices=FUNDS, known=named, show={"kind": kind}, lines=told))
    day = await Day(key="day", known=(phrase.day if phrase else None) or visit.today)
    if book.closing.is_closed(day, visit.today):
        return Told("closed")
    enough = await _enough(book, kind, fund, amount)
    if enough is None:
        return None
    fund, amount = enough
    to_fund = other_fund(fund) if kind == BETWEEN else fund
    move = MoveMoney(book.club.id, kind, amount, fund, to_fund, day)
    if not await _sure(book, move):
        return None
    large = reaches_limit(move.amount, book.club.settings)
    return AskAgreement(book.club.id, LARGE, other=move) if large else move


async def _amount(visit: Visit, phrase: MovePhrase | None, kind: str) -> int:
    known, doubt = spoken("amount", phrase.amount if phrase else None, visit.words)
    return await Money(key="amount", known=known, unclear=doubt, show={"kind": kind})


async def _enough(book: FundBook, kind: str, fund: Fund, amount: int) -> tuple[Fund, int] | None:
    """The fund and the amount that its place can give: another of either is offered where it cannot."""
    for again in ("", *MORE_TRIES):
        if amount <= _held(book, kind, fund):
            return fund, amount
        said = await _instead(book, kind, fund, amount, again)
        if said == "drop":
            return None
        if said == "other_fund":
            fund = other_fund(fund)
        else:
            amount = await Money(key=f"other_amount{again}", show={"kind": kind})
    return None


def _held(book: FundBook, kind: str, fund: Fund) -> int:
    held = book.balances.of(fund)
    return held.bank if kind == WITHDRAW else held.box


async def _instead(book: FundBook, kind: str, fund: Fund, amount: int, again: str) -> str:
    held, beside = _held(book, kind, fund), _held(book, kind, other_fund(fund))
    able = kind != BETWEEN and amount <= beside
    choices = (*((OTHER_FUND,) if able else ()), OTHER_AMOUNT, DROP)
    show = {
        "kind": kind,
        "fund": fund,
        "amount": amount,
        "held": held,
        "beside": beside,
        "to": other_fund(fund),
    }
    about = {"fund": str(fund), "amount": amount, "held": held, "beside": beside}
    return await Choose(key=f"short{again}", about=about, choices=choices, show=show, money=True)


async def _sure(book: FundBook, move: MoveMoney) -> bool:
    about = {"move": move, "box": book.balances.of(move.fund).box, "bank": book.balances.of(move.fund).bank}
    old: dict[str, int | str] = {"amount": move.amount, "fund": str(move.fund), "day": move.day.isoformat()}
    lines = tuple(_line(name, value) for name, value in old.items())
    show = {"move": move, "held": book.balances.of(move.fund)}
    said = await Confirm(
        key="confirm", about=about, choices=(YES, EDIT, DROP), lines=lines, show=show, money=True
    )
    return said == "yes"


def _line(name: str, old: int | str) -> ReviewLine:
    return ReviewLine(name, (name, *AGAIN.get(name, ())), {name: old}, said=SAID[name])


def opens_move(words: str, today: date) -> bool:
    """ "gửi tiết kiệm 5 triệu", "rút sổ tiết kiệm 2 triệu", "chuyển quỹ"."""
    return hear_move(words, today) is not None


MOVE = Talk("fund.move", move_money, FundBook, opens_move, entry_subject, photo="fund.photo")
