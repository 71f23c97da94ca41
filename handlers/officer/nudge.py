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
LISTED = 4
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
    listed = [await _listed(club, contacts, figures.period) for club in clubs[:LISTED]]
    rest = [_plain(club, contacts) for club in clubs[LISTED:]]
    reached = tuple(missing for missing in (*listed, *rest) if missing.reached)
    to_ring = tuple(missing for missing in (*listed, *rest) if not missing.reached)
    looked = Nudge(figures.period, visit.today, figures.area.title, (), to_ring, len(clubs))
    if not reached:
        return looked
    show = _show(figures, listed, reached, to_ring) | {"count": len(clubs)}
    about = (visit.round, figures.period, [missing.club_id for missing in reached])
    key = "send_preview" if hears_preview(visit.words) or (name and len(clubs) == 1) else "send"
    if await Passing(key=key, about=about, choices=(SEND, LEAVE), show=show) == "no":
        return None
    return Nudge(figures.period, visit.today, figures.area.title, reached, to_ring, len(clubs))


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


async def _listed(club: ClubLine, contacts: Contacts, period: str) -> Missing:
    missing = _plain(club, contacts)
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


def _show(
    figures: AreaFigures, listed: list[Missing], reached: tuple[Missing, ...], to_ring: tuple[Missing, ...]
) -> dict[str, Any]:
    return {
        "period": figures.period,
        "area": figures.area.title,
        "listed": listed,
        "more": len(reached) + len(to_ring) - len(listed),
        "names": figures.area.kind != COMMUNE,
        "reached": reached,
        "to_ring": to_ring,
    }


def opens_nudge(words: str, _: date) -> bool:
    """ "ai chưa nộp tháng 10", "nhắc lại bác Xuân", "xem lời nhắc"."""
    return hears_missing(words) or hears_preview(words) or hears_nudge(words)


NUDGE = Talk(
    "officer.nudge", remind_missing, Scope, opens_nudge, each_time, frozenset({"officer"}), waits=False
)
