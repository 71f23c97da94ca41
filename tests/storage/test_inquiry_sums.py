"""Sums for questions in free words: what the database counts is what rolls and entries say."""

from datetime import date

from handlers.dialogue.subject import Subject
from handlers.inquiry.area_flows import FlowsAsk
from handlers.inquiry.flows import size_of
from handlers.inquiry.people import HeadsAsk, heads_of
from handlers.officer.asks import EntriesAsk
from storage.database import Database
from storage.demo import seed_demo
from storage.inquiry_sums import load_area_flows, load_area_heads
from storage.officer_entries import load_entry_lines
from storage.roster_store import load_roster_books

ON, FIRST = date(2026, 11, 30), date(2026, 1, 1)


async def test_an_area_counts_what_its_clubs_count(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        for age, younger in ((0, False), (80, False), (60, True)):
            ask = HeadsAsk("08", ON, age, younger)
            found = (await load_area_heads(connection, [ask]))[ask].by_club
            books = await load_roster_books(connection, [Subject(club_id) for club_id in found], ON)
            counted = {s.club_id: heads_of(b.members, ON, age, younger=younger) for s, b in books.items()}
            assert found == counted
            assert len(found) == 6


async def test_whole_months_are_the_sum_of_their_entries(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        ask = FlowsAsk("08", FIRST, ON)
        found = (await load_area_flows(connection, [ask]))[ask].by_club
        assert found
        for club_id, flows in found.items():
            entries = EntriesAsk(club_id, FIRST, ON)
            lines = (await load_entry_lines(connection, [entries]))[entries].lines
            for side in ("received", "spent", "lent_out", "repaid"):
                summed = sum(size_of(side, line) for line in lines)
                assert (type(getattr(flows, side)), getattr(flows, side)) == (int, summed)
