"""One open loan as lists, the passbook and the polite reminder show it: what is asked back now, and next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.loan.book import Loan
from handlers.loan.schedule import late_since, months_after, next_part, planned_principal
from storage.people_records import Member


@dataclass(frozen=True, slots=True)
class Owed:
    """One loan as a list shows it, in đồng."""

    member: Member
    loan: Loan
    amount: int
    standing: str
    days_late: int = 0


def asked_back(loan: Loan, today: date) -> int:
    """The principal a reminder asks for: what is late or falls due this month, else the whole at its end."""
    last = date.fromordinal(months_after(today.replace(day=1), 1).toordinal() - 1)
    falls_due = planned_principal(loan, last) - (loan.principal - loan.owed)
    return max(min(falls_due, loan.owed), 0) or (loan.owed if loan.repayment == "end" else 0)


def parts_of(owed: Sequence[Owed], today: date) -> dict[str, object]:
    """Of loans repaid by the month: the part that comes next, and the one that was missed first."""
    return {
        "next": {one.loan.id: next_part(one.loan, today) for one in owed},
        "missed": {one.loan.id: late_since(one.loan, today) for one in owed},
    }
