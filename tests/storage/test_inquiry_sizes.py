"""What puts clubs in order for a question in free words is what the lines of the clubs say, also of a day
gone by and of a club that has moved since.
"""

from datetime import date, timedelta

import pytest

from handlers.dialogue.subject import Subject
from handlers.inquiry.sizes import SIZES, DaysAsk, HomesAsk, NamesAsk, SizesAsk, TurnoutAsk
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaAsk
from storage.club_moves import move_club
from storage.database import Database
from storage.demo import seed_demo
from storage.inquiry_sizes import (
    load_area_sizes,
    load_area_turnout,
    load_club_homes,
    load_club_names,
    load_known_days,
)
from storage.officer_people import load_area_people
from storage.officer_store import load_figures
from storage.roster_store import load_roster_books
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


async def test_meetings_of_a_week_are_those_of_its_digest(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        week = AreaAsk("08", date(2026, 10, 25), date(2026, 10, 26))
        figures = (await load_figures(connection, [week]))[week]
        assert figures is not None
        ask = TurnoutAsk("08", figures.monday, figures.until)
        found = (await load_area_turnout(connection, [ask]))[ask].by_club
        held = {club.club_id: club.gatherings for club in figures.clubs if club.gatherings}
        assert found == {
            club: (len(all_of), sum(one.present for one in all_of), sum(one.members for one in all_of))
            for club, all_of in held.items()
        }
        assert found


async def test_new_members_and_new_clubs_are_counted_by_their_days(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        clubs_of = DaysAsk("08", DAYS[1], "founded")
        founded = (await load_known_days(connection, [clubs_of]))[clubs_of].by_club
        ask = SizesAsk("08", DAYS[1], "joined", date(2026, 11, 1))
        new = (await load_area_sizes(connection, [ask]))[ask].by_club
        books = await load_roster_books(connection, [Subject(club_id) for club_id in new], DAYS[1])
        assert set(founded) == set(new) == {subject.club_id for subject in books}
        for subject, book in books.items():
            joined = [m for m in book.everyone if m.joined_on and ask.since <= m.joined_on <= ask.on]
            assert new[subject.club_id] == len(joined)
            assert founded[subject.club_id] == book.club.founded_on
        assert sum(new.values())


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("code", ["VN", "08", "08-2608"])
async def test_sizes_are_those_of_the_clubs(database: Database, code: str, on: date) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        lines = await load_figures(connection, [ask := AreaAsk.of_today(code, on)])
        figures, people = lines[ask], (await load_area_people(connection, [ask]))[ask]
        assert figures is not None
        assert figures.clubs
        for what in (what for what in SIZES if what != "joined"):
            size = SizesAsk(code, on, what)
            found = (await load_area_sizes(connection, [size]))[size].by_club
            assert found == {
                c.club_id: _size(c, what, people.by_club[c.club_id].members) for c in figures.clubs
            }
        met = DaysAsk(code, on)
        days = (await load_known_days(connection, [met]))[met].by_club
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
