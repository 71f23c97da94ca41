"""The digest's picture and workbook, opened again by other programs: sizes, live sums, dangerous names."""

import struct
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from handlers.officer.club_line import ClubLine, Filing, Gathering, Overdue
from handlers.officer.figures import AreaFigures, AreaPeople, PeopleCount
from handlers.officer.places import Area
from scheduler.chart import HEIGHT, WIDTH, draw_chart
from scheduler.digest import Bulletin, render_files
from scheduler.drawing import WORTH_A_POOL, draw_all
from scheduler.workbook import write_workbook
from storage.records import FundTotals

LETTERS = "ăâđêôơư áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"
PROVINCE = Area("08", "Tuyên Quang", "province", "VN")
COMMUNES = (
    Area("08-1", "xã Hồng Sơn", "commune", "08"),
    Area("08-2", "phường Hồng Sơn", "commune", "08"),
    Area("08-3", "=1+1", "commune", "08"),
    Area("08-4", LETTERS.upper(), "commune", "08"),
)
NAMES = (
    "=cmd|'/c calc'!A1",
    "+84 912",
    "@SUM(A1)",
    "-thôn",
    LETTERS,
    "http://thon.example",
    "thôn Khổng",
    "",
)


def made() -> AreaFigures:
    clubs = tuple(
        ClubLine(
            number,
            name,
            name,
            COMMUNES[number % 4],
            FundTotals(10_000_000 + number, number, 40_000_000),
            FundTotals(1_000_000, 0, 0),
            change=-number * 1000,
            overdue=Overdue(1, 500_000, date(2026, 11, 1)) if number % 2 else Overdue(),
            gatherings=(Gathering(date(2026, 11, 25), 40, 50),),
            last_met=date(2026, 11, 25),
        )
        for number, name in enumerate(NAMES, 1)
    )
    days = date(2026, 11, 29), date(2026, 11, 30)
    return AreaFigures(PROVINCE, *days, "2026-11", date(2026, 12, 5), date(2026, 11, 5), clubs, COMMUNES)


FILED = Filing("submitted", 1, date(2026, 11, 28), date(2026, 11, 28))
PEOPLE = AreaPeople({number: PeopleCount(50 + number, 30, 20, 5) for number in range(1, 9)})
HISTORY = tuple((date(2026, month, 1), month * 10_000_000) for month in range(1, 12))


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[4] if cell.value == heading)


def amounts(sheet: Worksheet, at: int, last: int) -> list[int]:
    return [int(str(sheet.cell(row, at).value or 0)) for row in range(5, last + 1)]


def test_chart_is_a_picture_for_a_telephone() -> None:
    png = draw_chart(made(), HISTORY)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT) == (1080, 1440)


def test_chart_of_an_area_where_everything_is_nought() -> None:
    days = (date(2026, 11, 29), date(2026, 11, 30))
    empty = AreaFigures(PROVINCE, *days, "2026-11", date(2026, 12, 5), date(2026, 11, 5))
    assert draw_chart(empty, [(date(2026, 11, 1), 0)])[:4] == b"\x89PNG"


def province_of(places: int) -> AreaFigures:
    """So many communes with a club each, none of which has reported; the first has every letter there is."""
    names = [LETTERS.upper(), *(f"Thượng Nghĩa Khương {number}" for number in range(1, places))][:places]
    communes = tuple(Area(f"08-{n}", name, "commune", "08") for n, name in enumerate(names))
    clubs = tuple(ClubLine(n, "CLB", "thôn Khổng", here) for n, here in enumerate(communes, 1))
    return replace(made(), clubs=clubs, groups=communes)


@pytest.mark.parametrize("months", [1, 11])
@pytest.mark.parametrize("places", [1, 2, 6, 40])
def test_no_band_of_the_picture_is_empty(places: int, months: int) -> None:
    drawn = Image.open(BytesIO(draw_chart(province_of(places), HISTORY[:months]))).convert("L")
    dark_rows = [y for y in range(HEIGHT) if min(drawn.crop((0, y, WIDTH, y + 1)).tobytes()) < 200]
    gaps = [below - above for above, below in pairwise([0, *dark_rows, HEIGHT])]
    assert max(gaps) < HEIGHT / 12


def test_the_picture_says_where_nothing_was_to_be_had() -> None:
    resting = replace(made(), clubs=tuple(replace(club, expected=False) for club in made().clubs))
    filed = replace(made(), clubs=tuple(replace(club, filing=FILED) for club in made().clubs))
    assert draw_chart(resting, HISTORY) != draw_chart(filed, HISTORY)


def test_names_that_look_like_formulas_are_text() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(made(), PEOPLE))).worksheets[0]
    at = column(sheet, "Câu lạc bộ")
    cells = [sheet.cell(row, at) for row in range(5, 13)]
    assert [cell.data_type for cell in cells[:7]] == ["s"] * 7
    assert cells[0].value == NAMES[0]
    assert cells[4].value == LETTERS
    assert all(cell.hyperlink is None for cell in cells)


def test_totals_are_live_and_agree() -> None:
    content = write_workbook(made(), PEOPLE)
    live = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    shown = openpyxl.load_workbook(BytesIO(content), data_only=True).worksheets[0]
    for heading in ("Thành viên", "QTN cộng", "Cộng hai quỹ", "Thêm, bớt trong tuần", "Số tiền quá hạn"):
        at = column(live, heading)
        letter = get_column_letter(at)
        assert live.cell(13, at).value == f"=SUM({letter}5:{letter}12)"
        assert shown.cell(13, at).value == sum(amounts(shown, at, 12))
    assert shown.cell(13, column(live, "Cộng hai quỹ")).value == made().total


def test_the_sheet_of_areas_adds_up_to_the_clubs() -> None:
    content = write_workbook(made(), PEOPLE)
    live = openpyxl.load_workbook(BytesIO(content)).worksheets[1]
    shown = openpyxl.load_workbook(BytesIO(content), data_only=True).worksheets[1]
    names = [shown.cell(row, 2).value for row in range(5, 9)]
    assert names == ["xã Hồng Sơn", "phường Hồng Sơn", "=1+1", LETTERS.upper()]
    at = column(live, "Cộng hai quỹ")
    assert str(live.cell(5, at).value).startswith("=SUMPRODUCT(('Câu lạc bộ'!$B$5:$B$12=$B5)*")
    assert shown.cell(9, at).value == made().total
    assert sum(amounts(shown, column(live, "Số CLB"), 8)) == 8


def test_the_sheet_prints_on_a4_with_its_headings() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(made(), PEOPLE))).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "D5"


def test_files_are_written_picture_first(tmp_path: Path) -> None:
    bulletin = Bulletin("digest/2026-W48/08", (), made(), PEOPLE, HISTORY)
    paths = render_files(bulletin, tmp_path / "new")
    assert [path.name for path in paths] == ["ban-tin-08-2026-11-29.png", "ban-tin-08-2026-11-29.xlsx"]
    assert all(path.stat().st_size > 1000 for path in paths)


async def test_many_areas_are_drawn_in_order_by_several_processes(tmp_path: Path) -> None:
    areas = [replace(made(), area=replace(PROVINCE, code=f"0{number}")) for number in range(WORTH_A_POOL)]
    bulletins = [
        Bulletin(f"digest/2026-W48/{figures.area.code}", (), figures, PEOPLE, HISTORY) for figures in areas
    ]
    empty = Bulletin("digest/2026-W48/99", (), replace(made(), clubs=()), PEOPLE, HISTORY)
    drawn = [(each.key[-2:], len(files)) async for each, files in draw_all([empty, *bulletins], tmp_path)]
    assert drawn == [("99", 0), ("00", 2), ("01", 2), ("02", 2), ("03", 2)]
