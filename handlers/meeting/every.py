"""The talks and queries about meetings and members, in the order they are listened for."""

from handlers.meeting.activity import ACTIVITY
from handlers.meeting.roll_call import ROLL_CALL

MEETING_TALKS = (ROLL_CALL, ACTIVITY)
MEETING_QUERIES = ()
