"""Xem biểu đồ, gửi file excel: the picture and the workbook of the week's digest, asked for by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.officer.asks import last_digest
from handlers.officer.bulletin import PAGE, week_meant
from handlers.officer.figures import WEEK
from handlers.officer.heard import Heeded
from handlers.officer.heard_bulletin import asks_picture, asks_workbook, hear_files
from handlers.officer.places import NATION, Area
from handlers.officer.within import count_clubs, within_scope


@dataclass(frozen=True, slots=True)
class BulletinFiles:
    """Effect that saves no row: files of one area and week go with the answer; `until` is its Sunday."""

    code: str
    until: date
    picture: bool
    workbook: bool
    as_sent: bool = False  # so large that what Monday's round drew is sent again where it is still kept

    @property
    def monday(self) -> date:
        return self.until - WEEK + timedelta(days=1)

    @property
    def endings(self) -> tuple[str, ...]:
        """Of the files that are wanted."""
        return (".png",) * self.picture + (".xlsx",) * self.workbook


def bulletin_files(asked: Heeded, area: Area, caller: Caller, _: Facts) -> Say:
    """Says what is coming; of the nation the week that ended, which was drawn on Monday."""
    large = area.kind == NATION
    week = last_digest(area.code, caller.today) if large else week_meant(area.code, asked.words, caller.today)
    picture, workbook = asks_picture(asked.words), asks_workbook(asked.words)
    wanted = BulletinFiles(area.code, week.until, picture or not workbook, workbook or not picture, large)
    show = {
        "area": area,
        "monday": wanted.monday,
        "until": week.until,
        "on": week.on,
        "so_far": week.on <= week.until,
        "wanted": wanted,
    }
    return Say(PAGE, "files", show)


def _files_of(said: Say) -> tuple[BulletinFiles, ...]:
    return (said.show["wanted"],) if "wanted" in said.show else ()


FILES = Query(
    "officer.bulletin_files",
    hear_files,
    within_scope(bulletin_files, count=count_clubs),
    OFFICERS,
    keeps=_files_of,
)
