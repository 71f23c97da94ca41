"""`clb digest`: one area's weekly digest as files: the text, the chart, the workbook."""

import argparse
import asyncio
import json
from datetime import datetime
from pathlib import Path

from bot.commands.demo_people import demo_where_empty
from bot.commands.opening import clock_of, open_books
from bot.errors import UsageError
from bot.settings import Settings
from bot.wording import Wording
from scheduler.digest import Bulletin, bulletin_of, file_name, monday_of, render_files


def run(args: argparse.Namespace) -> int:
    """Write the files and name them."""
    return asyncio.run(_digest(args))


async def _digest(args: argparse.Namespace) -> int:
    settings = Settings()
    now = clock_of(args, settings).now().astimezone(settings.zone)
    try:
        monday = monday_of(args.week)
    except ValueError:
        raise UsageError(f"--week {args.week!r} is no week; write it like 2026-W47") from None
    if monday > now.date():
        raise UsageError(f"the week {args.week} has not begun yet")
    async with open_books(args, settings) as database:
        await demo_where_empty(database, now)
        async with database.read() as connection:
            bulletin = await bulletin_of(connection, args.area, monday, now.date(), files=True)
    if bulletin is None:
        raise UsageError(f"no area has the code {args.area!r}")
    files = _write(bulletin, Path(args.out), now)
    named = [str(path) for path in files]
    print(json.dumps({"files": named}) if args.json else "\n".join(named))
    return 0


def _write(bulletin: Bulletin, folder: Path, now: datetime) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    words, text = Wording(), folder / f"{file_name(bulletin.figures)}.txt"
    show = {"now": now, "today": now.date()}
    parts = [words.compose([part], show).text for part in bulletin.parts]
    text.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return [text, *(render_files(bulletin, folder) if bulletin.figures.clubs else ())]
