"""Unfolds "so với tháng trước": which clubs a sum has changed in since the end of last month."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from handlers.decision import Say
from handlers.dialogue.pages import Pages
from handlers.money import digits
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures, AreaPeople
from handlers.officer.places import COMMUNE

PAGE = "officer/queries"


class Month(NamedTuple):
    """An area today and at the end of last month, each with its people."""

    now: AreaFigures
    then: AreaFigures
    people: AreaPeople
    people_then: AreaPeople


class Change(NamedTuple):
    """One sum of the comparison: its name in templates/, how people call it, how much each club changed."""

    name: str
    called: str
    by_club: Mapping[int, int]

    @property
    def sum(self) -> int:
        return sum(self.by_club.values())


def explain_change(folded: str, month: Month) -> Say | None:
    """The clubs behind a change that was shown; None where the words (folded) mean none of them."""
    changes = _changes(month)
    numbers = {number.replace(".", "") for number in re.findall(r"\d[\d.]*\d|\d", folded)}
    named = [change for change in changes if re.search(change.called, folded)]
    same = [change for change in changes if digits(abs(change.sum)).replace(".", "") in numbers]
    meant = next((change for change in same if change in named), None)
    if meant is None and numbers:
        meant = next(iter(same), None)
    elif meant is None:
        meant = next(iter(named), None)
    return None if meant is None else _told(meant, month)


def _changes(month: Month) -> tuple[Change, ...]:
    members, members_then = (
        {club: count.members for club, count in people.by_club.items()}
        for people in (month.people, month.people_then)
    )
    everyone = {club: members.get(club, 0) - members_then.get(club, 0) for club in members | members_then}
    return (
        Change(
            "lent", r"cho vay|dang vay", _between(month, lambda club: club.income.lent + club.activity.lent)
        ),
        Change("overdue", r"qua han", _between(month, lambda club: club.overdue.amount)),
        Change("members", r"thanh vien", everyone),
        Change("total", r"\bquy\b|them|bot|doi", _between(month, lambda club: club.total)),
    )


def _between(month: Month, worth: Callable[[ClubLine], int]) -> dict[int, int]:
    now, then = ({club.club_id: worth(club) for club in each.clubs} for each in (month.now, month.then))
    return {club: now.get(club, 0) - then.get(club, 0) for club in now | then}


def _told(change: Change, month: Month) -> Say:
    clubs = {club.club_id: club for figures in (month.then, month.now) for club in figures.clubs}
    moved = [(clubs[club], by) for club, by in change.by_club.items() if by and club in clubs]
    moved.sort(key=lambda line: (-abs(line[1]), line[0].club_id))
    show = {
        "what": change.name,
        "since": month.then.until,
        "on": month.now.until,
        "names": month.now.area.kind != COMMUNE,
        "listed": Pages(tuple(moved)),
    }
    return Say(PAGE, "why_since", show)
