"""Every talk and query the assistant knows. Order matters: the first that hears the words takes them."""

from handlers.club.join import JOIN
from handlers.fund.correct import CORRECT
from handlers.fund.entry import ENTRY
from handlers.fund.query import OWN_FUND
from handlers.fund.undo import UNDO
from handlers.meeting.every import MEETING_QUERIES, MEETING_TALKS
from handlers.reception import Catalogue
from handlers.report.monthly import MONTHLY
from handlers.report.remark import REMARK

TALKS = (MONTHLY, REMARK, CORRECT, UNDO, ENTRY, JOIN, *MEETING_TALKS)
QUERIES = (*MEETING_QUERIES, OWN_FUND,)

CATALOGUE = Catalogue({talk.name: talk for talk in TALKS}, QUERIES)
