"""Đã rõ: the answer to a notice, heard in the middle of any talk and without disturbing it.

A bare "ok" or 👍 is meant for the notice only where nothing has been said since it came.
"""

from datetime import timedelta

from handlers.catalogue_types import Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.officer.broadcast_book import PAGE, TAP, Delivered, DeliveredNotices, Understood
from storage.people_records import COMMITTEE

TOGETHER = timedelta(days=1)
"""Notices that came within a day are answered together."""
_SURE = frozenset(
    f"{who}{said}"
    for who in ("", "bac ", "toi ", "minh ", "em ", "chau ", "anh ", "chi ", "chung toi ")
    for said in ("ro", "ro roi", "da ro", "da ro roi", "ro thong bao", "da ro thong bao", "ro tin", "nghe ro")
)
_LOOSE = frozenset(
    "ok|oke|okie|ok roi|vang|vang da|da|da vang|u|uh|duoc|duoc roi|da nhan|nhan duoc|nhan duoc roi|"
    "da nhan duoc|nhan roi|biet roi|da biet|da doc|doc roi|da xem|nhat tri|dong y|👍|👌|✅|🆗|👍👍".split("|")
)


def hear_understood(words: str, _: Caller) -> str | None:
    """ "sure" for "đã rõ", "loose" for what means it only right after a notice, else None."""
    said = fold(tidy(words))
    if said in _SURE:
        return "sure"
    return "loose" if said in _LOOSE else None


def understood(asked: str, caller: Caller, facts: Facts) -> Say | None:
    """Thanks, and which office hears of it; None where no notice waits for an answer."""
    found = _meant(asked, caller, facts)
    areas = list(dict.fromkeys(each.area for each in found))
    return Say(PAGE, "understood", {"areas": areas, "notices": found}) if found else None


def _meant(asked: str, caller: Caller, facts: Facts) -> list[Delivered]:
    book: DeliveredNotices = facts.get(DeliveredNotices, caller.person.id)
    notices = [each for each in book.notices if asked != "loose" or not each.answered]
    if asked.startswith(f"{TAP}:"):
        return [each for each in notices if str(each.id) == asked.removeprefix(f"{TAP}:")]
    if not notices or (asked == "loose" and not notices[0].latest):
        return []
    return [each for each in notices if notices[0].sent_at - each.sent_at < TOGETHER]


def keep_understood(said: Say) -> tuple[Understood, ...]:
    """What is noted with the thanks."""
    found = [each for each in said.show.get("notices", ()) if not each.answered]
    return (Understood(tuple(each.id for each in found)),) if found else ()


UNDERSTOOD = Query(
    "officer.understood",
    hear_understood,
    understood,
    frozenset(str(role) for role in COMMITTEE),
    keeps=keep_understood,
    first=True,
    tap=TAP,
)
