"""Hears that a month went by without a meeting: the report of such a month is a report like any other."""

import re

from handlers.dialogue.hearing.folding import fold, tidy

_MONTH = r"thang (?:nay|truoc|roi|vua roi|\d{1,2})"
_WE = r"(?:(?:ca |ben )?(?:clb|cau lac bo|don vi)(?: (?:bac|toi|minh|nha|chung toi))?|chung toi|minh|bac|toi)"
_DID_NOT_MEET = re.compile(
    rf"(?:{_MONTH} (?:thi )?)?(?:{_WE} )?(?:{_MONTH} (?:thi )?)?(?:khong|ko|k|chang)(?: co)?"
    rf"(?: to chuc)? (?:hop|sinh hoat)(?: duoc)?(?: {_MONTH})?(?: (?:vi|do|tai) .{{1,80}})?"
)


def tells_no_meeting(words: str) -> bool:
    """ "tháng này không họp", "clb mình không sinh hoạt tháng 11": a report without a meeting begins."""
    return _DID_NOT_MEET.fullmatch(fold(tidy(words)).strip(" .!")) is not None
