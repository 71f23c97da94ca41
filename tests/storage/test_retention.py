"""Words are forgotten after their time; keys, and everything younger, stay."""

import sqlalchemy as sa

from handlers.messages import Incoming, Outgoing
from storage.database import Database
from storage.messages import Letter, add_incoming, add_letters, mark_handled
from storage.retention import NO_INCOMING, NO_OUTGOING, forget
from storage.tables.messages import inbox, outbox
from storage.tables.talk import talks
from storage.talks import load_talks
from tests.storage.club_of_khong import november


async def test_old_words_go_and_keys_stay(database: Database) -> None:
    async with database.write() as connection:
        for number, month in enumerate((6, 11)):
            at = november(1).replace(month=month)
            message = Incoming("zalo_bot", "lan", f"m{number}", at, text="quỹ của bà Lan")
            await add_incoming(connection, [message], at)
            letter = Letter(f"k{number}", 1, "zalo_bot", "lan", "reply", Outgoing("ạ"), at)
            await add_letters(connection, [letter], at)
        await mark_handled(connection, [1, 2], november(2))
        await connection.execute(sa.update(outbox).values(status="sent", sent_at=november(2)))
        row = {"name": "x", "subject": "1", "person_id": 1, "state": {"answers": {}}, "status": "dropped"}
        times = {"opened_at": november(1).replace(month=6), "touched_at": november(1).replace(month=6)}
        await connection.execute(sa.insert(talks), [row | times])
    assert (await forget(database, november(30)))["inbox"] == 1
    assert set((await forget(database, november(30))).values()) == {0}
    async with database.read() as connection:
        came = (await connection.execute(sa.select(inbox).order_by(inbox.c.id))).all()
        went = (await connection.execute(sa.select(outbox).order_by(outbox.c.id))).all()
        assert (await load_talks(connection, [1]))[1] is not None
    assert [row.message_id for row in came] == ["m0", "m1"]
    assert [row.body == NO_INCOMING for row in came] == [True, False]
    assert [(row.key, row.body == NO_OUTGOING) for row in went] == [("k0", True), ("k1", False)]
