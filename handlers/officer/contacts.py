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


@dataclass(frozen=True, slots=True)
class WithheldAsk:
    """In which clubs, and until which day."""

    club_ids: tuple[int, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many messages Zalo kept from us lately, of the one person of each club it keeps most of.

    Zalo passes nothing on of people it protects (zalo-api.md 1.3): somebody has to enter in their name.
    """

    by_club: Mapping[int, int] = field(default_factory=dict)
