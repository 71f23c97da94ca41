"""Collection day (golden B9): the bot says who owes what, the treasurer names who has not paid, one
yes writes all.

Interest is one receipt a borrower; hội phí one a member, so that "ai chưa đóng" always has an answer.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import Choose, Confirm, Option, ReviewLine, agreed
from handlers.loan.book import LoanBook, period_of
from handlers.loan.effects import Collect, NotWritten, Payment, Unpaid
from handlers.loan.interest_parts import parts_on, summed
from handlers.loan.lend import loan_subject
from handlers.loan.not_paid import NotPaid
from handlers.loan.paid_phrases import hear_paid
from handlers.loan.phrases import collects, month_collected, opens_collect
from handlers.loan.schedule import interest_due, interest_of_month
from handlers.loan.unpaid import UNPAID_KEYS, Owing, who_has_not_paid

AT_ONCE = 50  # payments of one effect: each has two lines of its own under the talk's key


def owing_interest(book: LoanBook, month: date) -> tuple[Owing, ...]:
    """Open loans with interest unpaid up to and with that month."""
    found = [(loan, interest_due(loan, month, book.since)) for loan in book.open_loans]
    return tuple(
        Owing(book.member(loan.member_id), due, loan.id, max(due - interest_of_month(loan, month), 0))
        for loan, due in found
        if due
    )


def owing_dues(book: LoanBook, month: date, today: date) -> tuple[Owing, ...]:
    """Members of today whose hội phí of the month is not in the books by name."""
    paid = book.dues_of(month).members
    each = book.club.settings.dues_amount
    members = [m for m in book.members if m.belongs_on(today) and m.id not in paid]
    return tuple(Owing(member, each) for member in members) if each else ()


async def collect_all(book: LoanBook, visit: Visit) -> tuple[Any, ...] | None:
    """Everybody who owes has paid, but for those named."""
    what, month = collects(visit.words) or "interest", month_collected(visit.words, visit.today)
    dues = what == "dues"
    owing = owing_dues(book, month, visit.today) if dues else owing_interest(book, month)
    if not owing:
        return (NotWritten(f"no_{what}"),)
    show = {
        "what": what,
        "month": month,
        "owing": owing,
        "total": _sum(owing),
        "lump": book.dues_of(month).lump if dues else 0,
        "behind": sum(one.behind for one in owing),
    }
    if show["lump"] and not await _besides_the_lump(show):
        return None
    away = await who_has_not_paid(book, owing, show)
    if away is None:
        return None
    paid, left = _apart(owing, away)
    if not paid:
        return (NotWritten(f"nobody_{what}"),)
    parts = summed([_payment(book, what, visit.today, one).parts for one in paid])
    seal = {"paid": paid, "left": left, "month": month, "day": visit.today, "parts": parts}
    if not await agreed(_read_back(seal, show, paid, left)):
        return None
    return _effects(book, what, month, visit.today, paid, left)


def _apart(owing: Sequence[Owing], away: Sequence[int]) -> tuple[tuple[Owing, ...], tuple[Owing, ...]]:
    """Who has paid, and who has not, in the order in which they were named."""
    paid = tuple(one for one in owing if one.member.id not in away)
    unpaid = [one for one in owing if one.member.id in away]
    return paid, tuple(sorted(unpaid, key=lambda one: away.index(one.member.id)))


def _read_back(
    seal: dict[str, Any], show: dict[str, Any], paid: Sequence[Owing], left: Sequence[Owing]
) -> Confirm:
    """Who has paid how much together; who is left is the line that "sửa" asks again."""
    shown = {**show, **seal, "sum": _sum(paid), "few_paid": len(paid) < len(left)}
    unpaid = NotPaid.stored(one.member.id for one in left)
    lines = (ReviewLine("unpaid", UNPAID_KEYS, {"unpaid": unpaid}),)
    return Confirm(key="confirm", about=seal, lines=lines, show=shown, money=True)


async def _besides_the_lump(show: dict[str, Any]) -> bool:
    """What was taken in one sum may be the very money of those who are asked for now."""
    about = {"lump": show["lump"], "month": show["month"]}
    choices = (Option("same", ("tiền ấy", "thu rồi")), Option("besides", ("thu thêm", "khác")))
    return await Choose(key="lump", about=about, choices=choices, show=show, money=True) == "besides"


def _effects(
    book: LoanBook, what: str, month: date, day: date, paid: Sequence[Owing], left: Sequence[Owing]
) -> tuple[Collect, ...]:
    payments = [_payment(book, what, day, one) for one in paid]
    unpaid = tuple(Unpaid(one.member, one.amount) for one in left)
    parts = [tuple(payments[start : start + AT_ONCE]) for start in range(0, len(payments), AT_ONCE)]
    return tuple(Collect(book.club.id, what, period_of(month), day, part, unpaid) for part in parts)


def _payment(book: LoanBook, what: str, day: date, one: Owing) -> Payment:
    aside = parts_on(book.club, day, one.amount).activity if what == "interest" else 0
    return Payment(one.loan_id, one.member, 0, one.amount, aside)


def _sum(owing: Sequence[Owing]) -> int:
    return sum(one.amount for one in owing)


def _is_of_another(words: str, key: str) -> bool:
    """Inside a collection "à bà Lan đóng rồi" is about the list that is read back."""
    return hear_paid(words) is None


COLLECT = Talk(
    "loan.collect", collect_all, LoanBook, opens_collect, loan_subject, begins_again=_is_of_another
)
