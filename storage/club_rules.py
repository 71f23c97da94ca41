"""Writes what a club decided for itself; the settings before stay in `audit`, with who changed them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.rules import SetRules
from storage.effects import Save
from storage.people_records import ClubSettings
from storage.tables.clubs import clubs
from storage.tables.talk import audit

CHANGED = ("dues_amount", "monthly_rate_bp", "large_amount", "overdraft")


async def save_rules(connection: AsyncConnection, saves: Sequence[Save]) -> list[SetRules]:
    """Only what this talk asks is written; open talks notice the club's new version."""
    for save in saves:
        effect: SetRules = save.effect
        one = clubs.c.id == effect.club_id
        stored: Mapping[str, Any] = await connection.scalar(sa.select(clubs.c.settings).where(one)) or {}
        values = {"settings": {**stored, **_told(effect.settings)}, "version": clubs.c.version + 1}
        await connection.execute(sa.update(clubs).where(one).values(**values))
        row = {"at": save.at, "person_id": save.caller.person.id, "club_id": effect.club_id}
        details = {"was": _told(effect.was), "now": _told(effect.settings)}
        subject = f"club:{effect.club_id}"
        await connection.execute(
            sa.insert(audit).values(**row, act="fund_rules", subject=subject, details=details)
        )
    return [save.effect for save in saves]


def _told(settings: ClubSettings) -> dict[str, Any]:
    return {name: value for name, value in asdict(settings).items() if name in CHANGED}
