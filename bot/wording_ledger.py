"""How written entries are told: their receipt, what they were for, what they added or took."""

from collections.abc import Callable
from typing import Any

from bot.wording_blocks import block_text, has_block
from bot.wording_fund import category_name, receipt_name
from handlers.fund.amends import size_of
from handlers.money import digits
from storage.records import Entry, EntryKind, Place

LEDGER_WORDS = "fund/ledger_words"
TITLES = frozenset({"ông", "bà", "cụ", "bác", "chú", "cô", "anh", "chị"})


def entry_told(entry: Entry, amount: int = 0) -> str:
    """What it was for, as it was typed, else its category: "ông Sơn ủng hộ"; `amount` is the part shown."""
    return entry.note or f"{_reason(entry, amount)} {short_party(entry.party)}".strip()


def _reason(entry: Entry, amount: int) -> str:
    """A repayment by what the amount shown paid: principal, interest, or both."""
    interest, principal = -entry.at(Place.EARNED), -entry.at(Place.LENT)
    if entry.kind is not EntryKind.REPAY or not interest or abs(amount) == principal:
        return category_said(entry.category)
    both = principal and abs(amount) != interest
    return block_text(LEDGER_WORDS, "repaid_both" if both else "repaid_interest")


def short_party(party: str) -> str:
    """bà Nguyễn Thị Lan -> bà Lan; companies and short names as they are."""
    words = party.split()
    titled = len(words) > 2 and words[0].lower() in TITLES
    return f"{words[0]} {words[-1]}" if titled else party


def category_said(code: str) -> str:
    """The name of any category, those of loans, transfers and counts included."""
    return block_text(LEDGER_WORDS, code) if has_block(LEDGER_WORDS, code) else category_name(code)


def slip_number(entry: Entry) -> str:
    """phiếu 15; a line without receipt by its place in the book."""
    name = receipt_name(entry)
    return name.replace("phiếu thu số", "phiếu").replace("phiếu chi số", "phiếu")


def signed(amount: int) -> str:
    """+500.000 or −200.000, with a real minus sign."""
    return f"{'+' if amount >= 0 else '−'}{digits(abs(amount))}"


def fund_short(fund: str) -> str:
    """QHĐ, QTN: where a page of both funds has no room for their names."""
    return "QTN" if fund == "income_fund" else "QHĐ"


def given_name(name: str) -> str:
    """Bùi Thị Ngọc -> Ngọc."""
    return name.rsplit(maxsplit=1)[-1] if name else ""


LEDGER_FILTERS: dict[str, Callable[..., Any]] = {
    "entry_told": entry_told,
    "category_said": category_said,
    "slip_number": slip_number,
    "size_of": size_of,
    "signed": signed,
    "fund_short": fund_short,
    "given_name": given_name,
}
