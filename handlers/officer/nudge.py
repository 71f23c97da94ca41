"""Who has not filed, and one tap to remind those whom messages reach (golden C1).

The reminder goes to one person of each club; who cannot be reached is named for a telephone call, and nobody
is promised that a message was read.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Notice, Say
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.pages import NEXT, Pages
from handlers.dialogue.questions import Option
from handlers.dialogue.replay import Fact
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import OpenTalk
from handlers.officer.asks import AreaTree
from handlers.officer.club_line import ClubLine, Contact, Reach, Standing
from handlers.officer.contacts import Contacts, ContactsAsk
from handlers.officer.figures import AreaFigures
from handlers.officer.heard import hears_missing, hears_preview
from handlers.officer.heard_names import hears_nudge, nudge_name
from handlers.officer.months import ask_for
from handlers.officer.passing import Passing
from handlers.officer.places import COMMUNE, Area, named_area
from handlers.officer.scope import areas_of, each_time
from handlers.report.book import ReportBook
from handlers.report.monthly import MONTHLY
from handlers.report.steps import SECTIONS, Steps

PAGE = "officer/nudge"
LISTED = 4  # on one page: the question and its answers stand below
MOST_PAGES = 50
SEND = Option("yes", ("gửi", "gửi đi", "gửi giúp bác", "nhắc", "nhắc đi"))
LEAVE = Option("no", ("không", "thôi", "chưa", "để sau", "không cần"))


class Scope:
    """As a fact: the officer's areas are in the roles of the person who speaks; nothing more is loaded."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A club whose report has not come, as it is listed; `step` is "câu 3/9" where its talk has got to."""

    club_id: int
    short: str
    place: str  # "thôn Tân Tiến"
    commune: str
    standing: str
    contact: Contact | None
    touched_on: date | None = None
    step: tuple[int, int] | None = None

    @property
    def reached(self) -> bool:
        return self.contact is not None and self.contact.reach is Reach.REACHED


@dataclass(frozen=True, slots=True)
class Nudge:
    """Effect: remind the reached, once a day each. Without `sent` the list was only looked at."""

    period: str
    on: date
    area: str
    sent: tuple[Missing, ...] = ()
    to_ring: tuple[Missing, ...] = ()
    clubs: int = 0
    unknown: str = ""  # a name that fits nobody of these clubs

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The messages to leave the house: the same club is reminded once a day, whoever asks for it."""
        return tuple(_notice(self, missing) for missing in self.sent)


def _notice(nudge: Nudge, missing: Missing) -> Notice:
    if missing.contact is None:
        raise ValueError(f"club {missing.club_id} has nobody to write to")
    occasion = f"nudge/{missing.club_id}/{nudge.period}/{nudge.on.isoformat()}"
    show = {"period": nudge.period, "area": nudge.area, "club": missing.place, "step": missing.step}
    return Notice(occasion, Say(PAGE, "to_club", show), person_id=missing.contact.person_id)


async def remind_missing(_: object, visit: Visit) -> Nudge | None:
    """Ai chưa nộp: the list, and a reminder for those whom it can reach."""
    figures = await _figures(visit)
    if figures is None:
        return None
    clubs = figures.missing
    contacts: Contacts = await Fact(Contacts, ContactsAsk(tuple(club.club_id for club in clubs), visit.today))
    name = nudge_name(visit.words)
    clubs = tuple(club for club in clubs if _is_named(club, contacts, name))
    if name and not clubs:
        return Nudge(figures.period, visit.today, figures.area.title, unknown=name)
    listed = [await _looked_up(c, _plain(c, contacts), figures.period) for c in clubs[:LISTED]]
    missing = (*listed, *(_plain(club, contacts) for club in clubs[LISTED:]))
    reached = tuple(each for each in missing if each.reached)
    to_ring = tuple(each for each in missing if not each.reached)
    looked = Nudge(figures.period, visit.today, figures.area.title, (), to_ring, len(clubs))
    if not reached:
        return looked
    preview = hears_preview(visit.words) or bool(name and len(clubs) == 1)
    sent = await _asked_to_send(visit, figures, missing, preview=preview)
    return replace(looked, sent=reached) if sent else None


async def _asked_to_send(
    visit: Visit, figures: AreaFigures, missing: tuple[Missing, ...], *, preview: bool
) -> bool:
    """The list page by page, until the officer has said whether the reminder is to go."""
    reached = [each.club_id for each in missing if each.reached]
    about = (visit.round, figures.period, reached)
    choices = (SEND, LEAVE, NEXT) if len(missing) > LISTED and not preview else (SEND, LEAVE)
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


async def _figures(visit: Visit) -> AreaFigures | None:
    """Of the area that was named, where it lies within the officer's own; else of the first of those."""
    areas: list[Area] = []
    for code in areas_of(visit.person):
        tree: AreaTree = await Fact(AreaTree, code)
        areas += tree.areas
    if not areas:
        return None
    area = named_area(visit.words, areas) or areas[0]
    figures: AreaFigures = await Fact(AreaFigures, ask_for(area.code, visit.words, visit.today))
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
        "reached": tuple(each for each in missing if each.reached),
    }


def opens_nudge(words: str, _: date) -> bool:
    """ "ai chưa nộp tháng 10", "nhắc lại bác Xuân", "xem lời nhắc"."""
    return hears_missing(words) or hears_preview(words) or hears_nudge(words)


NUDGE = Talk(
    "officer.nudge", remind_missing, Scope, opens_nudge, each_time, frozenset({"officer"}), waits=False
)
