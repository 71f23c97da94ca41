"""What is reminded of besides clubs' reports: loans, and what officers owe or have to look after."""

from dataclasses import dataclass

from handlers.calendar.duties import Contact
from handlers.calendar.settings import CalendarSettings
from handlers.loan.book import Loan
from handlers.officer.places import Area
from storage.people_records import Member


@dataclass(frozen=True, slots=True)
class LoanDuty:
    """One open loan with the person to remind of it: the treasurer, else the leader, else the deputy."""

    loan: Loan
    member: Member
    club: str
    to: Contact
    settings: CalendarSettings


@dataclass(frozen=True, slots=True)
class AreaWatch:
    """A commune or province with its officers."""

    area: Area
    officers: tuple[Contact, ...]
    settings: CalendarSettings

    @property
    def reached_officers(self) -> tuple[Contact, ...]:
        return tuple(officer for officer in self.officers if officer.reachable)

    @property
    def reached(self) -> bool:
        return bool(self.reached_officers)
