"""Pictures of forgotten messages leave the disk; a receipt's photo stays as long as its entry."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.forgotten_files import drop_unmeant
from bot.kept_media import stem_of
from handlers.messages import Incoming, Kind, Outgoing
from storage.database import Database
from storage.files_meant import load_meant
from storage.fund_openings import RECEIPT_PHOTO
from storage.messages import Letter, add_incoming, add_letters, mark_handled
from storage.retention import forget
from storage.tables.meeting import meetings
from storage.tables.messages import outbox
from storage.tables.talk import audit, talks
from tests.storage.club_of_khong import new_club, november

LONG_AGO = november(1).replace(month=6)
NAMES = ("old", "receipt", "of_a_meeting", "in_an_open_talk", "young")


def link(name: str) -> str:
    return f"https://photo-stal-1.zdn.vn/{name}.jpg"


def laid(path: Path, at: datetime) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


async def remembered(database: Database) -> None:
    """Five photos came in, four of them long ago; three are still needed. Two papers went out."""
    async with database.write() as connection:
        came = [Incoming("zalo_bot", name, name, LONG_AGO, Kind.PHOTO, media=link(name)) for name in NAMES]
        await add_incoming(connection, came[:-1], LONG_AGO)
        await add_incoming(connection, came[-1:], november(29))
        await mark_handled(connection, range(1, 6), november(29))
        row = {
            "at": LONG_AGO,
            "act": RECEIPT_PHOTO,
            "subject": "entry:1",
            "details": {"media": link("receipt")},
        }
        await connection.execute(sa.insert(audit), [row])
        held = {"club_id": await new_club(connection, "thôn Khổng"), "held_on": LONG_AGO.date()}
        kept = {"details": {"photo": link("of_a_meeting")}, "recorded_at": LONG_AGO}
        await connection.execute(sa.insert(meetings), [held | kept])
        state = {"opening": {"media": link("in_an_open_talk")}}
        talk = {"name": "fund.photo", "subject": "1", "state": state, "status": "parked"}
        await connection.execute(sa.insert(talks), [talk | {"opened_at": LONG_AGO, "touched_at": LONG_AGO}])
        for name, at in (("old.docx", LONG_AGO), ("new.docx", november(29))):
            said = Outgoing("ạ", files=(f"/elsewhere/{name}",))
            await add_letters(connection, [Letter(name, 1, "zalo_bot", "old", "reply", said, at)], at)
        await connection.execute(sa.update(outbox).values(status="sent", sent_at=november(29)))


async def test_files_go_with_the_last_row_that_speaks_of_them(database: Database, tmp_path: Path) -> None:
    await remembered(database)
    photos = {name: laid(tmp_path / f"zalo/received/{stem_of(link(name))}.jpg", LONG_AGO) for name in NAMES}
    papers = [laid(tmp_path / "papers" / name, LONG_AGO) for name in ("old.docx", "new.docx")]
    half = laid(tmp_path / "zalo/received/.3f2a", LONG_AGO)
    ended, lives = (
        laid(tmp_path / "zalo/links" / name, at) for name, at in (("a", LONG_AGO), ("b", november(30)))
    )
    just_written = laid(tmp_path / "papers/not-in-its-row-yet.docx", november(30))
    ledger = laid(tmp_path / "clb.sqlite3", LONG_AGO)
    assert drop_unmeant(tmp_path, await load_meant(database), november(30)) == 2  # half a file, an ended link
    await forget(database, november(30))
    assert drop_unmeant(tmp_path, await load_meant(database), november(30)) == 2
    assert [name for name, path in photos.items() if not path.exists()] == ["old"]
    assert [path.exists() for path in papers] == [False, True]
    assert not half.exists()
    assert not ended.exists()
    assert lives.exists()
    assert just_written.exists()
    assert ledger.exists()


async def test_nothing_is_deleted_before_its_folder_is_there(tmp_path: Path, database: Database) -> None:
    assert drop_unmeant(tmp_path, await load_meant(database), november(30) + timedelta(days=9)) == 0
