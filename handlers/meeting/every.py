"""The talks and queries about meetings and members, in the order they are listened for."""

from handlers.club.member_moves import DEATH, LEAVING, NEWCOMER
from handlers.club.roster_query import NUMBER_OF, ROLL
from handlers.meeting.activity import ACTIVITY
from handlers.meeting.details import DETAILS
from handlers.meeting.history import HISTORY
from handlers.meeting.query import WHO_WAS_AWAY, WHOM_TO_VISIT
from handlers.meeting.roll_call import ROLL_CALL

MEETING_TALKS = (DEATH, NEWCOMER, LEAVING, ROLL_CALL, DETAILS, ACTIVITY)
MEETING_QUERIES = (HISTORY, WHO_WAS_AWAY, WHOM_TO_VISIT, ROLL, NUMBER_OF)
