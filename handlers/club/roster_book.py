"""The roll of a club as talks see it, and what changes it: a death, a newcomer, a leaving.

Roster numbers are permanent: who leaves keeps the number, a newcomer gets the next one.
"""

from dataclasses import dataclass
from datetime import date

from storage.people_records import Club, Member


@dataclass(frozen=True, slots=True)
class RosterBook:
    """Everybody who ever belonged to one club, in order of roster number, and who owes it money."""

    club: Club
    today: date
    everyone: tuple[Member, ...]
    owed: tuple[tuple[int, int], ...] = ()  # (member id, principal still owed in đồng)

    @property
    def members(self) -> tuple[Member, ...]:
        """Those who belong to the club today."""
        return tuple(member for member in self.everyone if member.belongs_on(self.today))

    @property
    def next_number(self) -> int:
        """The roster number a newcomer gets."""
        return max((member.roster_number for member in self.everyone), default=0) + 1

    def owed_by(self, member: Member) -> int:
        """Principal in đồng, 0 for none."""
        return dict(self.owed).get(member.id, 0)


@dataclass(frozen=True, slots=True)
class MemberGone:
    """Effect: a member died (`died`), moved away (`moved`) or left (`left`)."""

    club_id: int
    member: Member
    left_on: date
    reason: str
    title: str = ""  # how the person was spoken of: cụ, bà, ông


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Effect: somebody is put onto the roll, under the next number."""

    club_id: int
    name: str
    joined_on: date
    birth_year: int | None = None
    sex: str | None = None
