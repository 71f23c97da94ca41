"""Tờ công khai quỹ: one A4 page to pin up where the club meets, out of templates/fund/public_words.j2."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.papers.cash_book import write_cash_book
from bot.papers.loan import FOLDER, Made
from bot.settings import Settings
from bot.wording_blocks import block_text
from bot.wording_ledger import category_said
from handlers.fund.publish import ExportBook, Flow, PublishFund
from handlers.money import digits
from storage.effects import Save
from storage.records import Fund

WORDS = "fund/public_words"
MOST_ROWS = 7  # of one fund: the page stays one page


async def make_public_pages(connection: Any, saves: Sequence[Save]) -> list[Made]:
    """One page a save, in the data folder."""
    return [await asyncio.to_thread(_make_page, save) for save in saves]


async def make_cash_books(connection: Any, saves: Sequence[Save]) -> list[Made]:
    """One workbook a save, in the data folder."""
    return [await asyncio.to_thread(_make_book, save) for save in saves]


def _make_page(save: Save) -> Made:
    page: PublishFund = save.effect
    path = _path(save, "cong-khai-quy", page.view.month.isoformat()[:7], "docx")
    write_public_page(page, path)
    return Made((str(path),))


def _make_book(save: Save) -> Made:
    book: ExportBook = save.effect
    path = _path(save, "so-quy", book.view.month.isoformat()[:7], "xlsx")
    write_cash_book(book.view, path)
    return Made((str(path),))


def _path(save: Save, name: str, month: str, ending: str) -> Path:
    folder = Settings().data_dir.resolve() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}-{month}-{save.talk_id}-{save.round}.{ending}"


def write_public_page(page: PublishFund, path: Path) -> None:
    """Lay the page out and save it as .docx."""
    from bot.papers.word import Sheet

    show = {"page": page, "view": page.view, "book": page.view.book, "today": page.day}
    sheet = Sheet()
    sheet.heads(_lines("heads_left", show), _lines("heads_right", show))
    sheet.title(*_lines("title", show))
    for fund in (Fund.ACTIVITY_FUND, Fund.INCOME_FUND):
        sheet.line(_words(f"{fund}_name", show), bold=True)
        sheet.table(_lines("columns", show), _rows(page, fund))
        for line in _lines(f"{fund}_below", show):
            sheet.line(line)
    for line in (*_lines("thanks", show), *_lines("code", show)):
        sheet.line(line)
    sheet.signatures(_lines("signers", show), _words("sign_here", show))
    sheet.save(path)


def _rows(page: PublishFund, fund: Fund) -> list[list[str]]:
    """What came in, what went out, by name; the rest together where a month has many kinds."""
    income, expense = page.income(fund), page.expense(fund)
    rows = [[category_said(flow.category), digits(flow.amount), ""] for flow in income]
    rows += [[category_said(flow.category), "", digits(flow.amount)] for flow in expense]
    total = [_words("sum", {}), *(digits(sum(flow.amount for flow in some)) for some in (income, expense))]
    if len(rows) > MOST_ROWS:
        rows = [*rows[:MOST_ROWS], _rest([*income, *expense][MOST_ROWS:], len(income) - MOST_ROWS)]
    return [*rows, total]


def _rest(flows: Sequence[Flow], of_income: int) -> list[str]:
    """What no longer fits a row of its own, together: the rows above and this one make the sum."""
    came = sum(flow.amount for flow in flows[: max(of_income, 0)])
    went = sum(flow.amount for flow in flows[max(of_income, 0) :])
    return [_words("and_more", {}), *(digits(some) if some else "" for some in (came, went))]


def _words(block: str, show: Mapping[str, Any]) -> str:
    return block_text(WORDS, block, show)


def _lines(block: str, show: Mapping[str, Any]) -> list[str]:
    return _words(block, show).splitlines()
