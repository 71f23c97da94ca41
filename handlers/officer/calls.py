"""Hôm nay gọi ai: the clubs to ring, each with its reasons and the person to ask for.

First whom no message reaches, then much overdue money, then reports past their day.
"""

from dataclasses import dataclass
from enum import StrEnum

from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.officer.club_line import ClubLine, Contact, Standing
from handlers.officer.contacts import Contacts, ContactsAsk
from handlers.officer.figures import AreaAsk, AreaFigures
from handlers.officer.flags import Flag, flags_of
from handlers.officer.heard import Heeded
from handlers.officer.places import COMMUNE, Area

LISTED = 5


class Reason(StrEnum):
    """Why a club is rung, the most pressing first."""

    UNREACHED = "unreached"  # its report is missing, and no message reaches anyone
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


def reasons_to_ring(club: ClubLine, figures: AreaFigures) -> tuple[Reason, ...]:
    """All that speaks for a call, the most pressing first."""
    flags = flags_of(club, figures.seen)
    shown = {
        Reason.UNREACHED: club.standing is Standing.UNREACHABLE,
        Reason.OVERDUE: Flag.OVERDUE in flags,
        Reason.LATE: figures.is_late(club),
        Reason.GAP: Flag.GAP in flags,
        Reason.NO_MEETING: Flag.NO_MEETING in flags,
    }
    return tuple(reason for reason, holds in shown.items() if holds)


def calls(_: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """Whom to ring today in the area, most pressing first."""
    figures: AreaFigures = facts.get(AreaFigures, AreaAsk.of_today(area.code, caller.today))
    order, known = list(Reason), [(club, reasons_to_ring(club, figures)) for club in figures.clubs]
    due = sorted(((c, why) for c, why in known if why), key=lambda one: [order.index(r) for r in one[1]])
    ids = tuple(club.club_id for club, _ in due[:LISTED])
    contacts: Contacts = facts.get(Contacts, ContactsAsk(ids, caller.today)) if ids else Contacts()
    listed = [Call(club, contacts.by_club.get(club.club_id), why) for club, why in due[:LISTED]]
    show = {"area": area, "figures": figures, "listed": listed, "more": len(due) - len(listed)}
    return Say("officer/calls", "calls", show | {"names": area.kind != COMMUNE})
