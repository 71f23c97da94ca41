"""Counts on a roll: who is of the club, by sex and age, whose birthday a month holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from handlers.inquiry.days import Days
from storage.people_records import Member


@dataclass(frozen=True, slots=True)
class HeadsAsk:
    """The members of an area's clubs on a day; `age` in years from which on (or under which), 0 for any."""

    code: str
    on: date
    age: int = 0
    younger: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """How many, women and men among them, how many whose age nobody wrote down; `roll`: of any age."""

    people: int = 0
    women: int = 0
    men: int = 0
    unknown: int = 0
    roll: int = 0

    def of(self, sex: str) -> int:
        """Those of "women" or "men"; of "" all."""
        return {"women": self.women, "men": self.men}.get(sex, self.people)

    def __add__(self, other: "Heads") -> "Heads":
        return Heads(
            self.people + other.people,
            self.women + other.women,
            self.men + other.men,
            self.unknown + other.unknown,
            self.roll + other.roll,
        )


@dataclass(frozen=True, slots=True)
class AreaHeads:
    """The same by club."""

    by_club: dict[int, Heads] = field(default_factory=dict)

    @property
    def all(self) -> Heads:
        return sum(self.by_club.values(), Heads())


def is_aged(member: Member, age: int, on: date, *, younger: bool) -> bool | None:
    """Whether a member is of that age (or under it); by year where the birthday is not known."""
    if member.birth_year is None and member.birth_date is None:
        return None
    if member.birth_date is not None:
        born = member.birth_date
        years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    else:
        years = on.year - (member.birth_year or on.year)
    return years < age if younger else years >= age


def heads_of(members: Iterable[Member], on: date, age: int = 0, *, younger: bool = False) -> Heads:
    """The count of one roll."""
    found = Heads()
    for member in members:
        fits = is_aged(member, age, on, younger=younger) if age else True
        if fits is None:
            found += Heads(unknown=1, roll=1)
        else:
            found += _one(member) if fits else Heads(roll=1)
    return found


def _one(member: Member) -> Heads:
    return Heads(1, int(member.sex == "female"), int(member.sex == "male"), roll=1)


def birthdays_in(members: Iterable[Member], days: Days) -> list[Member]:
    """Whose birthday lies in that month, by day."""
    dated = [m for m in members if m.birth_date is not None and m.birth_date.month == days.first.month]
    return sorted(dated, key=lambda m: (m.birth_date.day if m.birth_date else 0, m.roster_number))
