"""`clb import`: clubs out of an Excel workbook; `--blank` writes an empty one, `--dry-run` only tries."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.commands.opening import clock_of, open_books
from bot.errors import UsageError
from bot.settings import Settings
from bot.wording_blocks import block_text
from handlers.club.moving_in import Workbook, read_workbook
from handlers.club.sheet_rows import COLUMNS, Fault
from storage.database import Database
from storage.moving_in import Made, move_in

PAGE = "club/moving_in"
LARGEST = 5_000_000  # bytes
SHOWN = 30  # faults


class _TakenBack(Exception):
    """Ends the transaction without keeping anything of it."""


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the workbook has faults: then nothing was written."""
    if args.blank:
        write_blank(Path(args.blank))
        return 0
    if not args.file:
        raise UsageError("name a workbook, or --blank FILE.xlsx for an empty one")
    return asyncio.run(_import(args))


async def _import(args: argparse.Namespace) -> int:
    settings = Settings()
    now = clock_of(args, settings).now()
    book = read_file(Path(args.file), now.astimezone(settings.zone).date())
    if book.faults:
        return _refused(book.faults, args.json)
    async with open_books(args, settings) as database:
        made = await _written(database, book, now, dry=args.dry_run)
    if made.faults:
        return _refused(made.faults, args.json)
    shown = {name: count for name, count in asdict(made).items() if name != "faults"}
    if args.json:
        print(json.dumps({**shown, "dry_run": args.dry_run}, ensure_ascii=False))
    else:
        print(block_text(PAGE, "outcome", {"made": made, "dry": args.dry_run}))
    return 0


async def _written(database: Database, book: Workbook, now: datetime, *, dry: bool) -> Made:
    made = Made()
    try:
        async with database.write() as connection:
            made = await move_in(connection, book, now)
            if dry or made.faults:
                raise _TakenBack
    except _TakenBack:
        return made
    return made


def _refused(faults: Sequence[Fault], as_json: bool) -> int:
    if as_json:
        print(json.dumps({"faults": [asdict(fault) for fault in faults]}, ensure_ascii=False))
        return 1
    print(block_text(PAGE, "refused", {"count": len(faults)}))
    for fault in faults[:SHOWN]:
        why = block_text(PAGE, fault.why)
        print("- " + block_text(PAGE, "fault", {"fault": fault, "why": why}))
    return 1


def read_file(path: Path, today: date) -> Workbook:
    """The workbook's sheets; raises UsageError for a file that is none, or too large."""
    from openpyxl import load_workbook

    if not path.is_file() or path.stat().st_size > LARGEST:
        raise UsageError(f"{path.name} is no workbook that can be read; it may have 5 MB at most")
    try:
        opened = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise UsageError(f"{path.name} is no Excel workbook (.xlsx)") from error
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, columns in COLUMNS.items():
        rows = list(opened[name].iter_rows(values_only=True)) if name in opened.sheetnames else []
        headings = tuple(str(cell).strip() for cell in rows[0][: len(columns)]) if rows else ()
        if headings != columns:
            opened.close()
            return Workbook((), (), (), (Fault(name, 1, columns[0], "sheet"),))
        found[name] = rows[1:]
    opened.close()
    return read_workbook(found, today)


def write_blank(path: Path) -> None:
    """An empty workbook with a guide, its headings and nothing else."""
    from openpyxl import Workbook as NewBook
    from openpyxl.styles import Font

    book = NewBook()
    guide = book.active
    if guide is None:
        raise UsageError("an empty workbook could not be made")
    guide.title = block_text(PAGE, "guide_title")
    for line in block_text(PAGE, "guide").splitlines():
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    for name, columns in COLUMNS.items():
        sheet = book.create_sheet(name)
        sheet.append(list(columns))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = max(14, len(str(cell.value)) + 4)
        sheet.freeze_panes = "A2"
    book.save(path)
