"""The one door to python-docx: a sheet laid out as Nghị định 30/2020 asks, in Times New Roman.

Imported only when a paper is made: the library takes a third of a second to load.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
_AMOUNT = re.compile(r"-?\d{1,3}(\.\d{3})+|0")
SIZE, SMALL, HEAD_SIZE, GAP = 14, 13, 12, 8
HEAD_WIDTHS = (65, 99)  # mm; the country's name is the longer one and may not break (Nghị định 30/2020)


class Sheet:
    """An A4 page written from top to bottom."""

    def __init__(self) -> None:
        self._paper = Document()
        page = self._paper.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin = page.bottom_margin = Mm(20)
        page.left_margin, page.right_margin = Mm(30), Mm(20)
        normal = self._paper.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(SIZE)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):  # Word falls back per script otherwise
            fonts.set(qn(script), FONT)

    def heads(self, left: Sequence[str], right: Sequence[str]) -> None:
        """The body's name on the left, Quốc hiệu and Tiêu ngữ on the right, each of these on one line."""
        table = self._grid(1, 2)
        table.autofit = False
        for number, (lines, width) in enumerate(zip((left, right), HEAD_WIDTHS, strict=True)):
            cell = table.rows[0].cells[number]
            cell.width = table.columns[number].width = Mm(width)  # readers go by one or by the other
            _fill(cell, lines, bold=True, size=HEAD_SIZE)

    def title(self, *lines: str) -> None:
        """Centred, bold, with air around it."""
        for number, line in enumerate(lines):
            written = self._line(line, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
            written.paragraph_format.space_before = Pt(0 if number else 18)
        self._gap()

    def line(self, text: str, *, bold: bool = False, italic: bool = False, right: bool = False) -> None:
        """One paragraph of the body."""
        dotted = "……" in text  # justified, dots tear words apart
        plain = WD_ALIGN_PARAGRAPH.LEFT if dotted else WD_ALIGN_PARAGRAPH.JUSTIFY
        align = WD_ALIGN_PARAGRAPH.RIGHT if right else plain
        self._line(text, bold=bold, italic=italic, align=align)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A ruled table with bold heads."""
        table = self._paper.add_table(rows=1 + len(rows), cols=len(heads))
        table.style = "Table Grid"
        for number, row in enumerate((heads, *rows)):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                align = WD_ALIGN_PARAGRAPH.RIGHT if _AMOUNT.fullmatch(text) else WD_ALIGN_PARAGRAPH.CENTER
                _fill(cell, [text], bold=number == 0, size=SMALL, align=align)
        self._gap()

    def signatures(self, signers: Sequence[str], hint: str, names: Sequence[str] = ()) -> None:
        """Who signs, side by side, three a row at most, with room for a hand; never torn between pages."""
        known = [*names, *[""] * (len(signers) - len(names))]
        for start in range(0, len(signers), 3):
            some = list(zip(signers, known, strict=True))[start : start + 3]
            table = self._grid(1, len(some))
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, (signer, name) in zip(table.rows[0].cells, some, strict=True):
                _fill(cell, [signer, hint, "", "", "", name], bold=True, size=SMALL)

    def save(self, path: Path) -> None:
        """Write the file, folders included."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._paper.save(str(path))

    def _grid(self, rows: int, columns: int) -> Table:
        table: Table = self._paper.add_table(rows=rows, cols=columns)
        table.autofit = True
        return table

    def _gap(self) -> None:
        """A little air: an empty line as high as the text pushed the last signature onto a second page."""
        thin = self._paper.add_paragraph().paragraph_format
        thin.space_after, thin.line_spacing = Pt(0), Pt(GAP)

    def _line(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    ) -> Paragraph:
        written = self._paper.add_paragraph()
        run = written.add_run(text)
        run.bold, run.italic = bold, italic
        written.alignment = align
        written.paragraph_format.space_after = Pt(6)
        return written


def _fill(
    cell: _Cell,
    lines: Sequence[str],
    *,
    bold: bool,
    size: int,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> None:
    for number, line in enumerate(lines):
        written = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        written.alignment = align
        written.paragraph_format.space_after = Pt(0)
        run = written.add_run(line)
        run.bold, run.font.size = bold and not line.startswith("("), Pt(size)
        run.italic = line.startswith("(")
