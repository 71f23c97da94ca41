"""Tờ công khai and the workbook of the cash book: made, read back, and harmless whatever was typed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.papers.cash_book import book_rows, write_cash_book
from bot.papers.fund import write_public_page
from handlers.fund.book import FundBook
from handlers.fund.golden_heart import GiftInKind
from handlers.fund.ledger_view import LedgerView
from handlers.fund.publish import PublishFund
from storage.people_records import Club
from storage.records import ClubBalances, EntryKind, Fund, FundTotals, Line, Place, ReceiptSide
from tests.handlers.fund.test_finding import entry
from tests.talks.conversation import conversation

BEFORE = ClubBalances(FundTotals(14_200_000, 0, 38_000_000), FundTotals(2_850_000))
AFTER = ClubBalances(FundTotals(14_200_000, 0, 38_000_000), FundTotals(2_650_000))
SPENT = (Line(Place.BOX, -200_000), Line(Place.SPENT, 200_000))
STRUCK = (Line(Place.BOX, -500_000), Line(Place.EARNED, 500_000))
FORMULA = '=HYPERLINK("http://example.org";"x")'


def a_month() -> LedgerView:
    """A gift that was struck out, and water with a note that looks like a formula."""
    gift = entry(15, 500_000, note="ông Sơn ủng hộ", party="ông Sơn", reversed_by=26)
    strike = entry(
        26,
        0,
        kind=EntryKind.REVERSAL,
        lines=STRUCK,
        reverses_id=15,
        receipt_side=ReceiptSide.NONE,
        receipt_number=None,
    )
    water = entry(
        9,
        0,
        kind=EntryKind.EXPENSE,
        lines=SPENT,
        category="meeting_costs",
        note=FORMULA,
        receipt_side=ReceiptSide.OUT,
    )
    book = FundBook(Club(1, "08-2608", "CLB thôn Khổng", "thôn Khổng"), "xã Hồng Sơn", AFTER)
    return LedgerView(book, date(2026, 11, 1), BEFORE, AFTER, (gift, strike, water))


def test_the_cash_book_runs_on_from_its_opening() -> None:
    rows = book_rows(a_month(), Fund.ACTIVITY_FUND)
    assert [row.box for row in rows] == [3_350_000, 2_850_000, 2_650_000]
    assert [(row.receipt_in, row.receipt_out) for row in rows] == [(15, None), (None, None), (None, 9)]
    assert rows[0].note == "đã gạch bỏ"
    assert rows[1].told == "Gạch bỏ phiếu thu số 15"
    assert book_rows(a_month(), Fund.INCOME_FUND) == []


def test_what_was_typed_stays_text_in_the_workbook(tmp_path: Path) -> None:
    write_cash_book(a_month(), tmp_path / "so-quy.xlsx")
    sheet = load_workbook(tmp_path / "so-quy.xlsx")["Quỹ hoạt động"]
    assert [cell.value for cell in sheet[3]] == [
        "Ngày ghi sổ", "Ngày chứng từ", "Phiếu thu", "Phiếu chi", "Diễn giải", "Thu", "Chi", "Tồn", "Ghi chú",
    ]  # fmt: skip
    assert (sheet["E7"].value, sheet["E7"].data_type) == (FORMULA, "s")
    assert sheet["H4"].value == 2_850_000
    assert [sheet[f"{column}8"].value for column in "FGH"] == ["=SUM(F5:F7)", "=SUM(G5:G7)", "=H4+F8-G8"]
    shown = load_workbook(tmp_path / "so-quy.xlsx", data_only=True)["Quỹ hoạt động"]
    assert [shown[f"{column}8"].value for column in "FGH"] == [0, 200_000, 2_650_000]


def test_the_page_to_pin_up(tmp_path: Path) -> None:
    page = PublishFund(
        a_month(), (GiftInKind(date(2026, 11, 20), "ông Hải", "20kg gạo"),), date(2026, 11, 24)
    )
    assert page.income(Fund.ACTIVITY_FUND) == ()  # the gift was struck out
    assert [flow.amount for flow in page.expense(Fund.ACTIVITY_FUND)] == [200_000]
    write_public_page(page, tmp_path / "cong-khai.docx")
    paper = Document(str(tmp_path / "cong-khai.docx"))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "CÔNG KHAI QUỸ THÁNG 11/2026" in text
    assert "2.650.000 đồng (hai triệu sáu trăm năm mươi nghìn đồng)" in text
    assert "ông Hải 20kg gạo" in text
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "200.000" in cells


async def test_the_files_go_with_the_reply(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        page = (await talk.say("leader", "công khai quỹ"))[-1]
        book = (await talk.say("leader", "xuất sổ quỹ tháng 10"))[-1]
    assert "Quỹ hoạt động: đầu tháng 2.850.000, thu 800.000, chi 400.000, còn 3.250.000 đồng" in page.text
    assert [Path(name).suffix for name in (*page.files, *book.files)] == [".docx", ".xlsx"]
    made = {path.name for path in tmp_path.glob("papers/*")}  # noqa: ASYNC240  # a test may wait for its disk
    assert {Path(name).name for name in (*page.files, *book.files)} == made


def repaid() -> LedgerView:
    """A repayment of principal and interest."""
    lines = (Line(Place.BOX, 1_050_000), Line(Place.LENT, -1_000_000), Line(Place.EARNED, -50_000))
    paid = replace(entry(5, 0, kind=EntryKind.REPAY, lines=lines, category="loan_repayment", party="bà Lan"),
                   fund=Fund.INCOME_FUND)  # fmt: skip
    return replace(a_month(), entries=(paid,))


def test_what_a_repayment_earns_is_called_interest_on_the_page() -> None:
    page = PublishFund(repaid(), (), date(2026, 11, 24))
    assert page.income(Fund.INCOME_FUND) == (("loan_interest", 50_000),)
    assert [row.told for row in book_rows(repaid(), Fund.INCOME_FUND)] == ["trả gốc, lãi bà Lan"]


def test_a_month_that_is_over_is_told_as_of_its_last_day(tmp_path: Path) -> None:
    page = PublishFund(replace(a_month(), code="1234 5678"), (), date(2026, 12, 9))
    write_public_page(page, tmp_path / "cong-khai.docx")
    text = "\n".join(line.text for line in Document(str(tmp_path / "cong-khai.docx")).paragraphs)
    assert "(sổ đến ngày 30/11/2026)" in text
    assert "cuối tháng còn 2.650.000 đồng" in text
    assert "Mã sổ tháng 11: 1234 5678." in text


def test_many_kinds_of_entries_still_make_the_sum(tmp_path: Path) -> None:
    codes = ("visit", "condolence", "tet_gift", "hardship", "home_care", "arts", "equipment", "meeting_costs")
    spent = [
        entry(n, 0, kind=EntryKind.EXPENSE, lines=SPENT, category=code, receipt_side=ReceiptSide.OUT)
        for n, code in enumerate(codes, 1)
    ]
    write_public_page(
        PublishFund(replace(a_month(), entries=tuple(spent)), (), date(2026, 11, 24)), tmp_path / "a.docx"
    )
    rows = [[cell.text for cell in row.cells] for row in Document(str(tmp_path / "a.docx")).tables[1].rows]
    assert rows[-2:] == [["các khoản khác trong sổ", "", "200.000"], ["Cộng", "0", "1.600.000"]]
