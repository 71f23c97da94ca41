"""`clb areas [FILE.csv]`: the provinces and communes a fresh database begins with; without a file, the list.
With --move a club changes commune (bot/commands/club_move.py).

A line is `code,name,province`: `08,Tuyên Quang,` and `08-2602,xã Hồng Sơn,08`. What is listed can be edited
and given back.
"""

import argparse
import asyncio
import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.commands.club_move import is_move, move
from bot.commands.opening import open_books
from bot.errors import UsageError
from bot.settings import Settings
from handlers.dialogue.hearing.folding import nfc
from storage.area_book import NATION, AreaLine, area_lines, save_areas

_CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
LONGEST_NAME = 100  # characters


def run(args: argparse.Namespace) -> int:
    """Write the areas of the file, move a club, or list those there are."""
    return asyncio.run(move(args) if is_move(args) else _areas(args))


async def _areas(args: argparse.Namespace) -> int:
    lines = list(read_areas(Path(args.file))) if args.file else []
    async with open_books(args, Settings()) as database:
        if not args.file:
            async with database.read() as connection:
                _list(await area_lines(connection), as_json=args.json)
            return 0
        async with database.write() as connection:
            known = {each.code for each in await area_lines(connection) if not each.province}
            _check(lines, known)
            try:
                new, renamed = await save_areas(connection, lines)
            except ValueError as error:
                raise UsageError(str(error)) from None
    said = {"new": new, "renamed": renamed}
    print(json.dumps(said) if args.json else f"{new} areas are new, {renamed} have another name now.")
    return 0


def read_areas(path: Path) -> Iterator[AreaLine]:
    """The lines of the file; raises UsageError that names the first one that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text ({type(error).__name__})") from None
    comma = ";" if text.partition("\n")[0].count(";") > 1 else ","
    for number, cells in enumerate(csv.reader(text.splitlines(), delimiter=comma), 1):
        told = [nfc(cell).strip() for cell in cells]
        if not any(told) or told[0].lower() in ("code", "mã"):
            continue
        if len(told) not in (2, 3) or not _CODE.fullmatch(told[0]) or not 0 < len(told[1]) <= LONGEST_NAME:
            raise UsageError(f"line {number}: write code,name,province, for example 08-2602,xã Hồng Sơn,08")
        yield AreaLine(*told)


def _check(lines: list[AreaLine], provinces: set[str]) -> None:
    codes = [line.code for line in lines]
    twice = next((code for code in codes if codes.count(code) > 1 or code == NATION), None)
    if twice is not None:
        raise UsageError(f"the code {twice} stands for two areas")
    known = provinces | {line.code for line in lines if not line.province}
    homeless = next((line for line in lines if line.province and line.province not in known), None)
    if homeless is not None:
        raise UsageError(f"{homeless.code}: no province has the code {homeless.province}")


def _list(lines: list[AreaLine], *, as_json: bool) -> None:
    if as_json:
        for line in lines:
            shown = {"code": line.code, "name": line.name, "province": line.province}
            print(json.dumps(shown, ensure_ascii=False))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for line in lines:
        writer.writerow((line.code, line.name, line.province))
