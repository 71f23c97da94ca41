"""What a treasurer does, as postings: each constructor picks the places, the signs and the receipt.

Interest that goes to another fund than the loan came from makes two postings and receipts, else one.
"""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from storage.records import FUND_TRANSFER, Entry, EntryKind, Fund, Line, Place, Posting, ReceiptSide

LOAN_OUT = "loan_out"
LOAN_REPAYMENT = "loan_repayment"
LOAN_INTEREST = "loan_interest"
LOAN_LOSS = "loan_loss"
BETWEEN_PLACES = "between_places"
OPENING_BALANCE = "opening_balance"
COUNT_DIFFERENCE = "count_difference"


class Particulars(TypedDict, total=False):
    """What any posting may carry besides the money."""

    note: str
    party: str
    photo: str
    member_id: int | None
    recorded_by: int | None


def income_posting(
    club_id: int,
    fund: Fund,
    amount: int,
    category: str,
    occurred_on: date,
    *,
    place: Place = Place.BOX,
    **particulars: Unpack[Particulars],
) -> Posting:
    """Thu: `amount` đồng came into the fund, into the box unless told; phiếu thu."""
    lines = (Line(place, amount), Line(Place.EARNED, -amount))
    plain = Posting(club_id, fund, EntryKind.INCOME, lines, category, occurred_on)
    return _with(plain, ReceiptSide.IN, particulars)


def expense_posting(
    club_id: int,
    fund: Fund,
    amount: int,
    category: str,
    occurred_on: date,
    *,
    place: Place = Place.BOX,
    **particulars: Unpack[Particulars],
) -> Posting:
    """Chi: `amount` đồng left the fund; phiếu chi."""
    lines = (Line(place, -amount), Line(Place.SPENT, amount))
    plain = Posting(club_id, fund, EntryKind.EXPENSE, lines, category, occurred_on)
    return _with(plain, ReceiptSide.OUT, particulars)


def lend_posting(
    club_id: int,
    loan_id: int,
    principal: int,
    occurred_on: date,
    *,
    place: Place = Place.BOX,
    **particulars: Unpack[Particulars],
) -> Posting:
    """Cho vay: principal goes from the box to those who owe; phiếu chi of the income fund."""
    lines = (Line(place, -principal), Line(Place.LENT, principal))
    plain = _of_loan(club_id, loan_id, EntryKind.LEND, lines, LOAN_OUT, occurred_on)
    return _with(plain, ReceiptSide.OUT, particulars)


def repay_posting(
    club_id: int,
    loan_id: int,
    principal: int,
    interest: int,
    interest_fund: Fund,
    occurred_on: date,
    *,
    place: Place = Place.BOX,
    **particulars: Unpack[Particulars],
) -> tuple[Posting, ...]:
    """Trả nợ: principal back to the income fund, interest where the club's rule sends it.

    Either amount may be 0 (B9: interest alone); with both 0 nothing is returned.
    """
    here = interest if interest_fund is Fund.INCOME_FUND else 0
    money = ((place, principal + here), (Place.LENT, -principal), (Place.EARNED, -here))
    lines = tuple(Line(where, amount) for where, amount in money if amount)
    category = LOAN_REPAYMENT if principal else LOAN_INTEREST
    back = _of_loan(club_id, loan_id, EntryKind.REPAY, lines, category, occurred_on)
    repaid = (_with(back, ReceiptSide.IN, particulars),) if lines else ()
    if interest == here:
        return repaid
    aside = income_posting(
        club_id, interest_fund, interest, LOAN_INTEREST, occurred_on, place=place, **particulars
    )
    return (*repaid, replace(aside, loan_id=loan_id))


def write_off_posting(
    club_id: int, loan_id: int, principal: int, occurred_on: date, **particulars: Unpack[Particulars]
) -> Posting:
    """Mất vốn: what will not come back leaves the fund without any cash moving; no receipt."""
    lines = (Line(Place.LENT, -principal), Line(Place.SPENT, principal))
    plain = _of_loan(club_id, loan_id, EntryKind.ADJUSTMENT, lines, LOAN_LOSS, occurred_on)
    return _with(plain, ReceiptSide.NONE, particulars)


def move_posting(
    club_id: int,
    fund: Fund,
    amount: int,
    from_place: Place,
    to_place: Place,
    occurred_on: date,
    **particulars: Unpack[Particulars],
) -> Posting:
    """Between box and bank of one fund: neither income nor expense, no receipt."""
    lines = (Line(from_place, -amount), Line(to_place, amount))
    plain = Posting(club_id, fund, EntryKind.TRANSFER, lines, BETWEEN_PLACES, occurred_on)
    return _with(plain, ReceiptSide.NONE, particulars)


def fund_transfer_postings(
    club_id: int,
    from_fund: Fund,
    to_fund: Fund,
    amount: int,
    occurred_on: date,
    **particulars: Unpack[Particulars],
) -> tuple[Posting, Posting]:
    """From one fund's box to the other's: two entries, since each fund balances by itself."""
    out = (Line(Place.BOX, -amount), Line(Place.SPENT, amount))
    into = (Line(Place.BOX, amount), Line(Place.EARNED, -amount))
    left = Posting(club_id, from_fund, EntryKind.TRANSFER, out, FUND_TRANSFER, occurred_on)
    came = Posting(club_id, to_fund, EntryKind.TRANSFER, into, FUND_TRANSFER, occurred_on)
    return _with(left, ReceiptSide.OUT, particulars), _with(came, ReceiptSide.IN, particulars)


def opening_posting(
    club_id: int,
    fund: Fund,
    occurred_on: date,
    *,
    box: int = 0,
    bank: int = 0,
    lent: int = 0,
    **particulars: Unpack[Particulars],
) -> Posting:
    """What the fund had on the day its book begins here; no receipt."""
    owned = ((Place.BOX, box), (Place.BANK, bank), (Place.LENT, lent), (Place.START, -(box + bank + lent)))
    lines = tuple(Line(place, amount) for place, amount in owned if amount)
    plain = Posting(club_id, fund, EntryKind.OPENING, lines, OPENING_BALANCE, occurred_on)
    return _with(plain, ReceiptSide.NONE, particulars)


def count_difference_posting(
    club_id: int, fund: Fund, difference: int, occurred_on: date, **particulars: Unpack[Particulars]
) -> Posting:
    """Kiểm quỹ: the box held `difference` đồng more (or, negative, less) than the book; no receipt."""
    lines = (Line(Place.BOX, difference), Line(Place.EARNED if difference > 0 else Place.SPENT, -difference))
    plain = Posting(club_id, fund, EntryKind.ADJUSTMENT, lines, COUNT_DIFFERENCE, occurred_on)
    return _with(plain, ReceiptSide.NONE, particulars)


def reversal_of(
    entry: Entry, occurred_on: date, *, note: str = "", recorded_by: int | None = None
) -> Posting:
    """Gạch bỏ: the exact mirror; on the entry's own day the month comes out as if it had never been."""
    return Posting(
        club_id=entry.club_id,
        fund=entry.fund,
        kind=EntryKind.REVERSAL,
        lines=tuple(Line(line.place, -line.amount) for line in entry.lines),
        category=entry.category,
        occurred_on=occurred_on,
        note=note,
        member_id=entry.member_id,
        loan_id=entry.loan_id,
        reverses_id=entry.id,
        recorded_by=recorded_by,
    )


def _of_loan(
    club_id: int, loan_id: int, kind: EntryKind, lines: tuple[Line, ...], category: str, occurred_on: date
) -> Posting:
    return Posting(club_id, Fund.INCOME_FUND, kind, lines, category, occurred_on, loan_id=loan_id)


def _with(plain: Posting, side: ReceiptSide, particulars: Particulars) -> Posting:
    return replace(plain, receipt_side=side, **particulars)
