"""What an entry already written should say instead: whose it is, what for, which fund, which day.

Only what differs is kept, so that a read-back names exactly what changes.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.dialogue.hearing.folding import fold, tidy
from storage.records import Entry, Fund


@dataclass(frozen=True, slots=True)
class Right:
    """What should stand besides the amount; None leaves a part as it is. `note` are the entry's words."""

    party: str | None = None
    member_id: int | None = None  # of the right person, where the entry is a member's
    category: str | None = None
    note: str | None = None
    fund: Fund | None = None
    day: date | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing but perhaps the amount is to be changed."""
        return self == AS_IT_STANDS


AS_IT_STANDS = Right()


def differing(right: Right, entry: Entry) -> Right:
    """Without the parts the entry says already; a new person is renamed in the entry's own words too."""
    note = right.note
    if note is None and right.party is not None:
        note = _renamed(entry, right.party)
    return Right(
        member_id=right.member_id,
        party=_unless(right.party, right.party is not None and _alike(right.party, entry.party)),
        category=_unless(right.category, right.category == entry.category),
        note=_unless(note, note == entry.note),
        fund=right.fund if right.fund != entry.fund else None,
        day=right.day if right.day != entry.occurred_on else None,
    )


def _unless(said: str | None, same: bool) -> str | None:
    return None if same else said


def _alike(one: str, other: str) -> bool:
    return fold(tidy(one)) == fold(tidy(other))


def _renamed(entry: Entry, party: str) -> str | None:
    """ "ông Sơn ủng hộ" -> "bà Lan ủng hộ"; None where the words do not name the person."""
    if not entry.party or not entry.note:
        return None
    renamed = re.sub(re.escape(entry.party), lambda _: party, entry.note, flags=re.IGNORECASE)
    return renamed if renamed != entry.note else None


def says(entry: Entry, right: Right) -> Entry:
    """The entry as it will read, for telling people and for the guards."""
    return replace(
        entry,
        party=entry.party if right.party is None else right.party,
        category=right.category or entry.category,
        note=entry.note if right.note is None else right.note,
        fund=right.fund or entry.fund,
        occurred_on=right.day or entry.occurred_on,
    )
