"""Rows of the workbook a club moves in with: its sheets, their columns, and cells read one by one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.dialogue.hearing.amounts import hear_amount
from handlers.dialogue.hearing.folding import nfc
from handlers.dialogue.hearing.heard import Heard
from storage.records import AMOUNT_LIMIT

CLUBS, ROLL, LOANS = "Câu lạc bộ", "Thành viên", "Đang vay"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    CLUBS: (
        "Câu lạc bộ",
        "Thôn",
        "Mã xã",
        "Ngày số dư",
        "QHĐ trong hòm",
        "QHĐ tiết kiệm",
        "QTN trong hòm",
        "QTN tiết kiệm",
        "QTN đang cho vay",
        "Lãi tháng (%)",
        "Hội phí",
    ),
    ROLL: ("Câu lạc bộ", "Số", "Họ và tên", "Năm sinh", "Giới tính", "Ngày vào"),
    LOANS: ("Câu lạc bộ", "Số thành viên", "Còn nợ gốc", "Lãi tháng (%)", "Ngày vay", "Hạn trả"),
}
MOST_ROWS = 5_000
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row; `why` is a code worded in templates/club/moving_in.j2."""

    sheet: str
    row: int
    column: str
    why: str


class SheetRow:
    """One row of a sheet; reading a cell that says nothing clear leaves a fault behind."""

    def __init__(self, sheet: str, number: int, cells: Sequence[Any], faults: list[Fault]) -> None:
        self.sheet, self.number, self.faults = sheet, number, faults
        self.cells = dict(zip(COLUMNS[sheet], (*cells, *[None] * len(COLUMNS[sheet])), strict=False))

    def fault(self, column: str, why: str) -> None:
        self.faults.append(Fault(self.sheet, self.number, column, why))

    def text(self, column: str, *, needed: bool = True) -> str:
        found = self.cells[column]
        whole = isinstance(found, float) and found.is_integer()
        said = nfc(str(int(found) if whole else found)).strip() if found is not None else ""
        if needed and not said:
            self.fault(column, "empty")
        return said

    def whole(self, column: str, low: int, high: int, *, needed: bool = True) -> int:
        said = self.text(column, needed=needed)
        if said and not (said.isdecimal() and low <= int(said[:9]) <= high):
            self.fault(column, "number")
        return int(said[:9]) if said.isdecimal() else 0

    def money(self, column: str) -> int:
        found = self.cells[column]
        if found is None or found == "":
            return 0
        if isinstance(found, int | float) and not isinstance(found, bool):
            sound = 0 <= found < AMOUNT_LIMIT and float(found).is_integer()
            heard = int(found) if sound else None
        else:
            said = hear_amount(str(found), zero=True)
            heard = said.value if isinstance(said, Heard) else None
        if heard is None:
            self.fault(column, "money")
        return heard or 0

    def percent(self, column: str) -> int | None:
        """Hundredths of a percent; None for an empty cell."""
        said = self.text(column, needed=False).replace(",", ".").rstrip("% ")
        if not said:
            return None
        try:
            rate = round(float(said) * 100)
        except ValueError:
            rate = -1
        if not 0 <= rate <= 1_000:
            self.fault(column, "percent")
        return rate

    def day(self, column: str, *, needed: bool = True) -> date | None:
        found = self.cells[column]
        if isinstance(found, datetime):
            return found.date()
        said = self.text(column, needed=needed)
        day = _day_of(said)
        if said and day is None:
            self.fault(column, "day")
        return day


def _day_of(said: str) -> date | None:
    """30/6/2027; None for anything else."""
    found = _DATE.fullmatch(said)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None
