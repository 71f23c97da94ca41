"""Which question of the table a message asks: all that a kind needs is told, and nothing it does not know.

The first kind that fits is meant. What stands for a club's own things, an officer may ask of a club or area.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handlers.club.people_named import people_named
from handlers.inquiry.cover import Told, told
from handlers.inquiry.days import Days, days_meant
from handlers.inquiry.kind_table import KINDS, Kind
from handlers.inquiry.lexicon import FOR, PART, ROLE, SMALL, SPAN

ELDER = 60  # years: người cao tuổi (Law on the Elderly, article 2)
MOST_LOOSE = 4  # words of a name


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it was heard; `club`, `place` as typed, "" where none was named."""

    kind: str
    tells: frozenset[str]
    days: Days | None = None
    age: int = 0
    younger: bool = False
    club: str = ""
    place: str = ""
    loose: str = ""
    own_area: bool = False

    @property
    def month(self) -> str:
        """The one month that is asked about; "" for none, or for other days."""
        return self.days.period if self.days is not None and self.days.sort == "month" else ""

    @property
    def level(self) -> str:
        """ "commune" of "xã nào", "province" of "tỉnh nào"; "" where no parts of an area are named."""
        said = {each.removeprefix(PART) for each in self.tells if each.startswith(PART)}
        return said.pop() if len(said) == 1 else ""

    @property
    def of_parts(self) -> bool:
        """Whether communes or provinces are asked about, not clubs."""
        return any(_group(each) == "part" for each in self.tells)

    @property
    def roles(self) -> frozenset[str]:
        """Roles of the committee that are asked about."""
        return frozenset(each.removeprefix(ROLE) for each in self.tells if each.startswith(ROLE))

    @property
    def fund(self) -> str:
        """The one fund that is asked about; "" for both."""
        named = {each.removeprefix("fund ") for each in self.tells if each.startswith("fund ")}
        return named.pop() if len(named) == 1 else ""

    @property
    def sides(self) -> tuple[str, ...]:
        """What of money is asked about: spent, received, lent_out, repaid."""
        said = {each.removeprefix("sum ") for each in self.tells}
        if "turnover" in said or {"spent", "received"} <= said:
            return "received", "spent"
        return tuple(side for side in ("spent", "received", "lent_out", "repaid") if side in said)

    @property
    def categories(self) -> frozenset[str]:
        """Codes of the reasons that are asked about."""
        return frozenset(each.removeprefix(FOR) for each in self.tells if each.startswith(FOR))


_EVERYWHERE = frozenset({SMALL, "each", "nation"})


@lru_cache(maxsize=512)
def hear_inquiry(words: str, today: date) -> Inquiry | None:
    """The question a message asks; None where it asks none, or more than is understood."""
    said = told(words)
    if said is None or not (said.meanings or said.age):
        return None
    return next((found for kind in KINDS if (found := _heard(kind, said, today)) is not None), None)


def _heard(kind: Kind, said: Told, today: date) -> Inquiry | None:
    allowed = {*kind.may.split(), *(each for group in kind.needs for each in group.split())}
    taken = [_meant(one, allowed, kind) for one in said.meanings]
    if None in taken or (said.age and not kind.aged) or not _bearable(said.loose, kind):
        return None
    tells = frozenset().union(*(each or frozenset() for each in taken)) - {SMALL}
    groups = {_group(each) for each in tells} | ({"age"} if said.age else set())
    if any(groups.isdisjoint(need.split()) for need in kind.needs):
        return None
    spans = frozenset(each.removeprefix(SPAN) for each in tells if each.startswith(SPAN))
    days = days_meant(spans, said.named, today)
    if (days is None and (spans or said.named or kind.days == "must")) or (days and not kind.days):
        return None
    age = said.age or (ELDER if "elder" in tells else 0)
    return Inquiry(kind.code, tells, days, age, said.younger, said.club, said.place, said.loose, said.areas)


def _bearable(loose: str, kind: Kind) -> bool:
    """Whether words nobody knows may be a name: of somebody, of a club, or the club's own for a reason."""
    if kind.named and not people_named(loose):
        return False
    return len(loose.split()) <= MOST_LOOSE and not any(letter.isdigit() for letter in loose)


def _meant(one: frozenset[str], allowed: set[str], kind: Kind) -> frozenset[str] | None:
    """Of all a phrase may tell what this kind knows; None where it knows none of it."""
    fits = frozenset(
        each for each in one if each in _EVERYWHERE or _group(each) in allowed or each.startswith(SPAN)
    )
    telling = fits - {SMALL}
    return telling or fits or None


def _group(meaning: str) -> str:
    """ "for dues" -> "for"."""
    return meaning.split(" ", maxsplit=1)[0]
