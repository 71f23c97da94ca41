"""Several lines at once with a loan among them: the plain ones are written, the loan is said next.

A loan has questions of its own, so its line is read back with the receipt for the person to send by itself.
"""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.fund.lines import read_lines
from handlers.loan.book import LoanBook
from handlers.loan.effects import NotWritten
from handlers.loan.lend import loan_subject


async def one_by_one(book: LoanBook, visit: Visit) -> NotWritten:
    """Only loans, or one loan among lines that are no entry: each is sent by itself."""
    return NotWritten("one_by_one")


def opens_several(words: str, today: date) -> bool:
    """ "bà Lan trả 1tr" and "ông Tư trả 500k" in one message, without a plain entry beside them."""
    lines = read_lines(words, today) if len(words.splitlines()) > 1 else None
    return lines is not None and bool(lines.loans) and not lines.written


SEVERAL = Talk("loan.several", one_by_one, LoanBook, opens_several, loan_subject)
