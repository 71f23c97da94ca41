"""All talks and queries about loans, in the order they listen: collection day before a single payment."""

from handlers.loan.collect import COLLECT
from handlers.loan.extend import EXTEND
from handlers.loan.interest_rule import INTEREST_QUERY, INTEREST_RULE
from handlers.loan.lend import LEND
from handlers.loan.name_borrower import NAME_BORROWER
from handlers.loan.papers import PAPERS
from handlers.loan.queries import LOAN_QUERY
from handlers.loan.repay import REPAY
from handlers.loan.write_off import APPROVE, WRITE_OFF

LOAN_TALKS = (NAME_BORROWER, COLLECT, INTEREST_RULE, EXTEND, WRITE_OFF, APPROVE, PAPERS, LEND, REPAY)
LOAN_QUERIES = (LOAN_QUERY, INTEREST_QUERY)
