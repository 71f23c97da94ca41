"""Who asked not to be reminded of what: a promise of the status "silent" for each person and occasion."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.report.silence import Silenced, silenced
from storage.calendar_store import forget_promises
from storage.effects import Save
from storage.promises_aside import LATELY
from storage.reminder_letters import load_last_told
from storage.tables.talk import promises


async def save_silences(connection: AsyncConnection, saves: Sequence[Save]) -> list[Silenced]:
    """Remember the wish; a promise to remind of the same thing is dropped."""
    kept = []
    for save in saves:
        effect = save.effect
        meant = effect.occasions or await load_last_told(connection, effect.person_id, save.at - LATELY)
        occasions = tuple(meant) or tuple(each for each in (effect.otherwise,) if each)
        await forget_promises(connection, effect.person_id, occasions)
        if occasions:
            row = {"person_id": effect.person_id, "at": save.at, "status": "silent"}
            rows = [{**row, "occasion": occasion, "details": {}} for occasion in occasions]
            await connection.execute(sa.insert(promises), rows)
        kept.append(silenced(occasions))
    return kept


async def break_silences(connection: AsyncConnection, saves: Sequence[Save]) -> list[int]:
    """The person is reminded again of everything; how many wishes that ended."""
    ended = []
    for save in saves:
        mine = sa.and_(promises.c.person_id == save.effect.person_id, promises.c.status == "silent")
        done = await connection.execute(
            sa.update(promises).where(mine).values(status="dropped").returning(promises.c.id)
        )
        ended.append(len(done.all()))
    return ended
