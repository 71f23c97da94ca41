"""The sheet that adds clubs up by area: each figure a formula over the sheet of clubs, its value stored too.

SUMPRODUCT compares names as they are; SUMIF would read "=" or "*" in a name as a condition.
"""

from collections import Counter, defaultdict
from typing import Any

from handlers.officer.figures import AreaFigures
from handlers.officer.flags import grouped
from handlers.officer.places import NATION
from scheduler.file_words import file_words
from scheduler.workbook_columns import Column, Value
from scheduler.workbook_sheet import HEADER, write_head, write_total


def area_labels(figures: AreaFigures) -> dict[str, str]:
    """A name of its own for every part of the area: bare, else with its kind, else with its code."""
    bare = Counter(group.bare for group in figures.groups)
    titles = Counter(group.title for group in figures.groups)
    return {
        group.code: group.bare
        if bare[group.bare] == 1
        else group.title
        if titles[group.title] == 1
        else f"{group.title} ({group.code})"
        for group in figures.groups
    }


def write_areas(
    sheet: Any, looks: dict[str, Any], figures: AreaFigures, values: list[list[Value]], columns: list[Column]
) -> None:
    """One line a commune of a province, or a province of the nation; areas without clubs are left out."""
    labels, sums = area_labels(figures), _Sums(figures, columns)
    last_column = _head(sheet, looks, sums)
    line_of = {club.club_id: line for club, line in zip(figures.clubs, values, strict=True)}
    of_group = grouped(figures)
    groups = [(group, clubs) for group in figures.groups if (clubs := of_group[group.code])]
    totals: dict[int, int] = defaultdict(int)
    for row, (group, clubs) in enumerate(groups, HEADER + 1):
        sheet.write_number(row, 0, row - HEADER, looks["text"])
        sheet.write_string(row, 1, labels[group.code], looks["text"])
        for at, (formula, value) in enumerate(sums.cells(row, [line_of[club.club_id] for club in clubs]), 2):
            sheet.write_formula(row, at, formula, looks["money"], value)
            totals[at] += value
    if groups:
        write_total(sheet, looks, HEADER + 1, HEADER + len(groups), totals, last_column)


class _Sums:
    """Counts and sums over the clubs of one area, each as Excel's formula and its value."""

    def __init__(self, figures: AreaFigures, columns: list[Column]) -> None:
        at = {column.name: number for number, column in enumerate(columns)}
        self.named = "province" if figures.area.kind == NATION else "commune"
        self.summed = {column.name: at[column.name] for column in columns if column.summed}
        self.standing = at["report"]
        self._ranges = [_range(number, figures) for number in range(len(columns))]
        self._area = self._ranges[at[self.named]]

    def cells(self, row: int, lines: list[list[Value]]) -> list[tuple[str, int]]:
        """How many clubs there are, whose report is due, whose is filed; then each column's sum."""
        same, report = f"({self._area}=$B{row + 1})", self._ranges[self.standing]
        filed, resting = (file_words()["standing"][name] for name in ("filed", "not_expected"))
        stand = [line[self.standing] for line in lines]
        return [
            (f"=SUMPRODUCT(--{same})", len(lines)),
            (f'=SUMPRODUCT({same}*({report}<>"{resting}"))', len(stand) - stand.count(resting)),
            (f'=SUMPRODUCT({same}*({report}="{filed}"))', stand.count(filed)),
            *((f"=SUMPRODUCT({same}*{self._ranges[at]})", _sum(lines, at)) for at in self.summed.values()),
        ]


def _head(sheet: Any, looks: dict[str, Any], sums: _Sums) -> int:
    """Headings and widths; returns the last column."""
    words, names = file_words()["columns"], ["number", sums.named, "clubs", "due", "reported", *sums.summed]
    last = len(names) - 1
    write_head(sheet, looks, [words[name] for name in names])
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, last, 14)
    sheet.freeze_panes(HEADER + 1, 2)
    return last


def _range(column: int, figures: AreaFigures) -> str:
    """The column of all clubs on the other sheet; its first column is the line's number."""
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(column + 1)
    first, last = HEADER + 2, HEADER + 1 + len(figures.clubs)
    return f"'{file_words()['clubs_sheet']}'!${name}${first}:${name}${last}"


def _sum(lines: list[list[Value]], column: int) -> int:
    return sum(value for line in lines if isinstance(value := line[column], int))
