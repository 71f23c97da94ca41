"""Sổ quỹ tiền mặt as a workbook, with the columns of the paper book: one sheet a fund, loans included.

Texts people typed are written as texts: "=1+1" in a note stays what it is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.wording_blocks import block_text
from bot.wording_filters import local_day
from bot.wording_fund import fund_name
from bot.wording_ledger import entry_told
from handlers.fund.ledger_view import LedgerView
from storage.records import Entry, Fund, Place, ReceiptSide

WORDS = "fund/book_words"
A4 = 9  # as spreadsheets count paper sizes
WIDTHS = (11, 11, 8, 8, 42, 14, 14, 14, 16)
MONEY = "#,##0;[Red](#,##0)"  # what is struck out stands in red and brackets, as in the paper book
MONEY_IN, MONEY_OUT, BOX = 5, 6, 7  # columns, from 0
TALL = 32  # points: column names take two lines
HEAD = 3  # rows above the first line: title, month, column names


class BookRow(NamedTuple):
    """One line of the paper book; amounts in đồng, None for an empty cell."""

    written_on: str
    occurred_on: str
    receipt_in: int | None
    receipt_out: int | None
    told: str
    money_in: int | None
    money_out: int | None
    box: int
    note: str


def book_rows(view: LedgerView, fund: Fund) -> list[BookRow]:
    """Every entry of the month that moved the box of the fund, with what the box then held."""
    box = view.opening.of(fund).box
    rows = []
    for entry in view.entries:
        moved = entry.at(Place.BOX)
        if entry.fund is fund and moved:
            box += moved
            rows.append(_row(entry, moved, box, view))
    return rows


def _row(entry: Entry, moved: int, box: int, view: LedgerView) -> BookRow:
    struck = view.struck_by(entry)
    told = _words("strikes", entry=struck) if struck is not None else entry_told(entry)
    came_in = (moved > 0) is (entry.reverses_id is None)  # a striking out is a minus in the column it strikes
    return BookRow(
        _words("day", day=local_day(entry.recorded_at)),
        _words("day", day=entry.occurred_on),
        entry.receipt_number if entry.receipt_side is ReceiptSide.IN else None,
        entry.receipt_number if entry.receipt_side is ReceiptSide.OUT else None,
        told,
        moved if came_in else None,
        None if came_in else -moved,
        box,
        _words("struck") if entry.reversed_by is not None else "",
    )


def write_cash_book(view: LedgerView, path: Path) -> None:
    """Save the month of both funds as .xlsx."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    for fund in (Fund.ACTIVITY_FUND, Fund.INCOME_FUND):
        _write_sheet(workbook, view, fund)
    workbook.close()


def _write_sheet(workbook: Any, view: LedgerView, fund: Fund) -> None:
    sheet = workbook.add_worksheet(fund_name(fund))
    bold = workbook.add_format({"bold": True})
    heads = workbook.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    ruled = workbook.add_format({"border": 1, "num_format": MONEY})
    total = workbook.add_format({"border": 1, "num_format": MONEY, "bold": True})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, _words("title", book=view.book, fund=fund), bold)
    sheet.write_string(1, 0, _words("month", month=view.month, fund=fund, code=view.code))
    sheet.set_row(2, TALL)
    _write(sheet, 2, _words("columns").splitlines(), heads)
    opening, rows = view.opening.of(fund).box, book_rows(view, fund)
    _write(sheet, HEAD, ["", "", None, None, _words("opening"), None, None, opening, ""], ruled)
    for number, row in enumerate(rows, HEAD + 1):
        _write(sheet, number, row, ruled)
    _write_sums(sheet, rows, opening, total)
    sheet.freeze_panes(HEAD, 0)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_sums(sheet: Any, rows: Sequence[BookRow], opening: int, style: Any) -> None:
    """Live sums: who corrects a cell in his own copy sees them move."""
    from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

    first, last = HEAD + 1, HEAD + len(rows)
    came, went = sum(row.money_in or 0 for row in rows), sum(row.money_out or 0 for row in rows)
    _write(sheet, last + 1, ["", "", None, None, _words("sum"), None, None, None, ""], style)
    for column, value in ((MONEY_IN, came), (MONEY_OUT, went)):
        formula = f"=SUM({xl_range(first, column, last, column)})" if rows else "=0"
        sheet.write_formula(last + 1, column, formula, style, value)
    began = xl_rowcol_to_cell(HEAD, BOX)
    plus, minus = (xl_rowcol_to_cell(last + 1, column) for column in (MONEY_IN, MONEY_OUT))
    sheet.write_formula(last + 1, BOX, f"={began}+{plus}-{minus}", style, opening + came - went)


def _write(sheet: Any, row: int, cells: Sequence[str | int | None], style: Any) -> None:
    """Numbers as numbers, everything else as text; an empty cell keeps its rules."""
    for column, value in enumerate(cells):
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_blank(row, column, None, style)


def _words(block: str, **show: Any) -> str:
    return block_text(WORDS, block, show)
