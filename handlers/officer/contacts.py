"""Whom to write to or ring in each club, with a name: looked up for the few clubs a message speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handlers.officer.club_line import Contact


@dataclass(frozen=True, slots=True)
class ContactsAsk:
    """Which clubs, on which day."""

    club_ids: tuple[int, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Contacts:
    """The best person of each club; a club without a committee is left out."""

    by_club: Mapping[int, Contact] = field(default_factory=dict)
