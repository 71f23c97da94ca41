""" "Xem tiếp": the question answered last is answered again, from where its list ended.

Nothing of a list is kept: its lines are looked up anew, so that what was settled meanwhile is settled.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from handlers.catalogue_types import COMMITTEE, OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Paged, Pages, asks_more
from handlers.dialogue.recent import REMEMBERED, RecentWords, RecentWordsAsk
from handlers.dialogue.replay import Facts

MOST_PAGES = 50


def going_on(queries: Sequence[Query]) -> Query:
    """The question "xem tiếp", for the lists of these queries; a talk's own list is left to the talk."""

    def heard(words: str, _: Caller) -> bool | None:
        return True if asks_more(words) else None

    def answered(_: bool, caller: Caller, facts: Facts) -> Say | None:
        ask = RecentWordsAsk(caller.person.id, caller.inbox_id, caller.now - REMEMBERED, MOST_PAGES)
        recent: RecentWords = facts.get(RecentWords, ask)
        turned = len(list(takewhile(asks_more, recent.words))) + 1
        before = recent.words[turned - 1 : turned]
        said = _asked_again(queries, before[0], turned + 1, caller, facts) if before else None
        return _turned(said, turned) if said is not None else None

    def kept(said: Say) -> tuple[Any, ...]:
        """What those questions note with their answers: each finds its own in what is said."""
        keeps = dict.fromkeys(query.keeps for query in queries if query.keeps is not None)
        return tuple(effect for keep in keeps for effect in keep(said))

    return Query("dialogue.going_on", heard, answered, COMMITTEE | OFFICERS, keeps=kept)


def _asked_again(queries: Sequence[Query], words: str, page: int, caller: Caller, facts: Facts) -> Say | None:
    """What those words are answered with now; a question that looks up by page is told which."""
    for query in queries:
        asked = query.hears(words, caller) if query.roles & caller.roles else None
        if asked is None:
            continue
        said = query.answer(replace(asked, page=page) if isinstance(asked, Paged) else asked, caller, facts)
        if said is not None:
            return said
    return None


def _turned(said: Say, pages: int) -> Say | None:
    """The same answer so many pages on; None where it was no list."""
    listed, rest = said.show.get("listed"), said.show.get("rest")
    if isinstance(listed, Pages):
        return replace(said, show={**said.show, "listed": replace(listed, number=pages + 1)})
    return rest if isinstance(rest, Say) and pages == 1 else None
