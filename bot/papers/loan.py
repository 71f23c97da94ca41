"""Giấy vay and the minutes of approval: the words of templates/loan/paper_words.j2 on a sheet, and
the file they make.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.wording_blocks import block_text
from handlers.loan.papers import LoanPaper
from handlers.money import digits
from storage.effects import Save

WORDS = "loan/paper_words"
FOLDER = "papers"


@dataclass(frozen=True, slots=True)
class Made:
    """What saving a LoanPaper gives back: the file that goes with the reply."""

    files: tuple[str, ...]


async def make_papers(connection: Any, saves: Sequence[Save]) -> list[Made]:
    """Make the papers in the data folder; a paper made again overwrites its own file."""
    folder = Settings().data_dir.resolve() / FOLDER
    return [await asyncio.to_thread(_make, save, folder) for save in saves]


def _make(save: Save, folder: Path) -> Made:
    paper: LoanPaper = save.effect
    path = (
        folder / f"{paper.kind}-{paper.loan.id}-{save.talk_id}-{save.round}.docx"
    )  # no name of a person in it
    write_paper(paper, path)
    return Made((str(path),))


def write_paper(paper: LoanPaper, path: Path) -> None:
    """Lay the paper out and save it as .docx."""
    from bot.papers.word import Sheet

    show = {
        "paper": paper,
        "club": paper.club,
        "member": paper.member,
        "loan": paper.loan,
        "day": paper.dated,
    }
    sheet = Sheet()
    sheet.heads(_lines("heads_left", show), _lines("heads_right", show))
    sheet.line(_words("place_and_day", show), italic=True, right=True)
    sheet.title(*_lines(f"{paper.kind}_title", show))
    for line in _lines(f"{paper.kind}_body", show):
        sheet.line(line)
    if paper.kind == "paper":
        sheet.table(_lines("plan_heads", show), _plan_rows(paper))
        for line in _lines("paper_promise", show):
            sheet.line(line)
    signers = _lines(f"{paper.kind}_signers", show)
    names = [paper.member.name] if paper.kind == "paper" else []
    sheet.signatures(signers, _words("sign_here", show), names)
    sheet.save(path)


def _plan_rows(paper: LoanPaper) -> list[list[str]]:
    """Only days on which something is paid; the last line sums up."""
    plan = paper.plan
    rows = [
        [str(number), f"{part.due_on:%d/%m/%Y}", digits(part.principal), digits(part.interest)]
        for number, part in enumerate(plan, 1)
        if part.principal or part.interest
    ]
    total = [digits(sum(part.principal for part in plan)), digits(sum(part.interest for part in plan))]
    return [*rows, ["", _words("sum", {}), *total]]


def _words(block: str, show: Mapping[str, Any]) -> str:
    return block_text(WORDS, block, show)


def _lines(block: str, show: Mapping[str, Any]) -> list[str]:
    return _words(block, show).splitlines()
