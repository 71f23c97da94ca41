"""Who has not filed, and one tap to remind those whom messages reach (golden C1).

The reminder goes to one person of each club; who cannot be reached is named for a telephone call, and nobody
is promised that a message was read.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.pages import NEXT, Pages
from handlers.dialogue.questions import Option
from handlers.dialogue.replay import Fact
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import OpenTalk
from handlers.officer.asks import AreaTree
from handlers.officer.club_line import ClubLine, Standing
from handlers.officer.contacts import Contacts, ContactsAsk
from handlers.officer.figures import AreaFigures
from handlers.officer.heard import hears_missing, hears_preview
from handlers.officer.heard_names import hears_nudge, nudge_name
from handlers.officer.months import as_of, filings_of, month_named
from handlers.officer.nudge_book import (
    LISTED,
    Missing,
    Nudge,
    Nudged,
    NudgedAsk,
    as_many_as_fit,
    is_long,
)
from handlers.officer.passing import Passing
from handlers.officer.places import COMMUNE, Area
from handlers.officer.scope import Elsewhere, area_among, areas_of, each_time
from handlers.officer.sums import AreaWeek
from handlers.officer.within import is_known
from handlers.report.book import ReportBook
from handlers.report.monthly import MONTHLY
from handlers.report.periods import month_of
from handlers.report.steps import SECTIONS, Steps

MOST_PAGES = 50
SEND = Option("yes", ("gửi", "gửi đi", "gửi giúp bác", "nhắc", "nhắc đi"))
LEAVE = Option("no", ("không", "thôi", "chưa", "để sau", "không cần"))


class Scope:
    """As a fact: the officer's areas are in the roles of the person who speaks; nothing more is loaded."""


async def remind_missing(_: object, visit: Visit) -> Nudge | None:
    """Ai chưa nộp: the list, and a reminder for those whom it can reach."""
    figures = await _figures(visit)
    if not isinstance(figures, AreaFigures):
        return figures
    ids = tuple(club.club_id for club in figures.missing)
    contacts: Contacts = await Fact(Contacts, ContactsAsk(ids, visit.today))
    name = nudge_name(visit.words)
    clubs = tuple(club for club in figures.missing if _is_named(club, contacts, name))
    if name and not clubs:
        return Nudge(figures.period, visit.today, figures.area.title, unknown=name)
    missing = await _told_of(clubs, contacts, figures.period, visit)
    reached = tuple(each for each in missing if each.to_remind)
    to_ring = tuple(each for each in missing if not each.reached)
    told = tuple(each for each in missing if each.reached and each.told)
    looked = Nudge(figures.period, visit.today, figures.area.title, (), to_ring, told, len(clubs))
    if not reached:
        return _looked_at(looked, figures, missing) if told and hears_missing(visit.words) else looked
    preview = hears_preview(visit.words) or bool(name and len(clubs) == 1)
    sent = await _asked_to_send(visit, figures, missing, preview=preview)
    return replace(looked, sent=reached) if sent else None


def _looked_at(looked: Nudge, figures: AreaFigures, missing: tuple[Missing, ...]) -> Nudge:
    """Who asks again on the day all were reminded sees the list, too."""
    return replace(looked, listed=as_many_as_fit(missing), names=figures.area.kind != COMMUNE)


async def _told_of(
    clubs: tuple[ClubLine, ...], contacts: Contacts, period: str, visit: Visit
) -> tuple[Missing, ...]:
    """What is known of each; how far its report has come only of those on the first page."""
    nudged: Nudged = await Fact(Nudged, NudgedAsk(period, visit.today))
    plain = [replace(_plain(club, contacts), told=club.club_id in nudged.clubs) for club in clubs]
    first = zip(clubs, plain[:LISTED], strict=False)
    listed = [await _looked_up(club, each, period) for club, each in first]
    return (*listed, *plain[LISTED:])


async def _asked_to_send(
    visit: Visit, figures: AreaFigures, missing: tuple[Missing, ...], *, preview: bool
) -> bool:
    """The list page by page, until the officer has said whether the reminder is to go."""
    reached = [each.club_id for each in missing if each.to_remind]
    about = (visit.round, figures.period, reached)
    choices = (SEND, LEAVE, NEXT) if not preview and is_long(missing) else (SEND, LEAVE)
    clubs = {club.club_id: club for club in figures.missing}
    seen = missing[:LISTED]
    for page in range(1, MOST_PAGES + 1):
        here = missing[len(seen) : page * LISTED]
        looked = [await _looked_up(clubs[each.club_id], each, figures.period) for each in here]
        seen = (*seen, *looked)
        show = _show(figures, (*seen, *missing[len(seen) :]), page)
        key = ("send_preview" if preview else "send") + (f".{page}" if page > 1 else "")
        said = await Passing(key=key, about=about, choices=choices, show=show)
        if said != NEXT.code:
            return said == SEND.code
    return False


async def _figures(visit: Visit) -> AreaFigures | Nudge | None:
    """Of the area that was named, where it lies within the officer's own; else of the first of those.

    A month nobody can have filed for is answered at once."""
    areas: list[Area] = []
    for code in areas_of(visit.person):
        tree: AreaTree = await Fact(AreaTree, code)
        areas += tree.areas
    if not areas:
        return None
    area = area_among(visit.words, areas)
    if isinstance(area, Elsewhere):
        return Nudge("", visit.today, area.own.title, never="elsewhere")
    month = month_named(visit.words, visit.today)
    if month > month_of(visit.today):
        return Nudge(month, visit.today, area.title, never="not_begun")
    if month and month < month_of(visit.today):
        week: AreaWeek = await Fact(AreaWeek, as_of(area.code, month, visit.today))
        if not is_known(week):
            return Nudge(month, visit.today, area.title, never="no_books")
    figures: AreaFigures = await Fact(AreaFigures, filings_of(area.code, month, visit.today))
    return figures


def _is_named(club: ClubLine, contacts: Contacts, name: str) -> bool:
    """By the person's name or its last word, or by the club's; everybody where nobody is named."""
    contact = contacts.by_club.get(club.club_id)
    known = [club.short, club.place] + ([contact.name, contact.given_name] if contact else [])
    return not name or name in [fold(called.lower()) for called in known]


async def _looked_up(club: ClubLine, missing: Missing, period: str) -> Missing:
    """With the question its report has got to."""
    if club.standing is not Standing.IN_PROGRESS or club.draft is None:
        return missing
    subject = Subject(club.club_id, period)
    talk = await Fact(OpenTalk, f"{MONTHLY.name}@{subject}")
    report: ReportBook | None = await Fact(ReportBook, subject)
    step = _step(talk, report)
    return replace(missing, touched_on=club.draft.touched_on, step=step)


def _step(talk: Any, report: ReportBook | None) -> tuple[int, int] | None:
    """Which of its questions the report waits at: the last one put that has no answer."""
    if talk is None or report is None:
        return None
    waiting = [key for key in talk.asked if key in SECTIONS and key not in talk.answers]
    return Steps(report, frozenset(talk.asked)).of(waiting[-1]) if waiting else None


def _plain(club: ClubLine, contacts: Contacts) -> Missing:
    contact = contacts.by_club.get(club.club_id)
    return Missing(club.club_id, club.short, club.place, club.commune.bare, club.standing.value, contact)


def _show(figures: AreaFigures, missing: tuple[Missing, ...], page: int) -> dict[str, Any]:
    return {
        "period": figures.period,
        "area": figures.area.title,
        "count": len(missing),
        "listed": Pages(missing, page, LISTED),
        "names": figures.area.kind != COMMUNE,
        "reached": tuple(each for each in missing if each.to_remind),
    }


def opens_nudge(words: str, _: date) -> bool:
    """ "ai chưa nộp tháng 10", "nhắc lại bác Xuân", "xem lời nhắc"."""
    return hears_missing(words) or hears_preview(words) or hears_nudge(words)


NUDGE = Talk(
    "officer.nudge", remind_missing, Scope, opens_nudge, each_time, frozenset({"officer"}), waits=False
)
