"""Talks left open under a former release go on under this one: tests/answers/ keeps how they were stored.

UPDATE_ANSWERS=1 writes the files of the present release; those of former ones are never touched again.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from bot.clock import DEFAULT_ZONE
from handlers.dialogue.state import Desk, TalkState
from storage.people import person_of_handle
from storage.state_json import desk_from_json, desk_to_json, talk_from_row, talk_to_json
from storage.tables.talk import talks
from storage.talks import load_desks, load_talks, save_desks, save_talk
from tests.talks.conversation import Conversation, conversation, moment

FOLDER = Path(__file__).parent.parent / "answers"
RELEASE = "0.1.0"


class Story(NamedTuple):
    """What was said before the talk was left open."""

    name: str
    handle: str
    at: str
    said: tuple[str, ...]


REPORT = ("báo cáo", "23", "41")
EARLY, LATE, DUES = "2026-11-21 09:00", "2026-11-29 15:00", "thu 500k hội phí tháng 11"
STORIES = (
    Story("report_begun", "leader-2", LATE, (*REPORT, "không")),
    Story("report_in_doubt", "leader-2", LATE, (*REPORT, "không", "gần bốn chục")),
    Story("report_blank", "leader-2", LATE, (*REPORT, "1 người vào", "bỏ qua", "3 cụ 12 lượt")),
    Story("report_read_back", "leader", "2026-11-28 08:30", ("báo cáo", "đúng")),
    Story("report_line_picked", "leader", "2026-11-28 08:30", ("báo cáo", "sửa", "5")),
    Story("entry_confirm", "treasurer", EARLY, (DUES,)),
    Story("entry_no_unit", "treasurer", EARLY, ("chi 200 mua nước hôm qua",)),
    Story("entry_unusual", "treasurer", "2026-11-22 08:00", ("thu ông sơn ủng hộ 5tr",)),
    Story("entry_edited", "treasurer", EARLY, (DUES, "sửa", "1")),
    Story("entry_inside_report", "leader-2", LATE, (*REPORT, "không", "38", "thu 50k hội phí")),
)

FILES = sorted({*FOLDER.glob("*/*.json"), *(FOLDER / RELEASE / f"{story.name}.json" for story in STORIES)})


async def on_the_desk(talk: Conversation, handle: str) -> tuple[int, Desk, list[TalkState]]:
    """Who, the desk, and every talk on it with the open one last."""
    async with (await talk.database()).read() as connection:
        who = await person_of_handle(connection, handle)
        assert who is not None
        desk = (await load_desks(connection, [who]))[who]
        found = await load_talks(connection, [*desk.waiting, desk.talk_id])
    return who, desk, [state for state in found.values() if state is not None]


async def write(story: Story, url: str) -> None:
    """Play the story and keep how it was stored."""
    async with conversation(url, story.at) as talk:
        await talk.texts(story.handle, *story.said)
        _, desk, states = await on_the_desk(talk, story.handle)
    columns = ("id", "name", "subject", "person_id", "round", "status")
    rows = [{**{c: getattr(s, c) for c in columns}, "state": talk_to_json(s)} for s in states]
    stored = {
        "handle": story.handle,
        "at": story.at,
        "said": story.said,
        "desk": desk_to_json(desk),
        "talks": rows,
    }
    keep(FOLDER / RELEASE / f"{story.name}.json", stored)


def keep(path: Path, stored: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


async def restore(talk: Conversation, stored: Mapping[str, Any]) -> None:
    """The stored talks in a database of this release, as an upgrade finds them."""
    async with (await talk.database()).write() as connection:
        at = moment(stored["at"]).astimezone(DEFAULT_ZONE)
        who = await person_of_handle(connection, stored["handle"])
        assert who is not None
        ids = {}
        for row in stored["talks"]:
            state = talk_from_row({**row, "state": {**row["state"], "from_another_release": 1}})
            await connection.execute(
                sa.delete(talks).where(talks.c.name == state.name, talks.c.subject == state.subject)
            )
            ids[row["id"]] = (await save_talk(connection, replace(state, id=-1), at)).id
        desk = desk_from_json({**stored["desk"], "from_another_release": 1})
        shown = replace(desk.shown, talk_id=ids[desk.talk_id], outbox_key="") if desk.shown else None
        waiting = tuple(ids[each] for each in desk.waiting)
        await save_desks(
            connection, {who: replace(desk, talk_id=ids[desk.talk_id], waiting=waiting, shown=shown)}
        )


def read(path: Path) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_a_stored_talk_goes_on_where_it_was(
    path: Path, sqlite_url: str, sqlite_template: Path, tmp_path: Path
) -> None:
    if os.environ.get("UPDATE_ANSWERS") == "1" and path.parent.name == RELEASE:
        shutil.copy(sqlite_template, tmp_path / "written.db")
        await write(next(s for s in STORIES if s.name == path.stem), f"sqlite:///{tmp_path / 'written.db'}")
    stored = read(path)
    async with conversation(sqlite_url, stored["at"], restart=True) as talk:
        await restore(talk, stored)
        [reply] = await talk.texts(stored["handle"], "giúp")
        _, desk, states = await on_the_desk(talk, stored["handle"])
    assert reply
    assert desk.shown is not None
    assert (desk.shown.key, list(desk.shown.codes)) == (
        stored["desk"]["shown"]["key"],
        stored["desk"]["shown"]["codes"],
    )
    assert [talk_to_json(s)["answers"] for s in states] == [t["state"]["answers"] for t in stored["talks"]]
