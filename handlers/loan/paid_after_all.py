"""Ai đóng rồi mà bị sót: who had paid after all is added to a collection that is written already.

Which collection is meant is told by the words, else by the receipts of lately; the amount is what is owed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import DROP, YES, Choose, Confirm, Option, agreed
from handlers.dialogue.replay import Fact
from handlers.fund.amends import LedgerTail
from handlers.fund.finding import collected_lately
from handlers.loan.book import LoanBook, period_of
from handlers.loan.collect import owing_dues, owing_interest
from handlers.loan.effects import Collect, NotWritten, Payment, Repay
from handlers.loan.interest_parts import parts_on
from handlers.loan.lend import loan_subject
from handlers.loan.paid_phrases import PaidPhrase, hear_paid
from handlers.loan.unpaid import Owing
from handlers.loan.who import members_meant, one_of
from storage.people_records import Member

KINDS = {"loan_interest": "interest", "dues": "dues"}
WORDS = {"interest": ("lãi", "tiền lãi"), "dues": ("hội phí", "phí", "quỹ")}
_MONTH = re.compile(r"^(?:lãi vay|hội phí) tháng (\d{1,2})$")
Effects = tuple[Repay | Collect | NotWritten, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """What one member has paid: interest or dues, of which month, loan by loan; `lump` as in DuesPaid."""

    member: Member
    what: str
    month: date
    owing: tuple[Owing, ...]
    lump: int = 0

    @property
    def amount(self) -> int:
        return sum(one.amount for one in self.owing)


async def paid_after_all(book: LoanBook, visit: Visit) -> Effects | None:
    """Everybody named pays what they owe; one who owes nothing is said so, and nothing is written."""
    phrase = hear_paid(visit.words) or PaidPhrase(())
    tail: LedgerTail = await Fact(LedgerTail, visit.subject)
    paid: dict[int, Paid] = {}
    collected = _collected(tail, visit.today)
    for place, said in enumerate(phrase.people, 1):
        meant = members_meant(said, book.members)
        owed = {one.id: _still_owed(book, collected, phrase.what, one, visit.today) for one in meant}
        fitting = [member for member in meant if owed[member.id]]
        if not fitting:
            return (_not_owed(meant, phrase.what or next(iter(collected), "")),)
        member = await one_of(f"which.{place}", fitting, {"said": said}, money=True)
        paid[member.id] = await _which_of(owed[member.id], place)
    show = {"paid": tuple(paid.values()), "total": sum(one.amount for one in paid.values())}
    about = {"paid": show["paid"], "day": visit.today}
    if not await agreed(Confirm(key="confirm", about=about, choices=(YES, DROP), show=show, money=True)):
        return None
    return tuple(effect for one in paid.values() for effect in _effects(book, one, visit.today))


def _not_owed(meant: Sequence[Member], what: str) -> NotWritten:
    return NotWritten(f"paid_up_{what}", meant[0]) if meant else NotWritten("unknown_payer")


def _still_owed(
    book: LoanBook, collected: Mapping[str, date], what: str, member: Member, today: date
) -> tuple[Paid, ...]:
    """What this member owes of what was collected: of the kind that is said, else of the newest one."""
    kinds = [what] if what else list(collected)[:1] or list(WORDS)
    each = [_owed(book, kind, collected.get(kind, today.replace(day=1)), member, today) for kind in kinds]
    return tuple(one for one in each if one.amount)


async def _which_of(owed: tuple[Paid, ...], place: int) -> Paid:
    if len(owed) == 1:
        return owed[0]
    options = tuple(Option(one.what, WORDS[one.what], {"one": one}) for one in owed)
    show: dict[str, Any] = {"member": owed[0].member, "amounts": [one.amount for one in owed]}
    picked = await Choose(key=f"what.{place}", about=show, choices=options, show=show, money=True)
    return next(one for one in owed if one.what == picked)


def _collected(tail: LedgerTail, today: date) -> dict[str, date]:
    """What was collected by name lately, the newest first, with the first day of its month."""
    found: dict[str, date] = {}
    for entry in collected_lately(tail, today):
        noted = _MONTH.match(entry.note)
        if noted and 1 <= int(noted[1]) <= 12 and (entry.member_id or entry.loan_id):
            year = entry.occurred_on.year - (int(noted[1]) > entry.occurred_on.month)
            found.setdefault(KINDS[entry.category], date(year, int(noted[1]), 1))
    return found


def _owed(book: LoanBook, what: str, month: date, member: Member, today: date) -> Paid:
    dues = what == "dues"
    owing = owing_dues(book, month, today) if dues else owing_interest(book, month)
    lump = book.dues_of(month).lump if dues else 0
    return Paid(member, what, month, tuple(one for one in owing if one.member.id == member.id), lump)


def _effects(book: LoanBook, paid: Paid, day: date) -> tuple[Repay | Collect, ...]:
    if paid.what == "dues":
        payment = Payment(0, paid.member, 0, paid.amount)
        return (Collect(book.club.id, "dues", period_of(paid.month), day, (payment,)),)
    return tuple(
        Repay(book.club.id, _payment(book, one, day), day, book.loan(one.loan_id).owed) for one in paid.owing
    )


def _payment(book: LoanBook, one: Owing, day: date) -> Payment:
    return Payment(one.loan_id, one.member, 0, one.amount, parts_on(book.club, day, one.amount).activity)


def opens_paid(words: str, _: date) -> bool:
    """ "nhầm ông Tư đóng rồi", "bà Hợi cũng nộp rồi"; with an amount it is an entry."""
    return hear_paid(words) is not None


PAID_AFTER_ALL = Talk("loan.paid_after_all", paid_after_all, LoanBook, opens_paid, loan_subject)
