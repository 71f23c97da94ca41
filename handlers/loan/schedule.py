"""What a loan owes and when: plans of repayment, interest month by month, how a sum is shared out.

Rounding, everywhere: interest to the nearest đồng, half a đồng upwards; monthly principal down to whole
thousands, and the last part takes what is left, so that a plan always sums to the principal.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.loan.book import Loan
from handlers.loan.effects import Lend

FULL_RATE = 10_000  # hundredths of a percent in the whole
HIGHEST_USUAL_RATE = 100  # 1% a month: above it the committee is warned (domain 3)
NOTE = 1_000  # đồng, the smallest note that is still handed over


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed; `rate_bp` in hundredths of a percent a month, `principal` in đồng."""

    principal: int
    months: int
    rate_bp: int
    lent_on: date
    method: str = "flat"
    repayment: str = "end"


@dataclass(frozen=True, slots=True)
class Installment:
    """One line of the plan, in đồng."""

    due_on: date
    principal: int
    interest: int


@dataclass(frozen=True, slots=True)
class Share:
    """A sum handed over, shared out: the three parts always add up to it."""

    principal: int
    interest: int
    returned: int = 0

    @property
    def total(self) -> int:
        return self.principal + self.interest + self.returned


def months_after(day: date, months: int) -> date:
    """The same day so many months later; 31/1 and one month is the last of February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def interest_on(base: int, rate_bp: int) -> int:
    """One month's interest in đồng."""
    return (base * rate_bp * 2 + FULL_RATE) // (FULL_RATE * 2)


def terms_of(loan: Loan | Lend) -> Terms:
    """What was agreed on a loan, handed out already or still being read back."""
    return Terms(loan.principal, loan.months, loan.rate_bp, loan.lent_on, loan.method, loan.repayment)


def schedule(terms: Terms) -> tuple[Installment, ...]:
    """The whole plan. Flat interest is always on what was lent, declining on what is still owed."""
    parts = _principal_parts(terms)
    owed, plan = terms.principal, []
    for number, part in enumerate(parts, 1):
        base = owed if terms.method == "declining" else terms.principal
        due_on = months_after(terms.lent_on, number)
        plan.append(Installment(due_on, part, interest_on(base, terms.rate_bp)))
        owed -= part
    return tuple(plan)


def _principal_parts(terms: Terms) -> list[int]:
    before = terms.months - 1
    if terms.repayment == "end":
        return [0] * before + [terms.principal]
    even = terms.principal // terms.months
    each = even // NOTE * NOTE or even
    return [each] * before + [terms.principal - each * before]


def owed_on(loan: Loan, day: date) -> int:
    """Principal still owed when that day ends."""
    return sum(move.lent for move in loan.moves if move.on <= day)


def interest_of_month(loan: Loan, month: date) -> int:
    """Interest of one calendar month, on what was owed when it began (golden B9).

    Only a loan repaid month by month at flat interest keeps what was lent as its base.
    """
    owed = owed_on(loan, month.replace(day=1) - timedelta(days=1))
    if owed and loan.method == "flat" and loan.repayment == "monthly":
        return interest_on(loan.principal, loan.rate_bp)
    return interest_on(max(owed, 0), loan.rate_bp)


def interest_due(loan: Loan, month: date, since: date | None) -> int:
    """Interest unpaid up to and with `month`. It is followed from the club's first collection day, `since`:
    what was paid before only the paper book knows, so before it every month stands alone."""
    first = min(since or month, month).replace(day=1)
    owed, step = 0, first
    while step <= month:
        owed += interest_of_month(loan, step)
        step = months_after(step, 1)
    paid = sum(move.interest for move in loan.moves if move.on >= first)
    return max(owed - paid, 0)


def share_out(total: int, owed: int, interest: int) -> Share:
    """Interest due first, then principal; what is more than both goes back to the borrower."""
    first = min(total, interest)
    second = min(total - first, owed)
    return Share(second, first, total - first - second)


def planned_principal(loan: Loan, day: date) -> int:
    """Principal that should have come back when that day ends; an extended loan is due on its new day."""
    if loan.repayment == "end" or loan.extended:
        return loan.principal if loan.due_on <= day else 0
    return sum(part.principal for part in schedule(terms_of(loan)) if part.due_on <= day)


def next_part(loan: Loan, today: date) -> Installment | None:
    """The next monthly part of the principal still to come; None for a loan repaid at its end."""
    if loan.repayment == "end" or loan.extended:
        return None
    return next((part for part in schedule(terms_of(loan)) if part.due_on >= today), None)


def due_between(loan: Loan, first: date, last: date) -> int:
    """Principal that falls due from `first` to `last`, as far as it is still owed."""
    before, until = planned_principal(loan, first - timedelta(days=1)), planned_principal(loan, last)
    repaid = loan.principal - owed_on(loan, last)
    return max(min(until - max(before, repaid), loan.owed), 0)


def late_principal(loan: Loan, today: date) -> int:
    """Principal whose day has passed (the day itself is still in time)."""
    planned = planned_principal(loan, today - timedelta(days=1))
    return max(planned - (loan.principal - loan.owed), 0) if loan.is_open else 0


def late_since(loan: Loan, today: date) -> date:
    """The day of the first principal that was missed."""
    if loan.repayment == "end" or loan.extended:
        return loan.due_on
    repaid, planned = loan.principal - loan.owed, 0
    for part in schedule(terms_of(loan)):
        planned += part.principal
        if planned > repaid:
            return part.due_on
    return loan.due_on


def late_days(loan: Loan, today: date) -> int:
    """Days behind; 0 for a loan in good time."""
    return (today - late_since(loan, today)).days if late_principal(loan, today) else 0


def standing(loan: Loan, today: date) -> str:
    """on_time, late, extended, lost or closed: đúng hạn, quá hạn, gia hạn, mất vốn, đã trả hết."""
    if loan.status == "written_off":
        return "lost"
    if not loan.is_open:
        return "closed"
    if late_principal(loan, today):
        return "late"
    return "extended" if loan.extended else "on_time"
