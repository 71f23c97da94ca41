"""Answers about loans at any moment, in the middle of any talk: who borrows, who is late, who falls
due, one member's book.

Every figure is the ledger's of today; lists too long for one message go on with "xem tiếp".
"""

from collections.abc import Callable, Sequence
from datetime import date

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.loan.asked import LoansAsked, asks
from handlers.loan.book import Loan, LoanBook, Move
from handlers.loan.collect import owing_dues, owing_interest
from handlers.loan.owed import Owed, asked_back, parts_of
from handlers.loan.schedule import (
    due_between,
    interest_due,
    interest_of_month,
    late_days,
    late_principal,
    months_after,
    standing,
)
from handlers.loan.who import members_meant
from storage.people_records import Member

PAGE = "loan/queries"
A_PAGE = 5
NAMES = 12
SAME_NAME = 5
LONG_LATE = 30  # days; the share of the lent fund that is later than this is the clubs' PAR30


def answer(asked: LoansAsked, caller: Caller, facts: Facts) -> Say:
    """Words for one question."""
    book: LoanBook = facts.get(LoanBook, Subject(caller.club_id))
    if asked.who:
        return _about_member(asked, book, caller.today)
    return _LISTS[asked.what](asked, book, caller.today)


def _owed(book: LoanBook, loan: Loan, amount: int, today: date) -> Owed:
    member = book.member(loan.member_id)
    return Owed(member, loan, amount, standing(loan, today), late_days(loan, today))


def _borrowers(asked: LoansAsked, book: LoanBook, today: date) -> Say:
    loans = sorted(book.open_loans, key=lambda loan: (-late_days(loan, today), loan.due_on, loan.id))
    show = {
        "book": book,
        "today": today,
        "people": len({loan.member_id for loan in loans}),
        "total": sum(loan.owed for loan in loans),
        "unnamed": book.balances.income_fund.lent - sum(loan.owed for loan in loans),
        "listed": Pages(tuple(_owed(book, loan, loan.owed, today) for loan in loans), asked.page, A_PAGE),
    }
    return Say(PAGE, "borrowers", show)


def _late(asked: LoansAsked, book: LoanBook, today: date) -> Say:
    late = [
        _owed(book, loan, amount, today)
        for loan in book.open_loans
        if (amount := late_principal(loan, today))
    ]
    late.sort(key=lambda one: -one.days_late)
    long_late = sum(one.loan.owed for one in late if one.days_late > LONG_LATE)
    show = {
        "today": today,
        "listed": Pages(tuple(late), asked.page, A_PAGE),
        "count": len(late),
        "total": sum(one.amount for one in late),
        "long_late": long_late,
        "share": _permille(long_late, book.balances.income_fund.lent),
    }
    return Say(PAGE, "late", show)


def _permille(part: int, whole: int) -> int:
    return (part * 1000 * 2 + whole) // (whole * 2) if whole else 0


def _due(asked: LoansAsked, book: LoanBook, today: date) -> Say:
    month = asked.month or today.month
    first = date(today.year + (month < today.month), month, 1)
    last = months_after(first, 1)
    due = [
        _owed(book, loan, amount, today)
        for loan in book.open_loans
        if (amount := due_between(loan, first, date.fromordinal(last.toordinal() - 1)))
    ]
    due.sort(key=lambda one: (one.loan.due_on, one.loan.id))
    show = {
        "today": today,
        "month": first,
        "listed": Pages(tuple(due), asked.page, A_PAGE),
        "first": due[0].member if due else None,
        "count": len(due),
        "total": sum(one.amount for one in due),
    }
    return Say(PAGE, "due", show)


def _unpaid(asked: LoansAsked, book: LoanBook, today: date) -> Say:
    month = today.replace(day=1)
    dues = asked.what == "unpaid_dues"
    owing = owing_dues(book, month, today) if dues else owing_interest(book, month)
    show = {
        "month": month,
        "today": today,
        "listed": Pages(tuple(owing), asked.page, NAMES),
        "count": len({one.member.id for one in owing}),
        "total": sum(one.amount for one in owing),
        "lump": book.dues_of(month).lump,
    }
    return Say(PAGE, asked.what, show)


_LISTS: dict[str, Callable[[LoansAsked, LoanBook, date], Say]] = {
    "borrowers": _borrowers,
    "late": _late,
    "due": _due,
    "unpaid_dues": _unpaid,
    "unpaid_interest": _unpaid,
}


def _about_member(asked: LoansAsked, book: LoanBook, today: date) -> Say:
    meant = members_meant(asked.who, book.members)
    owing = [member for member in meant if any(loan.is_open for loan in book.loans_of(member.id))]
    meant = tuple(owing) if len(owing) == 1 else meant
    if not meant:
        return Say(PAGE, "nobody", {"said": asked.who})
    if len(meant) > 1:
        return Say(PAGE, "several", {"members": meant[:SAME_NAME], "said": asked.who})
    return _of_member(asked.what, book, meant[0], today)


def _of_member(what: str, book: LoanBook, member: Member, today: date) -> Say:
    loans = book.loans_of(member.id)
    opened = [loan for loan in loans if loan.is_open]
    if what == "member":
        return Say(PAGE, "member", _passbook(book, member, loans, today))
    if not opened:
        return Say(PAGE, "owes_nothing", {"member": member})
    interest = sum(interest_due(loan, today.replace(day=1), book.since) for loan in opened)
    owing = [_owed(book, loan, asked_back(loan, today), today) for loan in opened]
    show = {
        **parts_of(owing, today),
        "one": max(owing, key=lambda one: one.days_late),
        "owing": owing,
        "interest": interest,
    }
    return Say(PAGE, "letter", {**show, "club": book.club, "today": today})


def _passbook(book: LoanBook, member: Member, loans: Sequence[Loan], today: date) -> dict[str, object]:
    opened = [_owed(book, loan, loan.owed, today) for loan in loans if loan.is_open]
    month = today.replace(day=1)
    paid = sorted((move for loan in loans for move in loan.moves if _paid(move)), key=lambda m: m.on)
    return {
        "member": member,
        "today": today,
        "opened": opened,
        "closed": sum(loan.status not in ("written_off", "cancelled") and not loan.is_open for loan in loans),
        "lost": -sum(move.lent for loan in loans for move in loan.moves if move.lost),
        "interest": sum(interest_due(loan, month, book.since) for loan in loans if loan.is_open),
        "monthly": sum(interest_of_month(one.loan, month) for one in opened),
        **parts_of(opened, today),
        "last": _on_the_day(paid, paid[-1].on) if paid else None,
        "dues_paid": member.id in book.dues_of(month).members,
    }


def _on_the_day(paid: Sequence[Move], day: date) -> Move:
    """What came back on that day: interest split between the funds is one payment."""
    same = [move for move in paid if move.on == day]
    return Move(day, sum(move.lent for move in same), sum(move.interest for move in same))


def _paid(move: Move) -> bool:
    return not (move.lost or move.struck) and (move.lent < 0 or move.interest > 0)


LOAN_QUERY = Query("loan.query", asks, answer, COMMITTEE)
