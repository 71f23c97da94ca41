"""Filing a report: each submission is a version of its own, with what it changed; nothing is overwritten."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import report_occasion
from handlers.report.book import BOOK_CODE, AddRemark, Filed, changes
from handlers.report.periods import first_day
from storage.calendar_store import drop_promises_of
from storage.effects import Save
from storage.month_code import month_code
from storage.reminder_letters import drop_arrived
from storage.report_store import load_filed
from storage.summaries import refresh
from storage.tables.meeting import meetings
from storage.tables.report import report_versions, reports


async def save_reports(connection: AsyncConnection, saves: Sequence[Save]) -> list[Filed]:
    """File reports: each submission is a new version, with what it changed."""
    return [await _file(connection, save, save.effect.figures) for save in saves]


async def save_remarks(connection: AsyncConnection, saves: Sequence[Save]) -> list[Filed]:
    """Add a remark to a filed report, as a further version."""
    filed = []
    for save in saves:
        effect = save.effect
        known = await load_filed(connection, [effect.club_id], [effect.period])
        figures = dict(known[effect.club_id, effect.period].figures)
        figures["proposal"] = _proposals(figures.get("proposal") or "", effect)
        filed.append(await _file(connection, save, figures))
    return filed


def _proposals(filed: str, effect: AddRemark) -> str:
    """One a line, with the new one added or the last of its words taken back."""
    lines = [line for line in filed.split("\n") if line]
    if effect.takes_back in lines:
        del lines[len(lines) - 1 - lines[::-1].index(effect.takes_back)]
    return "\n".join([*lines, effect.remark] if effect.remark else lines)


async def _file(connection: AsyncConnection, save: Save, figures: Mapping[str, Any]) -> Filed:
    effect = save.effect
    known = (await load_filed(connection, [effect.club_id], [effect.period])).get(
        (effect.club_id, effect.period)
    )
    number = 1 if known is None else known.number + 1
    status = "submitted" if known is None else "amended"
    report_id = await _report_id(connection, effect.club_id, effect.period, number, status)
    changed = () if known is None else changes(known.figures, figures)
    sealed = dict(figures) | {BOOK_CODE: await _book_code(connection, effect.club_id, effect.period)}
    await connection.execute(
        sa.insert(report_versions).values(
            report_id=report_id,
            number=number,
            figures=sealed,
            submitted_by=save.caller.person.id,
            submitted_at=save.at,
            changes=[[change.name, change.old, change.new] for change in changed],
            note="",
        )
    )
    await refresh(connection, [(effect.club_id, first_day(effect.period))])
    await _remember_meeting(connection, save, figures)
    await drop_arrived(connection, [report_occasion(effect.club_id, effect.period)])
    await drop_promises_of(connection, effect.club_id, effect.period)
    return Filed(number, save.at, sealed, status)


async def _book_code(connection: AsyncConnection, club_id: int, period: str) -> str:
    """The month's code as the books stand at this filing; an amended version gets its own."""
    return await month_code(connection, club_id, date.fromisoformat(f"{period}-01"))


async def _report_id(connection: AsyncConnection, club_id: int, period: str, number: int, status: str) -> int:
    row = {"status": status, "version": number}
    named = sa.and_(reports.c.club_id == club_id, reports.c.period == period)
    changed = await connection.execute(sa.update(reports).where(named).values(**row).returning(reports.c.id))
    found = changed.scalar_one_or_none()
    if found is not None:
        return int(found)
    new = sa.insert(reports).values(club_id=club_id, period=period, **row).returning(reports.c.id)
    return int((await connection.execute(new)).scalar_one())


async def _remember_meeting(connection: AsyncConnection, save: Save, figures: Mapping[str, Any]) -> None:
    """A meeting the report speaks of and the book did not know becomes known, with its counts."""
    if not figures.get("meeting_on"):
        return
    held_on = date.fromisoformat(figures["meeting_on"])
    known = await connection.execute(
        sa.select(meetings.c.id).where(
            meetings.c.club_id == save.effect.club_id, meetings.c.held_on == held_on
        )
    )
    if known.scalar_one_or_none() is None:
        await add_meeting(connection, save, held_on, figures)


async def add_meeting(
    connection: AsyncConnection, save: Save, held_on: date, figures: Mapping[str, Any]
) -> None:
    """One meeting from a report's counts."""
    await connection.execute(
        sa.insert(meetings).values(
            club_id=save.effect.club_id,
            held_on=held_on,
            present_count=figures["present"],
            measured_count=figures["measured"],
            recorded_by=save.caller.person.id,
            recorded_at=save.at,
            details={"from": "report"},
        )
    )
    await refresh(connection, [(save.effect.club_id, held_on)])
