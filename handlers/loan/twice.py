"""The same repayment sent twice: the same loan, the same amounts, within a day."""

from datetime import date, timedelta

from handlers.loan.book import Loan, Move
from handlers.loan.effects import Payment

NEAR = timedelta(days=1)


def paid_already(loan: Loan, payment: Payment, day: date) -> Move | None:
    """The repayment in the book that this one may repeat; None where there is none.

    Interest that goes to the other fund is an entry of its own there, so its two parts are looked for apart.
    """
    near = [move for move in loan.moves if not (move.struck or move.lost) and abs(move.on - day) <= NEAR]
    near.sort(key=lambda move: abs(move.on - day))
    whole = _of(near, payment.principal, payment.interest)
    if whole is not None or not payment.aside:
        return whole
    here, aside = _of(near, payment.principal, payment.parts.income), _of(near, 0, payment.aside)
    return here if aside is not None else None


def _of(moves: list[Move], principal: int, interest: int) -> Move | None:
    return next((move for move in moves if (move.lent, move.interest) == (-principal, interest)), None)
