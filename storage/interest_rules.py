"""Writes a club's rule for loan interest: a new row with its day, the ones before it stay as they were."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.loan.interest_rule import SetInterestRule
from storage.effects import Save
from storage.tables.clubs import clubs
from storage.tables.loans import interest_rules


async def save_interest_rules(connection: AsyncConnection, saves: Sequence[Save]) -> list[object]:
    """One row a rule, with who set it and when; talks that are open notice the club's new version."""
    for save in saves:
        effect: SetInterestRule = save.effect
        row = {
            "club_id": effect.club_id,
            "since": effect.rule.since,
            "income_percent": effect.rule.income_percent,
            "recorded_by": save.caller.person.id,
            "recorded_at": save.at,
        }
        await connection.execute(sa.insert(interest_rules).values(**row))
        changed = sa.update(clubs).where(clubs.c.id == effect.club_id)
        await connection.execute(changed.values(version=clubs.c.version + 1))
    return []
