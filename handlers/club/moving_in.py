"""A club out of an Excel workbook: itself, its roll, what its funds had on a day and who was borrowing.

Nothing is guessed: a cell that does not say it clearly is named with its sheet, row and column, and then
nothing of the workbook is written. A workbook may hold several clubs, told apart by their first column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.club.sheet_rows import CLUBS, COLUMNS, LOANS, MOST_ROWS, ROLL, Fault, SheetRow
from handlers.dialogue.hearing.folding import fold, tidy
from storage.records import FundTotals

_SEXES = {"nu": "female", "nam": "male"}


@dataclass(frozen=True, slots=True)
class NewClub:
    """One club with what its funds had on `day`, in đồng."""

    row: int
    name: str
    hamlet: str
    area_code: str
    day: date
    activity: FundTotals
    income: FundTotals
    rate_bp: int
    dues: int


@dataclass(frozen=True, slots=True)
class NewMember:
    """One line of a club's roll."""

    row: int
    club: str
    number: int
    name: str
    birth_year: int | None
    sex: str | None
    joined_on: date


@dataclass(frozen=True, slots=True)
class NewLoan:
    """One running loan, of the member with that roster number; None where the club's usual holds."""

    row: int
    club: str
    number: int
    owed: int
    rate_bp: int | None
    lent_on: date | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Workbook:
    """All that was read, and everything that is wrong with it."""

    clubs: tuple[NewClub, ...]
    members: tuple[NewMember, ...]
    loans: tuple[NewLoan, ...]
    faults: tuple[Fault, ...]


def read_workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], today: date) -> Workbook:
    """What the sheets say; rows are without their heading, the first one is row 2."""
    faults: list[Fault] = []
    rows = {name: _rows(name, sheets.get(name, ()), faults) for name in COLUMNS}
    clubs = tuple(_club(row, today) for row in rows[CLUBS])
    members = tuple(_member(row, today) for row in rows[ROLL])
    loans = tuple(_loan(row) for row in rows[LOANS])
    if not clubs:
        faults.append(Fault(CLUBS, 2, COLUMNS[CLUBS][0], "empty"))
    faults += _crossed(clubs, members, loans)
    return Workbook(clubs, members, loans, tuple(faults))


def _rows(sheet: str, cells: Sequence[Sequence[Any]], faults: list[Fault]) -> list[SheetRow]:
    filled = [
        (number, row) for number, row in enumerate(cells, 2) if any(cell not in (None, "") for cell in row)
    ]
    if len(filled) > MOST_ROWS:
        faults.append(Fault(sheet, filled[MOST_ROWS][0], COLUMNS[sheet][0], "too_many"))
    return [SheetRow(sheet, number, row, faults) for number, row in filled[:MOST_ROWS]]


def _club(row: SheetRow, today: date) -> NewClub:
    day = row.day("Ngày số dư") or today
    if day > today:
        row.fault("Ngày số dư", "future")
    activity = FundTotals(row.money("QHĐ trong hòm"), row.money("QHĐ tiết kiệm"))
    income = FundTotals(*(row.money(f"QTN {place}") for place in ("trong hòm", "tiết kiệm", "đang cho vay")))
    rate, dues = row.percent("Lãi tháng (%)"), row.money("Hội phí")
    name, hamlet = row.text("Câu lạc bộ"), row.text("Thôn", needed=False)
    area = row.text("Mã xã")
    return NewClub(
        row.number, name, hamlet, area, day, activity, income, 100 if rate is None else rate, dues or 5_000
    )


def _member(row: SheetRow, today: date) -> NewMember:
    sex = row.text("Giới tính", needed=False)
    if sex and fold(tidy(sex)) not in _SEXES:
        row.fault("Giới tính", "sex")
    born = row.whole("Năm sinh", 1900, today.year, needed=False)
    joined = row.day("Ngày vào", needed=False) or today
    if joined > today:
        row.fault("Ngày vào", "future")
    return NewMember(
        row.number,
        row.text("Câu lạc bộ"),
        row.whole("Số", 1, 9_999),
        row.text("Họ và tên"),
        born or None,
        _SEXES.get(fold(tidy(sex))),
        joined,
    )


def _loan(row: SheetRow) -> NewLoan:
    owed = row.money("Còn nợ gốc")
    if owed == 0:
        row.fault("Còn nợ gốc", "money")
    lent_on, due_on = row.day("Ngày vay", needed=False), row.day("Hạn trả") or date.min
    if lent_on and due_on < lent_on:
        row.fault("Hạn trả", "due_before_lent")
    number = row.whole("Số thành viên", 1, 9_999)
    return NewLoan(
        row.number, row.text("Câu lạc bộ"), number, owed, row.percent("Lãi tháng (%)"), lent_on, due_on
    )


def _crossed(clubs: Sequence[NewClub], members: Sequence[NewMember], loans: Sequence[NewLoan]) -> list[Fault]:
    """What the sheets say of each other: known clubs, numbers once, borrowers on the roll, equal sums."""
    names = {club.name for club in clubs}
    first = COLUMNS[ROLL][0]
    faults = [Fault(ROLL, one.row, first, "no_club") for one in members if one.club not in names]
    faults += [Fault(LOANS, one.row, first, "no_club") for one in loans if one.club not in names]
    known: set[tuple[str, int]] = set()
    for member in members:
        if (member.club, member.number) in known:
            faults.append(Fault(ROLL, member.row, "Số", "twice"))
        known.add((member.club, member.number))
    faults += [
        Fault(LOANS, one.row, "Số thành viên", "no_member")
        for one in loans
        if one.club in names and (one.club, one.number) not in known
    ]
    twice = [club for place, club in enumerate(clubs) if club.name in {one.name for one in clubs[:place]}]
    faults += [Fault(CLUBS, club.row, first, "twice") for club in twice]
    return faults + [
        Fault(CLUBS, club.row, "QTN đang cho vay", "lent_differs")
        for club in clubs
        if club.income.lent != sum(loan.owed for loan in loans if loan.club == club.name)
    ]
