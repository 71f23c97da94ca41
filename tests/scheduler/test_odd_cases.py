"""Odd cases of time: an empty province, a club that moves, a leader who blocked us, a clock that jumps."""

from collections import Counter
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from bot.rounds import do_what_is_due
from handlers.fund.posting import income_posting
from handlers.officer.figures import AreaAsk
from scheduler.written import Written
from storage.club_moves import move_club
from storage.database import Database
from storage.ledger import post
from storage.officer_store import load_figures
from storage.records import Fund
from storage.tables.clubs import areas
from storage.tables.people import identities
from tests.scheduler.commune import (
    Village,
    assistant_over,
    at,
    file_report,
    letters_to,
    person,
    round_at,
    say,
    settle,
    tan_tien,
)


async def tick(database: Database, moment: str, folder: Path) -> list[Written]:
    return await do_what_is_due(assistant_over(database), at(moment), folder)


async def test_a_province_without_clubs_hears_so_without_files(database: Database, tmp_path: Path) -> None:
    await tan_tien(database)
    async with database.write() as connection:
        await connection.execute(sa.insert(areas), [{"code": "hy", "name": "Hưng Yên", "kind": "province"}])
        officer = await person(connection, "Đào Thị Nga", "officer", area_code="hy")
    written = await tick(database, "30/11 07:30", tmp_path)
    [said] = [row.text for row in written if row.to == officer]
    assert said.startswith("Tỉnh Hưng Yên chưa có câu lạc bộ nào trong sổ.")
    [letter] = await letters_to(database, officer)
    assert letter["body"]["files"] == []


async def _two_communes(database: Database) -> tuple[Village, int]:
    """Xã Hồng Sơn with two clubs; one of them moves to xã Tân Trào on 3/12, its money with it."""
    async with database.write() as connection:
        mover, _ = await settle(connection, ["CLB thôn Khổng", "CLB thôn Đồng Tâm"])
        commune = {"code": "tan-trao", "name": "Tân Trào", "kind": "commune", "parent_code": "tq"}
        await connection.execute(sa.insert(areas), [commune])
        other = await person(connection, "Hà Văn Sáu", "officer", area_code="tan-trao")
        gift = income_posting(mover.club, Fund.ACTIVITY_FUND, 700_000, "gift", date(2026, 11, 3))
        await post(connection, [gift], at("03/11 09:00"))
    return mover, other


async def test_a_club_that_moved_is_counted_once_and_rung_by_its_new_commune(database: Database) -> None:
    mover, other = await _two_communes(database)
    assert len(await round_at(database, "02/12 08:30")) == 2
    async with database.write() as connection:
        await move_club(connection, mover.club, "tan-trao", date(2026, 12, 3), at("03/12 08:00"))
    assert await round_at(database, "03/12 08:30") == []
    calls = [row for row in await round_at(database, "08/12 08:30") if row.key.endswith("/call")]
    assert {row.to: "Khổng" in row.text for row in calls} == {mover.officer: False, other: True}
    async with database.write() as connection:
        await file_report(connection, mover.club, "2026-11", at("08/12 10:00"))
    for until, home in ((date(2026, 11, 29), "hong-son"), (date(2026, 12, 13), "tan-trao")):
        held: Counter[str] = Counter()
        async with database.read() as connection:
            for code in ("hong-son", "tan-trao", "tq"):
                ask = AreaAsk(code, until, date(2026, 12, 14), "2026-11")
                found = (await load_figures(connection, [ask]))[ask]
                assert found is not None
                held[code] = found.total
                filed = [club.club_id for club in found.filed]
                assert filed == ([mover.club] if code in (home, "tq") else [])
        assert held == {home: 700_000, "tq": 700_000} | {c: 0 for c in held if c not in (home, "tq")}


async def test_a_leader_who_blocked_us_is_left_alone_and_named(database: Database, tmp_path: Path) -> None:
    village = await tan_tien(database)
    async with database.write() as connection:
        gone = sa.update(identities).where(identities.c.person_id.in_((village.leader, village.deputy)))
        await connection.execute(gone.values(blocked_at=at("01/12 08:00"), channel="zalo_bot"))
    assert await round_at(database, "02/12 08:30") == []
    [call] = await round_at(database, "05/12 08:30")  # on the day itself: nobody else can remind
    assert call.to == village.officer
    assert call.text.endswith(": không nhắn tin được")
    digests = [row for row in await tick(database, "07/12 07:30", tmp_path) if row.key.startswith("digest/")]
    assert ["Tân Tiến (Zalo không nhận tin)" in row.text for row in digests] == [True]


async def test_a_clock_that_jumps_a_month_and_back_keeps_digests_and_promises(
    database: Database, tmp_path: Path
) -> None:
    village = await tan_tien(database)
    keys: list[str] = []
    for moment in ("30/11 07:30", "30/11 07:31", "02/12 08:30"):
        keys += [row.key for row in await tick(database, moment, tmp_path)]
    await say(database, village.leader, "chiều nhắc", "02/12 08:31")
    for moment in ("2026-12-28T07:30", "2027-01-02T14:00"):
        keys += [row.key for row in await tick(database, moment, tmp_path)]
    kept = await tick(database, "02/12 15:00", tmp_path)
    assert [row.to for row in kept if "/promise-" in row.key] == [village.leader]
    for moment in ("07/12 07:30", "07/12 08:30", "2026-12-28T07:30", "2027-01-02T08:30"):
        keys += [row.key for row in await tick(database, moment, tmp_path)]
    assert len(keys) == len(set(keys))
    weeks = [key.split("/")[1] for key in keys if key.startswith("digest/")]
    assert weeks == ["2026-W48", "2026-W52", "2026-W49"]
