"""Who leads a club today, role by role, as far as the club has said."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CommitteeAsk:
    """The committee of one club on a day."""

    club_id: int
    on: date


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a role: `role` as stored, `title` as the person is addressed."""

    role: str
    name: str
    title: str = "bác"


@dataclass(frozen=True, slots=True)
class Committee:
    """In order of role, leader first."""

    holders: tuple[Holder, ...] = ()

    def of(self, roles: frozenset[str]) -> tuple[Holder, ...]:
        """Those of the roles asked about, of none all."""
        return tuple(one for one in self.holders if not roles or one.role in roles)
