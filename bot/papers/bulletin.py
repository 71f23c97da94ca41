"""Chart and workbook of a week's digest, for an officer who asks for them by hand."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.papers.loan import Made
from bot.settings import Settings
from handlers.officer.bulletin_files import BulletinFiles
from storage.effects import Save

FOLDER = "digests"


async def make_bulletin_files(connection: Any, saves: Sequence[Save]) -> list[Made]:
    """The picture, the workbook or both of each save."""
    return [await _made(connection, save) for save in saves]


async def _made(connection: Any, save: Save) -> Made:
    from scheduler.digest import bulletin_of, file_stem, render_files  # only who asks needs charts

    wanted: BulletinFiles = save.effect
    folder = Settings().data_dir.resolve() / FOLDER
    sent = _files(folder / file_stem(wanted.code, wanted.until))
    if not (wanted.as_sent and all(path.is_file() for path in sent)):
        today = save.caller.today
        bulletin = await bulletin_of(connection, wanted.code, wanted.monday, today, files=True)
        if bulletin is None or not bulletin.figures.clubs:
            return Made(())
        sent = await asyncio.to_thread(render_files, bulletin, folder)
    return Made(tuple(str(path) for path in sent if path.suffix in wanted.endings))


def _files(stem: Path) -> tuple[Path, ...]:
    """What Monday's round wrote for this area and week, if it is still here."""
    return stem.with_name(f"{stem.name}.png"), stem.with_name(f"{stem.name}.xlsx")
