"""Người vay trả nợ (golden B5): in full, in part, early, late or too much.

Where only the sum is said, how much of it is interest is asked, never guessed.
"""

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import Choose, Confirm, Option, ReviewLine, agreed
from handlers.fund.whole_lines import says_all_of_loan
from handlers.loan.book import Loan, LoanBook
from handlers.loan.days import day_told
from handlers.loan.effects import NotWritten, Payment, Repay
from handlers.loan.interest_parts import parts_on
from handlers.loan.lend import loan_subject
from handlers.loan.phrases import line_of, name_in, opens_repay
from handlers.loan.schedule import Share, interest_due, interest_of_month, late_days
from handlers.loan.share import AGAIN, Due, shared
from handlers.loan.twice import paid_already
from handlers.loan.who import member_meant
from handlers.money import digits
from storage.people_records import Member

SAID = {"principal": ("trả gốc", "tiền gốc"), "interest": ("trả lãi", "tiền lãi"), "day": ("ngày",)}


async def repay_loan(book: LoanBook, visit: Visit) -> Repay | NotWritten | None:
    """Which loan, how much of principal and of interest; then the read-back."""
    phrase = line_of(visit.words, visit.today)
    with_loans = [loan.member_id for loan in book.open_loans]
    said = phrase.counterparty or name_in(visit.words)
    member = await member_meant(said, book.members, {"act": "repay"}, with_loans)
    loan = await open_loan_of(book, member)
    if loan is None:
        return _nothing_owed(book, member)
    day = await day_told(phrase, book, visit, {"member": member})
    if day is None:
        return None
    month = day.replace(day=1)
    due = Due(member, loan, interest_due(loan, month, book.since), interest_of_month(loan, month))
    share = await shared(phrase, due, visit)
    if share is None or not share.principal + share.interest:
        return None
    after = loan.owed - share.principal
    aside = parts_on(book.club, day, share.interest).activity
    payment = Payment(loan.id, member, share.principal, share.interest, aside)
    effect = Repay(book.club.id, payment, day, after)
    return effect if await agreed(_read_back(effect, due, share, visit)) else None


async def open_loan_of(book: LoanBook, member: Member) -> Loan | None:
    """The one open loan of a member, asked for where there are several; None where nothing is owed."""
    found = [loan for loan in book.loans_of(member.id) if loan.is_open]
    if len(found) < 2:
        return found[0] if found else None
    options = tuple(_as_option(loan) for loan in found)
    picked = await Choose(key="loan", choices=options, show={"member": member, "loans": found})
    return next(loan for loan in found if str(loan.id) == picked)


def _as_option(loan: Loan) -> Option:
    lent_on = f"{loan.lent_on.day}/{loan.lent_on.month}/{loan.lent_on.year}"
    return Option(str(loan.id), (lent_on, digits(loan.owed)), {"label": f"{digits(loan.owed)} ({lent_on})"})


def _nothing_owed(book: LoanBook, member: Member) -> NotWritten:
    before = [loan for loan in book.loans_of(member.id) if loan.closed_on and loan.status != "cancelled"]
    if not before:
        return NotWritten("no_loan", member)
    last = max(before, key=lambda loan: loan.closed_on or loan.lent_on)
    return NotWritten("lost" if last.status == "written_off" else "closed", member, last)


def _read_back(effect: Repay, due: Due, share: Share, visit: Visit) -> Confirm:
    double = paid_already(due.loan, effect.payment, effect.day)
    about = {"effect": effect, "returned": share.returned, "double": double.receipt if double else 0}
    show = {
        "effect": effect,
        "due": due,
        "share": share,
        "repeats": visit.repeats,
        "double": double,
        "late": late_days(due.loan, effect.day),
    }
    return Confirm(key="confirm", about=about, lines=_lines(effect), show=show, money=True)


def _lines(effect: Repay) -> tuple[ReviewLine, ...]:
    paid = effect.payment
    old = {"principal": paid.principal, "interest": paid.interest, "total": paid.principal + paid.interest}
    parts = {
        "principal": ("principal", "total", "split", "too_much", *AGAIN),
        "interest": ("interest", "total", "split", "unusual", "corrected"),
        "day": ("day", "closed"),
    }
    return tuple(ReviewLine(name, keys, old, {"effect": effect}, SAID[name]) for name, keys in parts.items())


REPAY = Talk(
    "loan.repay",
    repay_loan,
    LoanBook,
    opens_repay,
    loan_subject,
    photo="fund.photo",
    says_all=says_all_of_loan,
    in_a_story="fund.entry",
    on_behalf=True,
)
