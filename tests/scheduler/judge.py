"""Looks at every letter the rounds write and says what is wrong with it, from what truly happened alone.

It knows the rules of reminding as prose has them, and none of the code that follows them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.scheduler.commune import VIETNAM
from tests.scheduler.true_club import PLAIN, TrueClub
from tests.scheduler.true_days import due_by_hand, expected_by_hand
from tests.scheduler.world import World

WINDOWS = ((time(7), time(11, 30)), (time(13, 30), time(20)))
USEFUL = timedelta(days=7)
LONGEST = 350
STEPS = {"-3": -3, "0": 0, "+2": 2}
Told = tuple[str, int, str]


@dataclass(frozen=True)
class Due:
    """When a report is due as the rounds should see it at one moment, and what its steps are called."""

    on: date
    mark: str = ""


@dataclass
class Judge:
    """Collects faults; `expect` says beforehand what plain clubs must hear in one round."""

    world: World
    seen: set[Told] = field(default_factory=set)
    told: dict[tuple[str, int], list[tuple[str, datetime]]] = field(default_factory=lambda: defaultdict(list))
    silent: set[tuple[str, int]] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def blame(self, why: str, row: Any, now: datetime) -> None:
        self.faults.append(
            f"{now:%Y-%m-%d %H:%M} {why}: {row.key} to {row.person_id}: {row.body['text'][:90]}"
        )

    def hear(self, rows: Iterable[Any], promised: dict[int, datetime], now: datetime) -> set[Told]:
        """Judge the letters written at `now`; the keys that are about reports."""
        about_reports: set[Told] = set()
        for row in rows:
            self._look(row, now)
            for told in _keys(row):
                if told in self.seen:
                    self.blame("told twice", row, now)
                self.seen.add(told)
                self.counted[_kind(told)] += 1
                if told[0].startswith("report/"):
                    about_reports.add(told)
                    self._report(told, row, promised, now)
                elif told[0].startswith("loan/"):
                    self._loan(told, row, now)
        return about_reports

    def _look(self, row: Any, now: datetime) -> None:
        text = row.body["text"]
        if len(text) > LONGEST or text.count("?") > 1 or "None" in text:
            self.blame("badly worded", row, now)
        if row.kind in ("reminder", "digest", "notice") and not in_window(now):
            self.blame("written out of push hours", row, now)

    def _report(self, told: Told, row: Any, promised: dict[int, datetime], now: datetime) -> None:
        occasion, person_id, step = told
        club, period = self.club_of(occasion)
        if period in club.filed and club.filed[period] <= now:
            self.blame("after the report", row, now)
        if not expected_by_hand(period, club.rhythm, club.met):
            self.blame("nothing was to be had", row, now)
        if person_id in self.world.phones.refused:  # a refusal is learnt by trying
            self.blame("to somebody who blocked us", row, now)
        if (occasion, person_id) in self.silent and not step.startswith("promise"):
            self.blame("after a wish for silence", row, now)
        if person_id not in (club.leader, club.deputy, *self.world.officers[club.commune]):
            self.blame("to a stranger", row, now)
        if step.startswith("promise-"):
            chosen = promised.get(int(step.removeprefix("promise-")))
            if chosen is None or not chosen <= now <= chosen + USEFUL:
                self.blame("a promise kept at the wrong time", row, now)
        elif not self._in_time(club, period, step, now):
            self.blame("a step at the wrong time", row, now)
        self.told[occasion, person_id].append((step, now))

    def _loan(self, told: Told, row: Any, now: datetime) -> None:
        _, number, day = told[0].split("/")
        club = next(club for club in self.world.clubs if int(number) in club.loans)
        due, step = club.loans_due[int(number)], told[2]
        days = (now.date() - due).days
        fits = -7 <= days <= 0 if step == "soon" else 0 < days <= 8 if step == "late" else days > 0
        if not club.loans[int(number)] or not fits or day != due.isoformat():
            self.blame("a loan at the wrong time", row, now)
        if told[1] not in (club.leader, club.deputy):
            self.blame("to a stranger", row, now)

    def _in_time(self, club: TrueClub, period: str, step: str, now: datetime) -> bool:
        due = self.due(club, period, now)
        if step == "meeting":
            return any(t <= now <= t + timedelta(hours=16) for t in _evenings(club, period, now))
        name, _, mark = step.partition("@")
        if mark != due.mark:
            return False
        if name == "call":
            return any(_at(due.on, days) <= now <= _at(due.on, days) + USEFUL for days in (0, 3))
        return _at(due.on, STEPS[name]) <= now <= _at(due.on, STEPS[name]) + USEFUL

    def club_of(self, occasion: str) -> tuple[TrueClub, str]:
        _, number, period = occasion.split("/")
        return next(club for club in self.world.clubs if club.id == int(number)), period

    def due(self, club: TrueClub, period: str, now: datetime) -> Due:
        given = club.given.get(period)
        if given is not None and given[0] <= now:
            return Due(given[1], given[1].isoformat())
        return Due(due_by_hand(period, club.due_day))

    # -- what plain clubs must hear ----------------------------------------------------------------------

    def expect(self, periods: Sequence[str], now: datetime) -> set[Told]:
        """What must be written at `now` about the reports of clubs whose people never write to us."""
        wanted: set[Told] = set()
        if not in_window(now):
            return wanted
        for club in self.world.clubs:
            for period in periods if club.kind == PLAIN else ():
                filed = period in club.filed and club.filed[period] <= now
                if filed or not expected_by_hand(period, club.rhythm, club.met):
                    continue
                due = self.due(club, period, now).on
                steps = [(_at(due, days), name) for name, days in STEPS.items()]
                meeting = [(moment, "meeting") for moment in _evenings(club, period, now)[-1:]]
                officers = self.world.officers[club.commune]
                wanted |= self._climbed(club.id, period, [club.leader], [*steps, *meeting], now)
                wanted |= self._climbed(club.id, period, [club.deputy], steps[2:], now)
                wanted |= self._climbed(club.id, period, officers, [(_at(due, 3), "call")], now)
        return wanted

    def _climbed(
        self,
        club: int,
        period: str,
        people: Sequence[int],
        steps: Sequence[tuple[datetime, str]],
        now: datetime,
    ) -> set[Told]:
        """The newest step whose moment has come, while it is useful and nothing was said since."""
        gone = [step for step in steps if step[0] <= now]
        if not gone:
            return set()
        moment, name = max(gone)
        useful = timedelta(hours=16) if name == "meeting" else USEFUL
        occasion = f"report/{club}/{period}"
        return {
            (occasion, who, name)
            for who in people
            if now <= moment + useful
            and (occasion, who, name) not in self.seen
            and all(at < moment for _, at in self.told[occasion, who])
        }


def in_window(now: datetime) -> bool:
    return any(first <= now.time().replace(second=0) <= last for first, last in WINDOWS)


def _keys(row: Any) -> list[Told]:
    keys = []
    for text in row.body.get("keys", ()):
        occasion, person, step = re.sub("^remind/", "", text).rsplit("/", 2)
        keys.append((occasion, int(person), step))
    return keys or [(row.key, row.person_id, "")]


def _kind(told: Told) -> str:
    """ "report +2", "loan month", "digest"."""
    step = re.sub(r"(promise|month)-.*|@.*", r"\1", told[2])
    return f"{told[0].split('/')[0]} {step}".strip()


def _evenings(club: TrueClub, period: str, now: datetime) -> list[datetime]:
    """The evening of the last meeting of the month, else of the club's usual day."""
    held = [day for day in club.met if f"{day:%Y-%m}" == period and day <= now.date()]
    year, month = (int(part) for part in period.split("-"))
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    days = held[-1:] or [date(year, month, min(club.meeting_day, last))]
    return [datetime.combine(day, time(19), VIETNAM) for day in days]


def _at(day: date, days: int) -> datetime:
    return datetime.combine(day + timedelta(days=days), time(8, 30), VIETNAM)
