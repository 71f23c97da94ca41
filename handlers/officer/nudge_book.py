"""Clubs whose report has not come, as they are listed, and the reminder that one tap sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from handlers.decision import Notice, Say
from handlers.officer.club_line import Contact, Reach

PAGE = "officer/nudge"
LISTED = 4  # on one page: the question and its answers stand below
ROOM, MANY = 266, 6  # letters for the lines of a message that asks, with "3 bác" or names in the question
ROOM_TO_LOOK = 170  # letters for them where it is said that all were reminded, and how to see the others
NOT_BEGUN, IN_PROGRESS, TOLD, UNREACHED = 13, 25, 17, 24  # letters of what is said of a club


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
    never: str = ""  # why no list is told: the month is "not_begun", "no_books"; the place is "elsewhere"
    listed: tuple[Missing, ...] = ()  # the list, as much as a message holds, where all were reminded today
    names: bool = False  # whether the lines name communes

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The messages to leave the house: the same club is reminded once a day, whoever asks for it."""
        return tuple(_notice(self, missing) for missing in self.sent)


def is_long(missing: Sequence[Missing]) -> bool:
    """Whether one message may not hold all lines with the question below: reckoned rather too long."""
    named = [len(f"bác {each.contact.given_name} và ") for each in missing if each.to_remind and each.contact]
    asked = sum(named) if len(named) <= 2 else MANY
    return len(missing) > LISTED or sum(map(_letters, missing)) + asked > ROOM


def as_many_as_fit(missing: Sequence[Missing]) -> tuple[Missing, ...]:
    """The first of them, one at least, for a message that asks nothing but says how to go on."""
    ends = accumulate(_letters(each) for each in missing[:LISTED])
    return tuple(missing[: max(1, sum(end <= ROOM_TO_LOOK for end in ends))])


def _letters(missing: Missing) -> int:
    """As long as its line becomes with all that may stand in it."""
    name = missing.contact.name if missing.contact else ""
    state = IN_PROGRESS if missing.step else NOT_BEGUN
    late = TOLD if missing.told else 0 if missing.reached else UNREACHED
    return len(f"- {missing.short} ({missing.commune}), bác {name}: ") + state + late + 1


def _notice(nudge: Nudge, missing: Missing) -> Notice:
    if missing.contact is None:
        raise ValueError(f"club {missing.club_id} has nobody to write to")
    occasion = f"nudge/{missing.club_id}/{nudge.period}/{nudge.on.isoformat()}"
    show = {"period": nudge.period, "area": nudge.area, "club": missing.place, "step": missing.step}
    return Notice(occasion, Say(PAGE, "to_club", show), person_id=missing.contact.person_id)
