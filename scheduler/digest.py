"""The Monday digest: the words of each officer's area, and for large areas a picture and a workbook.

Figures are loaded once an area, however many people look after it. `render_files` draws and writes without
awaiting: call it in a thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from handlers.decision import Say
from handlers.officer.digest import digest
from handlers.officer.figures import WEEK, AreaAsk, AreaFigures, AreaPeople
from handlers.officer.places import COMMUNE
from scheduler.chart import History, draw_chart
from scheduler.file_words import file_words
from scheduler.workbook import write_workbook
from storage.calendar_store import load_calendars
from storage.officer_history import fund_history
from storage.officer_people import load_area_people
from storage.officer_roles import load_watchers
from storage.officer_store import load_figures


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One area's digest of one week, and who is to have it; `key` is "digest/2026-W48/08-2608"."""

    key: str
    parts: tuple[Say, ...]
    figures: AreaFigures
    people: AreaPeople
    history: History
    person_ids: tuple[int, ...] = ()

    @property
    def has_files(self) -> bool:
        """A commune's six lines need no picture; a province or the nation without clubs has none to draw."""
        return self.figures.area.kind != COMMUNE and bool(self.figures.clubs)


def week_name(monday: date) -> str:
    """ "2026-W48"."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def week_of_digest(today: date) -> date:
    """The Monday of the week that ended before this week's Monday: what a digest sent now speaks of."""
    return today - timedelta(days=today.weekday()) - WEEK


def monday_of(week: str) -> date:
    """The Monday of "2026-W48"; raises ValueError for what is no week."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def ask_for(code: str, monday: date, today: date) -> AreaAsk:
    """A finished week with the reports of the Monday after it; a week not over yet, as far as it has gone."""
    sunday = monday + WEEK - timedelta(days=1)
    if today <= sunday:
        return AreaAsk(code, sunday, max(today, monday))
    return AreaAsk(code, sunday, min(today, monday + WEEK))


async def bulletins(connection: Any, now: datetime) -> list[Bulletin]:
    """The digests whose moment came today, one an area that somebody looks after."""
    today = now.date()
    monday = week_of_digest(today)
    watchers: dict[str, list[int]] = {}
    for watcher in await load_watchers(connection, today):
        watchers.setdefault(watcher.area_code, []).append(watcher.person_id)
    found = []
    calendars = await load_calendars(connection, list(watchers))
    for code, person_ids in sorted(watchers.items()):
        weekday, at = calendars[code].digest_moment
        if weekday != now.weekday() or at > now.time():
            continue
        bulletin = await bulletin_of(connection, code, monday, today, tuple(person_ids))
        if bulletin is not None:
            found.append(bulletin)
    return found


async def bulletin_of(
    connection: Any,
    code: str,
    monday: date,
    today: date,
    person_ids: Sequence[int] = (),
    *,
    files: bool = False,
) -> Bulletin | None:
    """One area's digest of the week that begins on `monday`; None for an area that does not exist.

    With `files` a commune, too, gets what a picture and a workbook are made of.
    """
    ask = ask_for(code, monday, today)
    figures = (await load_figures(connection, [ask]))[ask]
    if figures is None:
        return None
    key, parts = f"digest/{week_name(monday)}/{code}", digest(figures).parts
    if not figures.clubs or (figures.area.kind == COMMUNE and not files):
        return Bulletin(key, parts, figures, AreaPeople(), (), tuple(person_ids))
    people = (await load_area_people(connection, [ask]))[ask]
    history = await fund_history(connection, figures)
    return Bulletin(key, parts, figures, people, history, tuple(person_ids))


def file_name(figures: AreaFigures) -> str:
    """What its files are called, without the ending: no other area or week has the same."""
    return file_stem(figures.area.code, figures.until)


def file_stem(code: str, until: date) -> str:
    """The same from the area's code and the last day of the week."""
    return str(file_words()["file"].format(code=code, until=until.isoformat()))


def render_files(bulletin: Bulletin, folder: Path) -> tuple[Path, ...]:
    """Draws the picture and writes the workbook into `folder`; the picture comes first.

    Each is moved into its place whole: another scheduler may be sending the same file just now.
    """
    figures = bulletin.figures
    name = file_name(figures)
    folder.mkdir(parents=True, exist_ok=True)
    chart, book = folder / f"{name}.png", folder / f"{name}.xlsx"
    _put(chart, draw_chart(figures, bulletin.history))
    _put(book, write_workbook(figures, bulletin.people))
    return chart, book


def _put(path: Path, content: bytes) -> None:
    """The file is there whole or not at all."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    beside.write_bytes(content)
    beside.replace(path)
