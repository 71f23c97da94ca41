"""Repayments told among other lines: one that leaves nothing to ask is confirmed together with the entries.

Whatever is doubtful about a line (who, which loan, how much of it is interest, too much, said before) keeps
it for its own talk, which opens after the message is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import Choose, Option
from handlers.fund.entry_words import LEND
from handlers.fund.guards import slip_of
from handlers.fund.lines import EntryLine
from handlers.fund.phrases import EntryPhrase
from handlers.loan.book import Loan, LoanBook
from handlers.loan.effects import Payment, Repay
from handlers.loan.interest_parts import parts_on
from handlers.loan.phrases import name_in
from handlers.loan.schedule import Share, interest_due, interest_of_month, share_out
from handlers.loan.twice import paid_already
from handlers.loan.who import members_meant
from storage.records import Fund

LEND_TALK, REPAY_TALK = "loan.lend", "loan.repay"
APART = Option("apart", ("hỏi riêng", "sửa", "riêng"))
LEAVE = Option("leave", ("bỏ", "bỏ đi", "không ghi"))


@dataclass(frozen=True, slots=True)
class LoanLines:
    """`together`: line numbers with what is written for them; `later`: lines with a talk of their own."""

    together: tuple[tuple[int, Repay], ...] = ()
    later: tuple[EntryLine, ...] = ()

    @property
    def repays(self) -> tuple[Repay, ...]:
        return tuple(repay for _, repay in self.together)

    @property
    def cash(self) -> dict[Fund, int]:
        """What they bring into each fund's box, in đồng."""
        principal = sum(repay.payment.principal for repay in self.repays)
        interest = self.interest
        return {**interest, Fund.INCOME_FUND: interest[Fund.INCOME_FUND] + principal}

    @property
    def interest(self) -> dict[Fund, int]:
        """What they add to each fund: principal only changes its place."""
        paid = [repay.payment for repay in self.repays]
        aside = sum(payment.aside for payment in paid)
        whole = sum(payment.interest for payment in paid)
        return {Fund.INCOME_FUND: whole - aside, Fund.ACTIVITY_FUND: aside}

    def all_later(self, lines: Sequence[EntryLine]) -> "LoanLines":
        """The same with every line asked about on its own."""
        kept = {number for number, _ in self.together} | {line.number for line in self.later}
        return LoanLines(later=tuple(line for line in lines if line.number in kept))


async def taken_together(book: LoanBook, lines: Sequence[EntryLine], day: date, today: date) -> LoanLines:
    """Sorts the loan lines of a message; `day` is that of lines which name none.

    A second line about the same loan waits: what it owes is known only after the first.
    """
    together: list[tuple[int, Repay]] = []
    later: list[EntryLine] = []
    for line in lines:
        repay = sure_repayment(book, line.phrase, day, today)
        if repay is None or repay.payment.loan_id in {known.payment.loan_id for _, known in together}:
            later.append(line)
            continue
        said = await _apart(line, repay)
        if said == "apart":
            later.append(line)
        elif said != "leave":
            together.append((line.number, repay))
    return LoanLines(tuple(together), tuple(later))


async def _apart(line: EntryLine, repay: Repay) -> str:
    """Asked only when "sửa" picked this line: its parts are corrected in its own talk."""
    key, show = f"loan.{line.number}.apart", {"repay": repay}
    return await Choose(key=key, choices=(APART, LEAVE), known="together", show=show)


def talk_of_line(line: EntryLine) -> tuple[str, str]:
    """The talk a line belongs to, with its words."""
    return (LEND_TALK if line.phrase.direction == LEND else REPAY_TALK), line.text


def sure_repayment(book: LoanBook, phrase: EntryPhrase, day: date, today: date) -> Repay | None:
    """The repayment a line tells, or None where its talk would have to ask anything but the last yes."""
    loan = _only_loan(book, phrase)
    paid_on = _day(book, phrase, day, today)
    if loan is None or paid_on is None or phrase.direction == LEND:
        return None
    month = paid_on.replace(day=1)
    share = _sure_share(phrase, loan, interest_due(loan, month, book.since))
    if share is None or _doubtful(share, loan, interest_of_month(loan, month)):
        return None
    aside = parts_on(book.club, paid_on, share.interest).activity
    payment = Payment(loan.id, book.member(loan.member_id), share.principal, share.interest, aside)
    if paid_already(loan, payment, paid_on) is not None:
        return None
    return Repay(book.club.id, payment, paid_on, loan.owed - share.principal)


def _only_loan(book: LoanBook, phrase: EntryPhrase) -> Loan | None:
    """The one open loan of the one borrower the name can mean."""
    said = phrase.counterparty or name_in(phrase.words)
    meant = {member.id for member in members_meant(said, book.members)}
    found = [loan for loan in book.open_loans if loan.member_id in meant]
    return found[0] if len(found) == 1 else None


def _day(book: LoanBook, phrase: EntryPhrase, day: date, today: date) -> date | None:
    heard = phrase.day
    if heard is not None and not (isinstance(heard, Heard) and not heard.value.old):
        return None
    said = heard.value.day if isinstance(heard, Heard) else day
    return None if said != today and book.closing.is_closed(said, today) else said


def _sure_share(phrase: EntryPhrase, loan: Loan, interest: int) -> Share | None:
    """Principal and interest by their names; a bare sum only where all of it can be but one of them."""
    parts = (phrase.principal, phrase.interest)
    if phrase.category == "loan_interest":
        parts = (None, phrase.amount)
    if parts != (None, None):
        known = [0 if part is None else part.value if isinstance(part, Heard) else -1 for part in parts]
        return Share(known[0], known[1]) if min(known) >= 0 else None
    if not isinstance(phrase.amount, Heard):
        return None
    total = phrase.amount.value
    return share_out(total, loan.owed, interest) if not interest or total >= loan.owed + interest else None


def _doubtful(share: Share, loan: Loan, month_interest: int) -> bool:
    """Nothing at all, more than is owed, or interest ten times the month's."""
    too_much = share.returned or share.principal > loan.owed or not share.total
    return bool(too_much) or slip_of(share.interest, month_interest) is not None
