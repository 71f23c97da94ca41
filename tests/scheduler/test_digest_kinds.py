"""How reports are missing, and flags, as counted by hand; `bản tin` says what Monday's letters said."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import income_posting
from handlers.officer.digest import digest, digest_of_sums
from handlers.officer.figures import AreaAsk
from scheduler.digest_round import send_digests
from storage.database import Database
from storage.ledger import post
from storage.officer_store import load_area_weeks, load_figures
from storage.records import Fund
from storage.scale import seed_scale
from storage.summaries import rebuild
from storage.tables.clubs import clubs
from storage.tables.fund import cash_counts
from storage.tables.loans import loans
from storage.tables.people import identities
from storage.tables.report import reports
from storage.tables.talk import talks
from tests.handlers.officer.officer_desk import WORDING, moment, officer_desk
from tests.scheduler.kinds_by_hand import country, kinds

SUNDAY, MONDAY, PERIOD = date(2026, 11, 29), date(2026, 11, 30), "2026-11"
FATES = ("draft", "blocked", "back", "gap", "gift", "late")
GOES_ON = '\nCòn điều cần xem, bác nhắn "xem tiếp" ạ.'
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)


async def disturb(database: Database, random: Random) -> list[int]:
    """Drafts, blocked telephones, reports sent back, cash that differs, large gifts, loans past their day."""
    async with database.write() as connection:
        ids = list((await connection.execute(sa.select(clubs.c.id).order_by(clubs.c.id))).scalars())
        for club in ids:
            fate = {
                name for name in ("draft", "blocked", "back", "gap", "gift", "late") if random.random() < 0.3
            }
            if "draft" in fate:
                subject = f"club:{club}/period:{PERIOD}"
                status = random.choice(["open", "parked", "dropped"])
                row = {"name": "report.monthly", "subject": subject, "status": status, "state": {}}
                await connection.execute(sa.insert(talks).values(**row, opened_at=AT, touched_at=AT))
            if "blocked" in fate:
                theirs = identities.c.address == f"scale-{club}"
                await connection.execute(sa.update(identities).where(theirs).values(blocked_at=AT))
            if "back" in fate:
                here = sa.and_(reports.c.club_id == club, reports.c.period == PERIOD)
                await connection.execute(sa.update(reports).where(here).values(status="sent_back"))
            if "gap" in fate:
                await _count(connection, club, random)
            if "gift" in fate:
                amount = random.choice([900_000, 1_000_000, 9_000_000])
                gift = income_posting(club, Fund.ACTIVITY_FUND, amount, "gift", SUNDAY)
                await post(connection, [gift], AT)
            if "late" in fate:
                day = SUNDAY - timedelta(days=random.choice([0, 1, 30]))
                await connection.execute(sa.update(loans).where(loans.c.club_id == club).values(due_on=day))
        await rebuild(connection)
    return ids


async def _count(connection: AsyncConnection, club: int, random: Random) -> None:
    for days in random.sample([0, 3, 30, 31, 32, 60], 2):
        row = {"counted": 100, "book": 100, "difference": random.choice([0, -100_000])}
        day = SUNDAY - timedelta(days=days)
        new = sa.insert(cash_counts).values(**row, club_id=club, counted_on=day, recorded_at=AT)
        await connection.execute(new)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_standings_and_flags_agree_with_raw_rows(sqlite_database: Database, seed: int) -> None:
    await seed_scale(sqlite_database, clubs=60, months=7, seed=seed, until=SUNDAY)
    ids = await disturb(sqlite_database, Random(seed))
    ask = AreaAsk("VN", SUNDAY, MONDAY, PERIOD)
    async with sqlite_database.read() as connection:
        standing, flags = kinds(await country(connection, SUNDAY, PERIOD), ids)
        figures = (await load_figures(connection, [ask]))[ask]
        week = (await load_area_weeks(connection, [ask]))[ask]
    assert figures is not None
    assert week is not None
    for said in (digest(figures).parts, digest_of_sums(week.week, week.sums)):
        assert +Counter(said[0].show["standing"]) == standing
        assert +Counter(said[0].show["flags"]) == flags
    assert set(flags) == {"gap", "overdue", "ten_times"} | ({"no_meeting"} & set(flags))


@pytest.mark.parametrize("monday", ["2026-11-23", "2026-12-14"])
async def test_ban_tin_says_what_mondays_letters_said(
    sqlite_database: Database, tmp_path: Path, monday: str
) -> None:
    async with officer_desk(sqlite_database, f"{monday} 07:30") as desk:
        written = await send_digests(desk.database, WORDING, tmp_path, moment(f"{monday} 07:30"))
        await desk.runtime.settle()
        desk.terminal.take()
        for person, code in (("commune", "08-2608"), ("province", "08"), ("nation", "VN")):
            letters = [row.text for row in written if row.key.split("/")[2] == code]
            said = await desk.say(person, "bản tin")
            rest = [await desk.say(person, "xem tiếp")] if said.endswith(GOES_ON) else []
            assert [said.removesuffix(GOES_ON), *rest] == letters
