"""What was read back, as postings: a plain entry, money changing its place, and what waits for somebody.

Numbers and keys are given where they are written; a loan that waits has no id yet, so it is 0 here.
"""

from handlers.fund.amends import AmendBook, written_again
from handlers.fund.book import EntryDraft
from handlers.fund.counting import SettleDifference
from handlers.fund.posting import (
    count_difference_posting,
    expense_posting,
    fund_transfer_postings,
    income_posting,
    lend_posting,
    move_posting,
    reversal_of,
)
from handlers.fund.requests import FundRequest
from handlers.fund.wanted import BETWEEN, DEPOSIT, MoveMoney
from handlers.loan.effects import Lend
from storage.records import Place, Posting


def entry_posting(club_id: int, draft: EntryDraft) -> Posting:
    """A read-back entry as a posting."""
    write = income_posting if draft.direction == "income" else expense_posting
    return write(
        club_id,
        draft.fund,
        draft.amount,
        draft.category,
        draft.day,
        note=draft.what,
        party=draft.party,
        member_id=draft.member_id,
    )


def move_postings(move: MoveMoney) -> tuple[Posting, ...]:
    """Between places one posting, between funds two."""
    if move.kind == BETWEEN:
        return fund_transfer_postings(move.club_id, move.fund, move.to_fund, move.amount, move.day)
    ends = (Place.BOX, Place.BANK) if move.kind == DEPOSIT else (Place.BANK, Place.BOX)
    return (move_posting(move.club_id, move.fund, move.amount, *ends, move.day),)


def difference_posting(settle: SettleDifference) -> Posting:
    """What the box held more or less than the book, with its reason."""
    return count_difference_posting(
        settle.club_id, settle.fund, settle.open.amount, settle.on, note=settle.reason
    )


def amend_postings(amend: AmendBook) -> tuple[Posting, ...]:
    """Mirrors first, then the right entries."""
    mirrors = (reversal_of(entry, amend.dated or entry.occurred_on) for entry in amend.strike)
    return (*mirrors, *(written_again(rewrite, amend.dated) for rewrite in amend.write))


def request_postings(request: FundRequest) -> tuple[Posting, ...]:
    """What a request would write today; a book's beginning writes only into a fund that has none."""
    plain = tuple(entry_posting(request.club_id, draft) for draft in request.drafts)
    if request.amend is not None:
        return (*plain, *amend_postings(request.amend))
    match request.other:
        case Lend() as lend:
            return (*plain, lend_posting(lend.club_id, 0, lend.principal, lend.lent_on))
        case MoveMoney() as move:
            return (*plain, *move_postings(move))
        case SettleDifference() as settle:
            return (*plain, difference_posting(settle))
        case _:
            return plain
