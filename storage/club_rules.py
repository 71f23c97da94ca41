"""Writes what a club decided for itself: its rules and categories.

The settings before stay in `audit`, with who changed them; a rule that holds from a day on is a row of
its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.rhythm import SetRhythm
from handlers.fund.club_categories import SetCategories
from handlers.fund.rules import SetRules
from handlers.loan.interest_rule import SetInterestRule
from storage.clubs import renew_club
from storage.effects import Save
from storage.people_records import ClubSettings
from storage.tables.clubs import clubs, meeting_rhythms
from storage.tables.loans import interest_rules
from storage.tables.talk import audit

CHANGED = ("dues_amount", "monthly_rate_bp", "large_amount", "overdraft")
CATEGORIES = ("own_categories", "retired_categories")


async def save_rules(connection: AsyncConnection, saves: Sequence[Save]) -> list[SetRules]:
    """Only what this talk asks is written; open talks notice the club's new version."""
    for save in saves:
        await _write(connection, save, "fund_rules", CHANGED)
    return [save.effect for save in saves]


async def save_categories(connection: AsyncConnection, saves: Sequence[Save]) -> list[SetCategories]:
    """The categories a club offers from now on; entries keep the code they were written with."""
    for save in saves:
        await _write(connection, save, "fund_categories", CATEGORIES)
    return [save.effect for save in saves]


async def save_interest_rules(connection: AsyncConnection, saves: Sequence[Save]) -> list[object]:
    """Where loan interest goes from a day on."""
    return await _add(connection, interest_rules, saves)


async def save_rhythms(connection: AsyncConnection, saves: Sequence[Save]) -> list[object]:
    """How often a club meets from a month on."""
    return await _add(connection, meeting_rhythms, saves)


async def _add(connection: AsyncConnection, table: sa.Table, saves: Sequence[Save]) -> list[object]:
    """One row a rule, with who set it and when: the ones before it stay as they were."""
    for save in saves:
        effect: SetInterestRule | SetRhythm = save.effect
        row = {"club_id": effect.club_id, **asdict(effect.rule)}
        row |= {"recorded_by": save.caller.person.id, "recorded_at": save.at}
        await connection.execute(sa.insert(table).values(**row))
        await renew_club(connection, effect.club_id)
    return []


async def _write(connection: AsyncConnection, save: Save, act: str, names: Sequence[str]) -> None:
    effect: SetRules | SetCategories = save.effect
    one = clubs.c.id == effect.club_id
    stored: Mapping[str, Any] = await connection.scalar(sa.select(clubs.c.settings).where(one)) or {}
    settings = {**stored, **_told(effect.settings, names)}
    await renew_club(connection, effect.club_id, settings=settings)
    row = {"at": save.at, "person_id": save.caller.person.id, "club_id": effect.club_id}
    details = {"was": _told(effect.was, names), "now": _told(effect.settings, names)}
    subject = f"club:{effect.club_id}"
    await connection.execute(sa.insert(audit).values(**row, act=act, subject=subject, details=details))


def _told(settings: ClubSettings, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in asdict(settings).items() if name in names}
