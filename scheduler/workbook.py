"""The digest as an Excel workbook: one line a club, one a commune, with sums that Excel itself works out.

Names are written as strings: one that begins with "=" is a name, not a formula. Money is a number in đồng.
"""

from io import BytesIO
from typing import Any

from handlers.officer.figures import AreaFigures, AreaPeople, PeopleCount
from handlers.officer.places import COMMUNE
from scheduler.file_words import file_words
from scheduler.workbook_areas import area_labels, write_areas
from scheduler.workbook_columns import Column, Value, columns_of
from scheduler.workbook_sheet import HEADER, looks_of, new_sheet, write_head, write_total


def write_workbook(figures: AreaFigures, people: AreaPeople) -> bytes:
    """The bytes of an .xlsx file: clubs, then a sheet that adds them up by area."""
    import xlsxwriter

    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    looks = looks_of(book)
    columns = columns_of(figures, area_labels(figures))
    clubs = new_sheet(book, looks, figures, file_words()["clubs_sheet"])
    values = _clubs(clubs, looks, figures, people, columns)
    if figures.area.kind != COMMUNE:
        areas = new_sheet(book, looks, figures, file_words()["areas_sheet"])
        write_areas(areas, looks, figures, values, columns)
    book.close()
    return held.getvalue()


def _clubs(
    sheet: Any, looks: dict[str, Any], figures: AreaFigures, people: AreaPeople, columns: list[Column]
) -> list[list[Value]]:
    """Writes the lines; returns what each holds, for the sums beside them."""
    words = file_words()
    texts = [column.name for column in columns if not column.summed]
    write_head(
        sheet, looks, [words["columns"]["number"], *(words["columns"][column.name] for column in columns)]
    )
    for at, column in enumerate(columns, 1):
        sheet.set_column(at, at, column.width)
    sheet.set_column(0, 0, 5)
    values: list[list[Value]] = []
    for row, club in enumerate(figures.clubs, HEADER + 1):
        counted = people.by_club.get(club.club_id, PeopleCount())
        values.append([column.value(club, counted) for column in columns])
        sheet.write_number(row, 0, row - HEADER, looks["text"])
        for at, value in enumerate(values[-1], 1):
            _write(sheet, row, at, value, looks)
    sheet.freeze_panes(HEADER + 1, 1 + texts.index("club") + 1)
    if figures.clubs:
        last = HEADER + len(figures.clubs)
        sheet.autofilter(HEADER, 0, last, len(columns))
        sums = {
            at: sum(_number(line[at - 1]) for line in values) for at, c in enumerate(columns, 1) if c.summed
        }
        write_total(sheet, looks, HEADER + 1, last, sums, len(columns))
    return values


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _write(sheet: Any, row: int, at: int, value: Value, looks: dict[str, Any]) -> None:
    if isinstance(value, str):
        sheet.write_string(row, at, value, looks["text"])
    elif isinstance(value, int):
        sheet.write_number(row, at, value, looks["money"])
    elif value is None:
        sheet.write_blank(row, at, None, looks["text"])
    else:
        sheet.write_datetime(row, at, value, looks["day"])
