"""Several lines at once with a loan among them: each loan has its own questions, so they come one by one."""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.fund.entry_words import LEND, REPAY
from handlers.fund.phrases import hear_entry, is_entry
from handlers.loan.book import LoanBook
from handlers.loan.effects import NotWritten
from handlers.loan.lend import loan_subject


async def one_by_one(book: LoanBook, visit: Visit) -> NotWritten:
    """Nothing is written, not even the lines that have no loan: half a message would be worse."""
    return NotWritten("one_by_one")


def opens_several(words: str, today: date) -> bool:
    """ "thu 500k hội phí" and "bà Lan trả 1tr" in one message."""
    lines = [line for line in words.splitlines() if line.strip()]
    if len(lines) < 2 or not is_entry(words):
        return False
    return any(hear_entry(line, today).direction in (LEND, REPAY) for line in lines)


SEVERAL = Talk("loan.several", one_by_one, LoanBook, opens_several, loan_subject)
