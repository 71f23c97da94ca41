"""Digests of a made-up country agree with raw rows added up by hand; odd areas, weeks and moves too."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from bot.wording import Wording
from handlers.officer.figures import AreaAsk
from scheduler.digest import ask_for, bulletin_of, bulletins, monday_of, week_name, week_of_digest
from storage.club_moves import move_club
from storage.database import Database
from storage.officer_people import load_area_people
from storage.officer_store import load_figures
from storage.scale import seed_scale
from storage.tables.clubs import areas, clubs
from storage.tables.people import people, roles
from storage.verify import verify
from storage.vietnam_days import begin_of
from tests.scheduler.digest_by_hand import ByHand, by_hand

UNTIL = date(2026, 11, 30)
SUNDAY = date(2026, 11, 29)


async def found(database: Database, ask: AreaAsk) -> ByHand:
    async with database.read() as connection:
        figures = (await load_figures(connection, [ask]))[ask]
        people = (await load_area_people(connection, [ask]))[ask].all
    assert figures is not None
    return ByHand(
        figures.total,
        figures.change,
        figures.lent,
        figures.overdue,
        figures.overdue_count,
        figures.present,
        figures.invited,
        len(figures.filed),
        people.members,
        people.elders,
        people.borrowers,
    )


async def test_figures_agree_with_raw_rows(database: Database) -> None:
    await seed_scale(database, clubs=48, months=7, seed=3, until=UNTIL)
    async with database.read() as connection:
        assert await verify(connection) == []
    for until, on, period in (
        (SUNDAY, UNTIL, "2026-11"),
        (UNTIL, UNTIL, "2026-11"),
        (date(2026, 9, 13), UNTIL, "2026-11"),
    ):
        for code in ("S01", "S02-000", "VN"):
            async with database.read() as connection:
                codes = (await connection.execute(sa.select(areas.c.code))).scalars()
                inside = {one for one in codes if code == "VN" or one.startswith(code)}
                wanted = await by_hand(connection, inside, until, period)
            assert await found(database, AreaAsk(code, until, on)) == wanted


async def test_scale_is_made_once(sqlite_database: Database) -> None:
    made = await seed_scale(sqlite_database, clubs=12, months=2, seed=1, until=UNTIL)
    assert made.clubs == 12
    with pytest.raises(ValueError, match="already"):
        await seed_scale(sqlite_database, clubs=12, months=2, seed=1, until=UNTIL)


async def test_a_club_counts_where_it_stood(sqlite_database: Database) -> None:
    await seed_scale(sqlite_database, clubs=70, months=3, seed=5, until=UNTIL)
    async with sqlite_database.write() as connection:
        leaving = sa.select(clubs.c.id).where(clubs.c.area_code == "S01-000").limit(1)
        club_id = (await connection.execute(leaving)).scalar_one()
        await move_club(connection, club_id, "S02-000", date(2026, 11, 26), begin_of(UNTIL))
    held: dict[tuple[str, date], set[int]] = {}
    async with sqlite_database.read() as connection:
        for code in ("S01-000", "S02-000", "S01", "S02", "VN"):
            for until in (SUNDAY, SUNDAY - timedelta(days=7)):
                ask = AreaAsk(code, until, UNTIL)
                figures = (await load_figures(connection, [ask]))[ask]
                assert figures is not None
                held[code, until] = {club.club_id for club in figures.clubs}
                assert code != "S01-000" or all(club.commune.code == code for club in figures.clubs)
    before = SUNDAY - timedelta(days=7)
    assert club_id in held["S02-000", SUNDAY] & held["S02", SUNDAY] & held["VN", SUNDAY] & held["VN", before]
    assert club_id in held["S01-000", before] & held["S01", before]
    assert club_id not in held["S01-000", SUNDAY] | held["S02", before] | held["S02-000", before]


async def test_an_area_without_clubs_says_so(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        row = {"code": "04", "name": "Cao Bằng", "kind": "province", "aliases": []}
        await connection.execute(sa.insert(areas), [row])
    async with sqlite_database.read() as connection:
        bulletin = await bulletin_of(connection, "04", date(2026, 11, 23), UNTIL)
        assert await bulletin_of(connection, "no such code", date(2026, 11, 23), UNTIL) is None
    assert bulletin is not None
    assert not bulletin.has_files
    said = Wording().compose(bulletin.parts, {}).text
    assert said.startswith("Tỉnh Cao Bằng chưa có câu lạc bộ nào trong sổ.")


async def test_messages_fit_a_telephone(sqlite_database: Database) -> None:
    await seed_scale(sqlite_database, clubs=110, months=3, seed=7, until=UNTIL)
    async with sqlite_database.read() as connection:
        codes = list((await connection.execute(sa.select(areas.c.code))).scalars())
        large = [code for code in codes if "-" not in code]
        chosen = [*large, *(code for code in codes if "-" in code)][:45]
        for code in chosen:
            bulletin = await bulletin_of(connection, code, date(2026, 11, 23), UNTIL)
            assert bulletin is not None
            texts = [Wording().compose([part], {}).text for part in bulletin.parts]
            assert all(len(text) <= 350 for text in texts), texts
            assert sum(len(text.splitlines()) for text in texts) <= 12
            assert "None" not in "".join(texts)


async def test_everybody_with_an_area_has_a_bulletin(sqlite_database: Database) -> None:
    await seed_scale(sqlite_database, clubs=40, months=2, seed=2, until=UNTIL)
    async with sqlite_database.write() as connection:
        for person, role, code in (
            (9001, "officer", "S01"),
            (9002, "reader", "S01"),
            (9003, "officer", "S02-000"),
        ):
            await connection.execute(sa.insert(people).values(id=person, name="Thu"))
            held = {"person_id": person, "role": role, "area_code": code, "since": date(2026, 1, 1)}
            await connection.execute(sa.insert(roles).values(**held))
    async with sqlite_database.read() as connection:
        made = await bulletins(connection, datetime.combine(UNTIL, time(9)))
    assert [(one.key, one.person_ids) for one in made] == [
        ("digest/2026-W48/S01", (9001, 9002)),
        ("digest/2026-W48/S02-000", (9003,)),
    ]


async def test_a_week_that_is_not_over_says_how_far_it_went(sqlite_database: Database) -> None:
    wednesday = date(2026, 11, 25)
    await seed_scale(sqlite_database, clubs=30, months=14, seed=4, until=wednesday)
    async with sqlite_database.read() as connection:
        bulletin = await bulletin_of(connection, "VN", date(2026, 11, 23), wednesday)
        wanted = await by_hand(connection, {f"S{n:02}-000" for n in range(1, 35)}, wednesday, "2026-11")
    assert bulletin is not None
    figures = bulletin.figures
    assert Wording().compose(bulletin.parts[:1], {}).text.startswith("Cả nước, tuần 23–29/11 (đến 25/11):")
    assert figures.monday == date(2026, 11, 23)
    assert (figures.total, figures.overdue, figures.overdue_count) == (
        wanted.total,
        wanted.overdue,
        wanted.overdue_count,
    )


def test_weeks_have_names_and_ends() -> None:
    assert monday_of("2026-W48") == date(2026, 11, 23)
    assert week_name(date(2026, 11, 23)) == "2026-W48"
    assert week_of_digest(UNTIL) == date(2026, 11, 23)
    assert ask_for("S01", date(2026, 11, 23), UNTIL) == AreaAsk("S01", SUNDAY, UNTIL)
    unfinished = ask_for("S01", date(2026, 11, 23), date(2026, 11, 25))
    assert unfinished == AreaAsk("S01", SUNDAY, date(2026, 11, 25))
    with pytest.raises(ValueError, match="Invalid week"):
        monday_of("2026-W99")


async def test_the_picture_begins_where_the_books_begin(sqlite_database: Database) -> None:
    await seed_scale(sqlite_database, clubs=12, months=3, seed=6, until=UNTIL)
    async with sqlite_database.read() as connection:
        bulletin = await bulletin_of(connection, "VN", date(2026, 11, 23), UNTIL)
    assert bulletin is not None
    assert [first.month for first, _ in bulletin.history] == [9, 10, 11]
    assert all(total > 0 for _, total in bulletin.history)
    assert bulletin.history[-1][1] == bulletin.figures.total
