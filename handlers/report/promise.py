"""Words that ask to be reminded later, and the promise that is kept of them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from handlers.calendar.snooze import Snooze, hear_snooze
from handlers.calendar.snooze_words import REMINDS
from handlers.dialogue.hearing.folding import fold, nfc

_LONGEST_WISH = 10  # words; a longer message is about something else
_AT_ONCE = frozenset({"lam luon di", "lam luon", "lam luon bay gio", "thoi lam luon di", "lam bao cao luon"})
NOON = time(12)  # clearness does not depend on the hour; the moment itself is found when it is saved


@dataclass(frozen=True, slots=True)
class KeepPromise:
    """Effect: remind this person again at the moment `words` mean, counted from the message they came in."""

    person_id: int
    occasions: tuple[str, ...]
    words: str


def at_once(words: str) -> bool:
    """ "làm luôn đi"."""
    return fold(nfc(words).lower()).strip(" .!") in _AT_ONCE


def wishes_reminding(words: str, today: date) -> bool:
    """Whether words that answer no question ask to be reminded: "mai nhắc bác"."""
    plain = fold(nfc(words).lower())
    if at_once(words):
        return True
    if len(words.split()) > _LONGEST_WISH or not (re.search(REMINDS, plain) or _puts_off(plain)):
        return False
    return isinstance(hear_snooze(words, datetime.combine(today, NOON)), Snooze)


_PUTTING_OFF = frozenset(
    "de sang trua chieu toi dem mai mot nay kia lat nua ty ti chut tuan sau bac chau a nhe nha lam roi"
    " tiep khuya ban gio con gai trai dau re giup ho gium bam nhan"
    " ong ba xa em anh chi thi se da thoi hom cho vay di nghi"
    " noi ngoai phu nhap may goi lai".split()
)
"""Words of a wish that does not say "nhắc": nothing else may stand in it."""


def _puts_off(plain: str) -> bool:
    """ "để chiều bác làm", "mai nhé cháu", "tối con gái bác làm giúp"."""
    return set(re.findall(r"\w+", plain)) <= _PUTTING_OFF
