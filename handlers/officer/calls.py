"""Hôm nay gọi ai: the clubs to ring, each with its reasons and the person to ask for.

First whom no message reaches, then much overdue money, then reports past their day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer.club_line import ClubLine, Contact, Standing
from handlers.officer.contacts import Contacts, ContactsAsk, Withheld, WithheldAsk
from handlers.officer.figures import AreaAsk, AreaFigures
from handlers.officer.flags import Flag, flags_of
from handlers.officer.heard import Heeded
from handlers.officer.places import COMMUNE, Area

MANY_UNREAD = 3  # a link or a video now and then is nothing to ring for


class Reason(StrEnum):
    """Why a club is rung, the most pressing first."""

    UNREACHED = "unreached"  # its report is missing, and no message reaches anyone
    UNREAD = "unread"  # Zalo keeps a committee member's messages from us: somebody enters for them
    OVERDUE = "overdue"  # more than 5 % of what is lent
    LATE = "late"  # its report is past the due day
    GAP = "gap"  # the last cash count differs from the books
    NO_MEETING = "no_meeting"  # none for two months


@dataclass(frozen=True, slots=True)
class Call:
    """One club to ring."""

    club: ClubLine
    contact: Contact | None
    reasons: tuple[Reason, ...]


def reasons_to_ring(club: ClubLine, figures: AreaFigures, unread: int = 0) -> tuple[Reason, ...]:
    """All that speaks for a call, the most pressing first; `unread` messages one person sent in vain."""
    flags = flags_of(club, figures.seen)
    shown = {
        Reason.UNREACHED: club.standing is Standing.UNREACHABLE,
        Reason.UNREAD: unread >= MANY_UNREAD,
        Reason.OVERDUE: Flag.OVERDUE in flags,
        Reason.LATE: figures.is_late(club),
        Reason.GAP: Flag.GAP in flags,
        Reason.NO_MEETING: Flag.NO_MEETING in flags,
    }
    return tuple(reason for reason, holds in shown.items() if holds)


def calls(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """Whom to ring today in the area, most pressing first."""
    figures: AreaFigures = facts.get(AreaFigures, AreaAsk.of_today(area.code, caller.today))
    withheld = _withheld(figures, caller, facts)
    known = [(club, reasons_to_ring(club, figures, withheld.get(club.club_id, 0))) for club in figures.clubs]
    order = list(Reason)
    due = sorted(((c, why) for c, why in known if why), key=lambda one: [order.index(r) for r in one[1]])
    pages = Pages(tuple(due), asked.page)
    ids = tuple(club.club_id for club, _ in pages.within_reach)
    contacts: Contacts = facts.get(Contacts, ContactsAsk(ids, caller.today)) if ids else Contacts()
    ring = tuple(Call(club, contacts.by_club.get(club.club_id), why) for club, why in due)
    show = {"area": area, "figures": figures, "listed": replace(pages, lines=ring)}
    return Say("officer/calls", "calls", show | {"names": area.kind != COMMUNE})


def _withheld(figures: AreaFigures, caller: Caller, facts: Facts) -> Mapping[int, int]:
    ids = tuple(club.club_id for club in figures.clubs)
    found: Withheld = facts.get(Withheld, WithheldAsk(ids, caller.today)) if ids else Withheld()
    return found.by_club
