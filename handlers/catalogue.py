"""Every talk and query the assistant knows. Order matters: the first that hears the words takes them."""

from handlers.catalogue_types import Catalogue
from handlers.club.join import JOIN
from handlers.club.own_data import OWN_DATA
from handlers.club.rhythm import RHYTHM, RHYTHM_OF_OFFICERS
from handlers.dialogue.going_on import going_on
from handlers.fund.entry import ENTRY
from handlers.fund.every import LEDGER_QUERIES, LEDGER_TALKS
from handlers.fund.query import OWN_FUND
from handlers.inquiry.again import AGAIN, MONTHS
from handlers.inquiry.of_area import OF_AREA
from handlers.inquiry.own import OWN
from handlers.inquiry.why import WHY as INQUIRY_WHY
from handlers.loan.every import LOAN_QUERIES, LOAN_TALKS
from handlers.loan.paid_after_all import PAID_AFTER_ALL
from handlers.meeting.every import MEETING_QUERIES, MEETING_TALKS
from handlers.officer.answer_time import ANSWER_TIME
from handlers.officer.bare_why import BARE_WHY
from handlers.officer.behalf import BEHALF, BEHALF_READERS
from handlers.officer.broadcast import BROADCAST, READERS
from handlers.officer.broadcast_results import RESULTS
from handlers.officer.bulletin import BULLETIN
from handlers.officer.bulletin_files import FILES
from handlers.officer.calendar import CALENDAR, CALENDAR_SHOWN
from handlers.officer.club_fund import CLUB_FUND, left_to_a_club
from handlers.officer.crowded import CROWDED
from handlers.officer.league import LEAGUES
from handlers.officer.more_time import MORE_TIME, MORE_TIME_READERS, TIME_BACK
from handlers.officer.not_here import NOT_HERE
from handlers.officer.nudge import NUDGE
from handlers.officer.queries import QUERIES as OFFICER_QUERIES
from handlers.officer.queries import TARGETS
from handlers.officer.understood import UNDERSTOOD
from handlers.report.areas_query import AREAS_QUERY
from handlers.report.ask_time import ASK_TIME
from handlers.report.monthly import MONTHLY
from handlers.report.put_off import PUT_OFF
from handlers.report.remark import REMARK
from handlers.report.reminder import REMINDER
from handlers.report.silence import SILENCE

TIME_TALKS = (CALENDAR, TIME_BACK, ANSWER_TIME, MORE_TIME)
OFFICER_TALKS = (RESULTS, BROADCAST, BEHALF, *TIME_TALKS, NUDGE, CLUB_FUND)
REPORT_TALKS = (ASK_TIME, MONTHLY, SILENCE, REMINDER, PUT_OFF, REMARK, RHYTHM)
MONEY_TALKS = (PAID_AFTER_ALL, *LEDGER_TALKS, *LOAN_TALKS, ENTRY)
CLUB_TALKS = (*REPORT_TALKS, *MONEY_TALKS, JOIN, *MEETING_TALKS)
TALKS = (*OFFICER_TALKS, *CLUB_TALKS)
CLUB_QUERIES = (AREAS_QUERY, *MEETING_QUERIES, *LOAN_QUERIES, OWN_FUND, *LEDGER_QUERIES)
TIME_QUERIES = (MORE_TIME_READERS, CALENDAR_SHOWN, RHYTHM_OF_OFFICERS)
INQUIRIES = (INQUIRY_WHY, BARE_WHY, AGAIN, MONTHS, OWN, OF_AREA)
OFFICERS_FIRST = (UNDERSTOOD, READERS, BEHALF_READERS, *TIME_QUERIES, FILES, BULLETIN, TARGETS)
ABOUT_AREAS = tuple(map(left_to_a_club, (*LEAGUES, CROWDED, NOT_HERE, *OFFICER_QUERIES)))
QUERIES = (OWN_DATA, *OFFICERS_FIRST, *INQUIRIES, *ABOUT_AREAS, *CLUB_QUERIES)

CATALOGUE = Catalogue({talk.name: talk for talk in TALKS}, (*QUERIES, going_on(QUERIES)))
