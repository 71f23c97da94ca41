"""Thông báo: an officer tells all leaders, or all committees, of an area or of chosen clubs the same thing.

It is read back with how many it reaches and how many must be telephoned; nobody outside the officer's own
areas can be named, let alone written to.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import EDIT, Choose, Confirm, Option, ReviewLine, Text
from handlers.dialogue.replay import Fact
from handlers.dialogue.state import Doubt
from handlers.officer.asks import AreaTree
from handlers.officer.broadcast_book import PAGE, Audience, AudienceAsk, SendBroadcast
from handlers.officer.broadcast_places import PLACE_KEYS, Where, where_to
from handlers.officer.broadcast_words import (
    COMMITTEE,
    LEADERS,
    BroadcastPhrase,
    hear_broadcast,
    hears_results,
)
from handlers.officer.nudge import Scope
from handlers.officer.scope import each_time, not_for_readers

LONGEST = 200  # characters of a notice: with who it is from it still fits one short message
TO_LEADERS = Option(LEADERS, ("chủ nhiệm", "chỉ chủ nhiệm", "các chủ nhiệm"))
TO_COMMITTEES = Option(COMMITTEE, ("cả ban", "ban chủ nhiệm", "cả ban chủ nhiệm", "tất cả"))
SEND = Option("yes", ("gửi", "gửi đi", "gửi luôn"))
EDITED = (("text", ("text",)), ("whom", ("whom",)), ("where", PLACE_KEYS))
CANCEL = Option("cancel", ("bỏ", "bỏ đi", "không gửi", "thôi không gửi", "hủy"))


@dataclass(frozen=True, kw_only=True)
class NoticeText(Text):
    """The notice itself, as typed."""

    at_most: int = LONGEST

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        heard = Text.hear(self, words, today)
        if isinstance(heard, Heard):
            return Heard(quotable(heard.value)) if len(heard.value) > 1 else Unclear("not_understood")
        return Unclear("notice_too_long")


def quotable(words: str) -> str:
    """It stands between quotation marks of its own."""
    return " ".join(words.replace('"', "'").split())


async def broadcast(_: object, visit: Visit) -> SendBroadcast | None:
    """Asks what, to whom and where, as far as the opening words do not say it; then reads it all back."""
    codes = visit.person.areas_led
    tree: AreaTree = await Fact(AreaTree, codes[0]) if codes else AreaTree()
    if tree.top is None:
        return None
    said = hear_broadcast(visit.words) or BroadcastPhrase()
    words = await _text(said)
    whom = await Choose(key="whom", choices=(TO_LEADERS, TO_COMMITTEES), known=said.whom or None)
    where = await where_to(said, codes, tree)
    if where is None:
        return None
    ask = AudienceAsk(where.codes, where.club_ids, whom, visit.today)
    audience: Audience = await Fact(Audience, ask)
    sent = SendBroadcast(tree.top.code, tree.top.title, words, audience, visit.today, visit.person.name)
    return sent if await _agreed(sent, whom, where) else None


async def _text(said: BroadcastPhrase) -> str:
    fits = len(said.text) <= LONGEST
    doubt = None if fits else Doubt("text", "notice_too_long", (), "")
    return await NoticeText(key="text", known=quotable(said.text) or None if fits else None, unclear=doubt)


async def _agreed(sent: SendBroadcast, whom: str, where: Where) -> bool:
    if not sent.audience.reached:
        return True  # nothing leaves the house: whom to telephone is all there is to say
    reached = [person.person_id for person in sent.audience.reached]
    unreached = [person.person_id for person in sent.audience.unreached]
    about = {"words": sent.words, "reached": reached, "unreached": unreached}
    show: dict[str, Any] = {"sent": sent, "whom": whom, "where": where}
    lines = tuple(ReviewLine(name, keys) for name, keys in EDITED)
    choices = (SEND, EDIT, CANCEL)
    return await Confirm(key="send", about=about, choices=choices, lines=lines, show=show) == "yes"


def opens_broadcast(words: str, _: date) -> bool:
    """ "thông báo", "gửi thông báo cho các câu lạc bộ", "nhắn cho tất cả chủ nhiệm: mai 8 giờ họp"."""
    return hear_broadcast(words) is not None


def _about_notices(words: str) -> bool:
    return hear_broadcast(words) is not None or hears_results(words)


BROADCAST = Talk("officer.broadcast", broadcast, Scope, opens_broadcast, each_time, frozenset({"officer"}))
READERS = not_for_readers("officer.broadcast_readers", PAGE, _about_notices)
