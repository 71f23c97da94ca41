"""Where the people of the demo are while its page is open: at the browser, and their letters with them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.people import identities, people


async def sit_at_the_browser(connection: AsyncConnection, now: datetime) -> None:
    """Letters go where somebody was last heard: of the demo's people, that is the page from now on."""
    demo = sa.select(people.c.id).where(people.c.demo_handle.is_not(None))
    mine = sa.and_(identities.c.channel == "web", identities.c.person_id.in_(demo))
    await connection.execute(sa.update(identities).where(mine).values(last_heard_at=now))
