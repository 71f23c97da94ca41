"""Chart and workbook of a week's digest, for an officer who asks for them by hand.

The turn promises them only: drawing takes as long as fifty turns, so it comes after the commit.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bot.settings import Settings
from handlers.officer.bulletin_files import BulletinFiles
from handlers.officer.scope import areas_of
from storage.database import Database
from storage.effects import PromisedFiles, Save
from storage.officer_areas import area_trees
from storage.people import load_people

FOLDER = "digests"


async def promise_bulletin_files(connection: Any, saves: Sequence[Save]) -> list[PromisedFiles]:
    """One promise a save, with the day it was asked on: a file drawn later shows the books up to that day."""
    return [PromisedFiles(_as_json(save.effect, save.caller.today)) for save in saves]


def _as_json(files: BulletinFiles, asked_on: date) -> dict[str, Any]:
    return {**asdict(files), "until": files.until.isoformat(), "asked_on": asked_on.isoformat()}


async def draw_bulletin_files(
    database: Database, person_id: int, wanted: Mapping[str, Any], today: date
) -> tuple[str, ...]:
    """The paths of the picture, the workbook or both; () where that person no longer looks after the area.

    The books are read in a snapshot of their own, and no transaction is open while the brush moves.
    """
    from scheduler.digest import bulletin_of, file_stem, render_files  # only who asks needs charts

    told = {name: value for name, value in wanted.items() if name != "asked_on"}
    files = BulletinFiles(**{**told, "until": date.fromisoformat(wanted["until"])})
    async with database.read() as connection:
        if not await _looks_after(connection, person_id, files.code, today):
            return ()
        folder = Settings().data_dir.resolve() / FOLDER
        drawn = _files(folder / file_stem(files.code, files.until))
        if files.as_sent and all(path.is_file() for path in drawn):
            return _wanted_of(drawn, files)
        asked_on = date.fromisoformat(wanted["asked_on"])
        bulletin = await bulletin_of(connection, files.code, files.monday, asked_on, files=True)
    if bulletin is None or not bulletin.figures.clubs:
        return ()
    return _wanted_of(await asyncio.to_thread(render_files, bulletin, folder), files)


async def _looks_after(connection: Any, person_id: int, code: str, today: date) -> bool:
    person = (await load_people(connection, [person_id], today))[person_id]
    trees = await area_trees(connection, areas_of(person))
    return any(area.code == code for tree in trees.values() for area in tree)


def _files(stem: Path) -> tuple[Path, ...]:
    """What Monday's round wrote for this area and week, if it is still here."""
    return stem.with_name(f"{stem.name}.png"), stem.with_name(f"{stem.name}.xlsx")


def _wanted_of(drawn: Sequence[Path], files: BulletinFiles) -> tuple[str, ...]:
    return tuple(str(path) for path in drawn if path.suffix in files.endings)
