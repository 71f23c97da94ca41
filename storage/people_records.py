"""Records of clubs and their people, pure values.

A `Person` talks to us over a channel; a `Member` belongs to a club and may never own a telephone.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from storage.records import Fund


class RoleName(StrEnum):
    """The committee of a club, then those above it, then who runs the machine."""

    LEADER = "leader"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    ACCOUNTANT = "accountant"
    TREASURER = "treasurer"
    OFFICER = "officer"
    READER = "reader"
    OPERATOR = "operator"


COMMITTEE = (RoleName.LEADER, RoleName.DEPUTY, RoleName.SECRETARY, RoleName.ACCOUNTANT, RoleName.TREASURER)


@dataclass(frozen=True, slots=True)
class OwnCategory:
    """A category a club named itself; `said` are its label of today and those it had before.

    `stands_for` is the code of the usual category it renames, "" where it is new.
    """

    label: str
    direction: str  # "income" or "expense"
    fund: Fund
    said: tuple[str, ...] = ()
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class ClubSettings:
    """What each club decides for itself; the defaults are the commonest rules (domain 3).

    `monthly_rate_bp` in hundredths of a percent, amounts in đồng; `large_amount` None means that no
    second person has to agree.
    """

    interest_fund: Fund = Fund.INCOME_FUND
    monthly_rate_bp: int = 100
    dues_amount: int = 5000
    large_amount: int | None = None
    overdraft: Literal["confirm", "refuse"] = "confirm"
    own_categories: tuple[OwnCategory, ...] = ()
    retired_categories: tuple[str, ...] = ()  # codes of usual categories this club no longer offers


@dataclass(frozen=True, slots=True)
class InterestRule:
    """From `since` on, `income_percent` of every loan's interest goes into the income fund, the rest to the
    activity fund."""

    since: date
    income_percent: int


@dataclass(frozen=True, slots=True)
class MeetingRhythm:
    """From the month of `since` on, the club meets once in so many `months`."""

    since: date
    months: int


@dataclass(frozen=True, slots=True)
class Club:
    """One club; `was` holds its former names, `version` rises with every change that talks must notice."""

    id: int
    area_code: str
    name: str
    hamlet: str = ""
    founded_on: date | None = None
    status: str = "active"
    settings: ClubSettings = field(default_factory=ClubSettings)
    version: int = 1
    was: tuple[str, ...] = ()
    interest_rules: tuple[InterestRule, ...] = ()  # by day, a later rule of the same day last


@dataclass(frozen=True, slots=True)
class Member:
    """One member; the roster number is permanent and never given to another."""

    id: int
    club_id: int
    roster_number: int
    name: str
    birth_year: int | None = None
    birth_date: date | None = None
    sex: str | None = None
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: str | None = None
    hamlet: str = ""

    def belongs_on(self, day: date) -> bool:
        """Whether the member is of the club on that day; who left on it no longer is."""
        return (self.joined_on is None or self.joined_on <= day) and (
            self.left_on is None or day < self.left_on
        )


@dataclass(frozen=True, slots=True)
class Role:
    """What a person may do, for one club or one area, between two dates."""

    id: int
    person_id: int
    role: RoleName
    club_id: int | None = None
    area_code: str | None = None
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day; on the day it ends it no longer is."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who talks to us; `version` rises when roles change or the person is barred."""

    id: int
    name: str
    birth_year: int | None = None
    sex: str | None = None
    honorific: str = ""
    phone: str | None = None
    version: int = 1
    consented_at: datetime | None = None
    consent_text_version: str | None = None
    demo_handle: str | None = None
    roles: tuple[Role, ...] = ()

    @property
    def areas_led(self) -> tuple[str, ...]:
        """Codes of the areas where they may act, and not only look, in order of role."""
        codes = (role.area_code for role in self.roles if role.area_code and role.role == RoleName.OFFICER)
        return tuple(dict.fromkeys(codes))
