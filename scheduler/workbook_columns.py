"""The columns of the workbook's line of a club; what each holds is decided by the figures, not here."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures, PeopleCount
from handlers.officer.flags import flags_of
from handlers.officer.places import NATION
from scheduler.file_words import file_words

Value = str | int | date | None


class Column(NamedTuple):
    """One column of clubs: its heading's name, how wide, what it holds, whether it is summed."""

    name: str
    width: int
    value: Callable[[ClubLine, PeopleCount], Value]
    summed: bool = True


def columns_of(figures: AreaFigures, labels: dict[str, str]) -> list[Column]:
    """The line of a club; whoever knows which province they are in needs no column for it."""
    flags, standing = file_words()["flags"], file_words()["standing"]
    first = [Column("province", 16, lambda c, _: labels.get(c.commune.parent_code, ""), summed=False)]
    return [
        *(first if figures.area.kind == NATION else []),
        Column("commune", 20, lambda c, _: labels.get(c.commune.code, c.commune.bare), summed=False),
        Column("club", 26, lambda c, _: c.place, summed=False),
        Column("members", 10, lambda _, p: p.members),
        Column("elders", 10, lambda _, p: p.elders),
        Column("elder_women", 10, lambda _, p: p.elder_women),
        Column("income_box", 15, lambda c, _: c.income.box),
        Column("income_bank", 15, lambda c, _: c.income.bank),
        Column("income_lent", 15, lambda c, _: c.income.lent),
        Column("income_total", 16, lambda c, _: c.income.total),
        Column("activity_total", 15, lambda c, _: c.activity.total),
        Column("total", 16, lambda c, _: c.total),
        Column("change", 14, lambda c, _: c.change),
        Column("borrowers", 9, lambda _, p: p.borrowers),
        Column("overdue_count", 9, lambda c, _: c.overdue.count),
        Column("overdue", 14, lambda c, _: c.overdue.amount),
        Column("last_met", 12, lambda c, _: c.last_met, summed=False),
        Column("report", 16, lambda c, _: standing[c.standing.value], summed=False),
        Column("look", 30, lambda c, _: _flags(c, figures.seen, flags), summed=False),
    ]


def _flags(club: ClubLine, until: date, words: dict[str, str]) -> str:
    return ", ".join(words[flag.value] for flag in flags_of(club, until))
