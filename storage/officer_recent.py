"""What somebody wrote a moment ago, so that "vì sao 2/4" and "xem tiếp" are understood; nothing older."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.recent import RecentWords, RecentWordsAsk
from storage.tables.messages import inbox


async def load_recent_words(
    connection: AsyncConnection, asks: Sequence[RecentWordsAsk]
) -> dict[RecentWordsAsk, RecentWords]:
    """Texts of the person's last messages before the one being handled, newest first."""
    found = {}
    for ask in asks:
        query = (
            sa.select(inbox.c.body)
            .where(inbox.c.person_id == ask.person_id, inbox.c.id < ask.inbox_id)
            .where(inbox.c.kind == "text", inbox.c.received_at >= ask.since)
            .order_by(inbox.c.id.desc())
            .limit(ask.most)
        )
        bodies = (await connection.execute(query)).scalars()
        found[ask] = RecentWords(tuple(str(body.get("text", "")) for body in bodies))
    return found
