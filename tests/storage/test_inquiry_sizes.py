"""What puts clubs in order for a question in free words is what the lines of the clubs say, also of a day
gone by and of a club that has moved since.
"""

from datetime import date, timedelta

import pytest

from handlers.inquiry.sizes import SIZES, HomesAsk, MetAsk, NamesAsk, SizesAsk
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaAsk
from storage.club_moves import move_club
from storage.database import Database
from storage.demo import seed_demo
from storage.inquiry_sizes import load_area_sizes, load_club_homes, load_club_names, load_last_meetings
from storage.officer_people import load_area_people
from storage.officer_store import load_figures
from storage.vietnam_days import begin_of

DAYS = (date(2026, 9, 14), date(2026, 11, 30))


def _size(club: ClubLine, what: str, members: int) -> int:
    return {
        "crowd": members,
        "wealth": club.total,
        "income_fund": club.income.total,
        "activity_fund": club.activity.total,
        "most_lent": club.income.lent + club.activity.lent,
        "most_overdue": club.overdue.amount,
    }[what]


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("code", ["VN", "08", "08-2608"])
async def test_sizes_are_those_of_the_clubs(database: Database, code: str, on: date) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        lines = await load_figures(connection, [ask := AreaAsk.of_today(code, on)])
        figures, people = lines[ask], (await load_area_people(connection, [ask]))[ask]
        assert figures is not None
        assert figures.clubs
        for what in SIZES:
            size = SizesAsk(code, on, what)
            found = (await load_area_sizes(connection, [size]))[size].by_club
            assert found == {
                c.club_id: _size(c, what, people.by_club[c.club_id].members) for c in figures.clubs
            }
        met = MetAsk(code, on)
        days = (await load_last_meetings(connection, [met]))[met].by_club
        assert days == {club.club_id: club.last_met for club in figures.clubs}


async def test_a_club_stands_where_it_stood_that_day(database: Database) -> None:
    moved_on = date(2026, 11, 20)
    async with database.write() as connection:
        await seed_demo(connection)
        ask = AreaAsk.of_today("08", DAYS[1])
        figures = (await load_figures(connection, [ask]))[ask]
        assert figures is not None
        club = figures.clubs[0]
        entered = next(part.code for part in figures.groups if part.code != club.commune.code)
        await move_club(connection, club.club_id, entered, moved_on, begin_of(moved_on))
        for on, code in ((moved_on, entered), (moved_on - timedelta(days=1), club.commune.code)):
            homes, names = HomesAsk("08", on), NamesAsk((club.club_id,), on)
            found = (await load_club_homes(connection, [homes]))[homes].by_club
            assert found[club.club_id] == code
            assert set(found) == {each.club_id for each in figures.clubs}
            named = (await load_club_names(connection, [names]))[names].by_club[club.club_id]
            assert (named.short, named.place, named.commune.code) == (club.short, club.place, code)
