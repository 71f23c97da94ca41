"""The papers open in Word with the right font, figures in words, a plan that sums up and room to sign."""

from datetime import date
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from bot.papers.loan import write_paper
from handlers.loan.book import Loan
from handlers.loan.papers import LoanPaper
from storage.people_records import Club
from tests.handlers.loan.borrowers import TU

CLUB = Club(1, "hs", "CLB thôn Khổng", "thôn Khổng")
LOAN = Loan(
    5,
    TU.id,
    5_000_000,
    3,
    100,
    date(2026, 11, 24),
    date(2027, 2, 24),
    "declining",
    "monthly",
    "ông Sơn",
    "nuôi gà",
)


def _made(kind: str, folder: Path) -> tuple[str, list[list[str]]]:
    path = folder / "papers" / f"{kind}.docx"
    write_paper(LoanPaper(kind, CLUB, "xã Hồng Sơn", TU, LOAN, date(2026, 11, 5)), path)
    paper = Document(str(path))
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    return "\n".join(line.text for line in paper.paragraphs), rows


def test_the_loan_paper_says_what_was_agreed(tmp_path: Path) -> None:
    text, rows = _made("paper", tmp_path)
    assert "Hồng Sơn, ngày 05 tháng 11 năm 2026" in text
    assert "5.000.000 đồng (năm triệu đồng)" in text
    assert "Người bảo lãnh: ông Sơn." in text
    assert "tính trên số gốc còn nợ" in text
    assert ["", "Cộng", "5.000.000", "100.020"] in rows  # 50.000 + 33.340 + 16.680
    assert rows[0][1].startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert [cell.split("\n")[0] for cell in rows[-2]] == ["NGƯỜI VAY", "NGƯỜI BẢO LÃNH", "THỦ QUỸ"]


def test_the_minutes_have_room_for_three_to_sign(tmp_path: Path) -> None:
    text, rows = _made("minutes", tmp_path)
    assert "nhất trí cho vay" in text
    assert "Hồng Sơn, ngày 24 tháng 11 năm 2026" in text  # the day they met, whenever it is printed
    assert [cell.split("\n")[0] for cell in rows[-1]] == ["THƯ KÝ", "THỦ QUỸ", "CHỦ NHIỆM"]


def test_signatures_stay_together_and_dots_tear_no_words_apart(tmp_path: Path) -> None:
    for kind in ("paper", "minutes"):
        _made(kind, tmp_path)
        paper = Document(str(tmp_path / "papers" / f"{kind}.docx"))
        assert "w:cantSplit" in paper.tables[-1].rows[0]._tr.xml
        dotted = [line for line in paper.paragraphs if "……" in line.text]
        assert all(line.alignment == WD_ALIGN_PARAGRAPH.LEFT for line in dotted)
        assert bool(dotted) == (kind == "minutes")


def test_every_script_is_times_new_roman(tmp_path: Path) -> None:
    _made("paper", tmp_path)
    normal = Document(str(tmp_path / "papers" / "paper.docx")).styles["Normal"]
    assert normal.font.name == "Times New Roman"
    assert 'w:eastAsia="Times New Roman"' in normal.element.xml
