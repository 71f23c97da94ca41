"""Clubs whose report has not come, as they are listed, and the reminder that one tap sends them."""

from dataclasses import dataclass
from datetime import date

from handlers.decision import Notice, Say
from handlers.officer.club_line import Contact, Reach

PAGE = "officer/nudge"


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
    told: bool = False  # an officer's reminder went there today

    @property
    def reached(self) -> bool:
        return self.contact is not None and self.contact.reach is Reach.REACHED

    @property
    def to_remind(self) -> bool:
        """Reached, and not reminded today already."""
        return self.reached and not self.told


@dataclass(frozen=True, slots=True)
class NudgedAsk:
    """Reminders of officers about a month's reports, sent on a day."""

    period: str
    on: date


@dataclass(frozen=True, slots=True)
class Nudged:
    """The clubs they went to."""

    clubs: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Nudge:
    """Effect: remind the reached, once a day each. Without `sent` the list was only looked at."""

    period: str
    on: date
    area: str
    sent: tuple[Missing, ...] = ()
    to_ring: tuple[Missing, ...] = ()
    told: tuple[Missing, ...] = ()  # reminded earlier that day
    clubs: int = 0
    unknown: str = ""  # a name that fits nobody of these clubs
    never: str = ""  # why no club can have filed for the month: "not_begun", "no_books"

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
