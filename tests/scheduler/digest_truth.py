"""What a Monday's digest must say, counted anew from raw rows, and what its text does say."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from tests.scheduler.digest_by_hand import OWNED, rows
from tests.scheduler.true_club import TrueClub
from tests.scheduler.true_days import due_by_hand, expected_by_hand, month_before
from tests.scheduler.world import MEMBERS

FOLLOWED = timedelta(days=10)
TABLES = ("entries", "lines", "loans", "meetings", "reports", "report_versions")


@dataclass(frozen=True)
class Said:
    """The figures of one digest; in a quiet week only the first three are said."""

    filed: int
    expected: int
    total: int
    change: int = 0
    lent: int = 0
    overdue: int = 0
    met: int = 0
    present: int = 0
    invited: int = 0


def read(text: str) -> Said:
    """The figures in the words; raises where a line is missing."""
    filed = re.search(r"nộp ([\d.]+)/([\d.]+)", text)
    of_reports = (_number(filed[1]), _number(filed[2])) if filed else (0, 0)
    if "không có gì mới" in text:
        return Said(*of_reports, _number(_found(r"quỹ ([\d.]+) đồng", text)[1]))
    fund = _found(r"Quỹ (?:cả xã )?([\d.]+) đồng, (thêm|bớt|không đổi) ?([\d.]+)?", text)
    lent = _found(r"Cho vay ([\d.]+), quá hạn ([\d.]+)", text)
    met = re.search(r"Họp ([\d.]+) CLB, đến ([\d.]+)/([\d.]+) người", text)
    assert met or "Tuần này chưa CLB nào họp" in text
    change = _number(fund[3] or "0") * (-1 if fund[2] == "bớt" else 1)
    held = tuple(_number(each) for each in met.groups()) if met else (0, 0, 0)
    return Said(*of_reports, _number(fund[1]), change, _number(lent[1]), _number(lent[2]), *held)


def _found(pattern: str, text: str) -> "re.Match[str]":
    found = re.search(pattern, text)
    assert found is not None, text
    return found


def _number(text: str) -> int:
    return int(text.replace(".", ""))


async def raw(connection: AsyncConnection) -> dict[str, list[Any]]:
    return {table: await rows(connection, table) for table in TABLES}


def month_followed(on: date, due_day: int) -> str:
    """The month just ended until ten days after it was due, else the running one."""
    ended = month_before(on)
    return ended if on <= due_by_hand(ended, due_day) + FOLLOWED else f"{on:%Y-%m}"


def truth(tables: dict[str, list[Any]], here: Sequence[TrueClub], on: date, period: str) -> Said:
    """The same figures from the rows, for the week that ended the day before `on`."""
    until, monday = on - timedelta(days=1), on - timedelta(days=7)
    ids = {club.id for club in here}
    entries = {
        each.id: each for each in tables["entries"] if each.club_id in ids and each.occurred_on <= until
    }
    total = change = lent = 0
    owed: dict[int, int] = defaultdict(int)
    for line in tables["lines"]:
        entry = entries.get(line.entry_id)
        if entry is None or line.place not in OWNED:
            continue
        total += line.amount
        change += line.amount if entry.occurred_on >= monday else 0
        if line.place == "lent":
            lent += line.amount
            owed[entry.loan_id] += line.amount
    overdue = sum(owed[loan.id] for loan in tables["loans"] if loan.due_on < until and owed[loan.id] > 0)
    held = [each for each in tables["meetings"] if each.club_id in ids and monday <= each.held_on <= until]
    filed = {each.club_id for each in tables["reports"] if each.club_id in ids and each.period == period}
    expected = {c.id for c in here if expected_by_hand(period, c.rhythm, [day for day in c.met if day <= on])}
    return Said(
        len(filed),
        len(filed | expected),
        total,
        change,
        lent,
        overdue,
        len({each.club_id for each in held}),
        sum(each.present_count for each in held),
        MEMBERS * len(held),
    )


def is_news(tables: dict[str, list[Any]], here: Sequence[TrueClub], on: date, period: str) -> bool:
    """Something an officer would miss: written, met, filed this week; or missing with the day at hand."""
    monday, ids = on - timedelta(days=7), {club.id for club in here}
    wrote = any(each.club_id in ids and monday <= each.occurred_on < on for each in tables["entries"])
    met = any(each.club_id in ids and monday <= each.held_on < on for each in tables["meetings"])
    filed = {each.club_id for each in tables["reports"] if each.club_id in ids and each.period == period}
    pressing = False
    for club in here:
        given = club.given.get(period)
        due = given[1] if given is not None else due_by_hand(period, club.due_day)
        owes = club.id not in filed and expected_by_hand(period, club.rhythm, club.met)
        pressing = pressing or (owes and on > due - timedelta(days=7))
    return wrote or met or pressing
