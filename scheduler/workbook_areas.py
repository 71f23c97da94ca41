"""The sheet that adds clubs up by area: each figure a formula over the sheet of clubs, its value stored too.

SUMPRODUCT compares names as they are; SUMIF would read "=" or "*" in a name as a condition.
"""

from collections import Counter
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
    words, labels = file_words(), area_labels(figures)
    summed = [at for at, column in enumerate(columns) if column.summed]
    named = "province" if figures.area.kind == NATION else "commune"
    key = next(at for at, column in enumerate(columns) if column.name == named)
    standing = next(at for at, column in enumerate(columns) if column.name == "report")
    names = ["number", named, "clubs", "due", "reported", *(columns[at].name for at in summed)]
    write_head(sheet, looks, [words["columns"][name] for name in names])
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 4 + len(summed), 14)
    sheet.freeze_panes(HEADER + 1, 2)
    lines = {club.club_id: line for club, line in zip(figures.clubs, values, strict=True)}
    of_group = grouped(figures)
    groups = [(group, clubs) for group in figures.groups if (clubs := of_group[group.code])]
    totals = dict.fromkeys(range(2, 5 + len(summed)), 0)
    filed, resting = words["standing"]["filed"], words["standing"]["not_expected"]
    ranges = [_range(at, figures) for at in range(len(columns))]
    for row, (group, clubs) in enumerate(groups, HEADER + 1):
        sheet.write_number(row, 0, row - HEADER, looks["text"])
        sheet.write_string(row, 1, labels[group.code], looks["text"])
        held = [lines[club.club_id] for club in clubs]
        same = f"({ranges[key]}=$B{row + 1})"
        done = sum(1 for line in held if line[standing] == filed)
        cells = [(f"=SUMPRODUCT(--{same})", len(clubs))]
        due = sum(1 for line in held if line[standing] != resting)
        cells += [(f'=SUMPRODUCT({same}*({ranges[standing]}<>"{resting}"))', due)]
        cells += [(f'=SUMPRODUCT({same}*({ranges[standing]}="{filed}"))', done)]
        cells += [(f"=SUMPRODUCT({same}*{ranges[at]})", _sum(held, at)) for at in summed]
        for at, (formula, value) in enumerate(cells, 2):
            sheet.write_formula(row, at, formula, looks["money"], value)
            totals[at] += value
    if groups:
        write_total(sheet, looks, HEADER + 1, HEADER + len(groups), totals, 4 + len(summed))


def _range(column: int, figures: AreaFigures) -> str:
    """The column of all clubs on the other sheet; its first column is the line's number."""
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(column + 1)
    first, last = HEADER + 2, HEADER + 1 + len(figures.clubs)
    return f"'{file_words()['clubs_sheet']}'!${name}${first}:${name}${last}"


def _sum(lines: list[list[Value]], column: int) -> int:
    return sum(value for line in lines if isinstance(value := line[column], int))
