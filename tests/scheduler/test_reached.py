"""Whether a club is reached: the database's answer is that of the rule, for every mixture of addresses."""

from itertools import product

import sqlalchemy as sa

from handlers.officer.club_line import Contact, Reach
from storage.database import Database
from storage.officer_reach import load_reach, reached
from storage.tables.clubs import clubs
from storage.tables.people import identities
from tests.scheduler.commune import at, settle

ON = at("25/11 09:00").date()
FATES = ("", "takes", "blocked")


async def test_one_statement_says_what_the_rule_says(database: Database) -> None:
    mixtures = list(product(FATES, repeat=3))  # the leader's telephone, her browser, the deputy's telephone
    async with database.write() as connection:
        villages = await settle(connection, [f"CLB thôn {number}" for number in range(len(mixtures))])
        await connection.execute(sa.delete(identities))
        rows = [
            {
                "channel": channel,
                "address": f"{village.club}-{place}",
                "person_id": person,
                "blocked_at": at("20/11 08:00") if fate == "blocked" else None,
            }
            for village, fates in zip(villages, mixtures, strict=True)
            for place, (fate, channel, person) in enumerate(
                zip(
                    fates,
                    ("zalo", "web", "zalo"),
                    (village.leader, village.leader, village.deputy),
                    strict=True,
                )
            )
            if fate
        ]
        await connection.execute(sa.insert(identities), rows)
        rule = await load_reach(connection, [village.club for village in villages], ON)
        asked = sa.select(clubs.c.id, sa.case((reached(clubs.c.id, ON), 1), else_=0))
        said = {row[0]: bool(row[1]) for row in await connection.execute(asked)}
    nobody = Contact(0, "", Reach.NOT_JOINED)
    assert said == {each.club: rule.get(each.club, nobody).reach is Reach.REACHED for each in villages}
    assert 10 < sum(said.values()) < 27
