"""What both sheets of the digest's workbook share: looks, a page ready for A4, headings, live sums."""

from typing import Any

from handlers.officer.figures import AreaFigures
from scheduler.file_words import file_words, heading

HEADER = 3  # its row, counted from 0
A4 = 9
MONEY, DAY = "#,##0", "dd/mm/yyyy"


def looks_of(book: Any) -> dict[str, Any]:
    line = {"border": 1, "border_color": "#c9d1d6", "valign": "vcenter"}
    bold = {"bold": True, "bg_color": "#e8f0ec", **line}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"italic": True, "font_color": "#555555"}),
        "head": book.add_format({**bold, "text_wrap": True, "align": "center"}),
        "text": book.add_format(line),
        "money": book.add_format({**line, "num_format": MONEY}),
        "day": book.add_format({**line, "num_format": DAY}),
        "sum": book.add_format({**bold, "num_format": MONEY}),
        "sum_text": book.add_format(bold),
    }


def new_sheet(book: Any, looks: dict[str, Any], figures: AreaFigures, name: str) -> Any:
    """A sheet with its title, ready for A4: landscape, as wide as the page, headings on every page."""
    words = file_words()
    sheet = book.add_worksheet(name)
    until, on = figures.seen, figures.on
    as_of = words["as_of"].format(
        until=f"{until:%d/%m/%Y}", month=f"{figures.period[5:]}/{figures.period[:4]}", on=f"{on:%d/%m/%Y}"
    )
    sheet.write_string(0, 0, heading(figures), looks["title"])
    sheet.write_string(1, 0, as_of, looks["note"])
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&C&P/&N")
    return sheet


def write_head(sheet: Any, looks: dict[str, Any], names: list[str]) -> None:
    sheet.set_row(HEADER, 46)
    for at, name in enumerate(names):
        sheet.write_string(HEADER, at, name, looks["head"])


def write_total(
    sheet: Any, looks: dict[str, Any], first: int, last: int, sums: dict[int, int], width: int
) -> None:
    """Live sums below the lines; the value is stored too, for telephones that show without working out."""
    from xlsxwriter.utility import xl_range

    sheet.write_string(last + 1, 0, "", looks["sum_text"])
    for at in range(1, width + 1):
        if at in sums:
            formula = f"=SUM({xl_range(first, at, last, at)})"
            sheet.write_formula(last + 1, at, formula, looks["sum"], sums[at])
        else:
            sheet.write_string(last + 1, at, file_words()["total"] if at == 1 else "", looks["sum_text"])
