"""The sums found without a line a club are those over the lines, whatever day is asked about."""

from collections import Counter
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.standing import Rate, filing_rate
from handlers.fund.posting import expense_posting, income_posting, repay_posting
from handlers.officer.club_line import Standing
from handlers.officer.digest import digest, digest_of_sums
from handlers.officer.figures import AreaAsk
from handlers.officer.flags import Flag
from handlers.officer.sums import AreaSums, sums_of
from storage.club_months import load_standings
from storage.club_moves import move_club
from storage.database import Database
from storage.ledger import post
from storage.officer_store import load_area_weeks, load_figures
from storage.records import Fund
from storage.scale import seed_scale
from storage.summaries import rebuild
from storage.tables.clubs import clubs, meeting_rhythms
from storage.tables.fund import cash_counts, loan_balances
from storage.tables.loans import loans
from storage.tables.meeting import absences, meetings
from storage.tables.report import report_versions, reports
from storage.verify import verify
from storage.vietnam_days import VIETNAM

UNTIL, SUNDAY = date(2026, 11, 30), date(2026, 11, 29)
AT = datetime(2026, 11, 30, 9, tzinfo=VIETNAM)
ASKS = (
    (SUNDAY, UNTIL),
    (UNTIL, UNTIL),
    (SUNDAY, date(2026, 11, 25)),  # a week that is not over
    (date(2026, 11, 15), date(2026, 11, 16)),
    (date(2026, 7, 19), date(2026, 7, 20)),
    (date(2024, 7, 21), date(2024, 7, 22)),  # before anything was written
)


async def _odd_week(connection: AsyncConnection) -> None:
    """What the made-up country lacks: late repayments, a huge entry, a gap, a move, a report sent back."""
    first, second, third, fourth = (
        await connection.scalars(sa.select(clubs.c.id).where(clubs.c.area_code == "S01-000").limit(4))
    ).all()
    owing = loans.join(loan_balances, loan_balances.c.loan_id == loans.c.id)
    late = sa.select(loans.c.club_id, loans.c.id, loan_balances.c.owed).select_from(owing)
    late = late.where(loans.c.status == "open", loan_balances.c.owed > 0, loans.c.due_on < SUNDAY)
    for loan in (await connection.execute(late.limit(3))).all():
        repaid = repay_posting(loan.club_id, loan.id, loan.owed, 0, Fund.INCOME_FUND, UNTIL)
        await post(connection, repaid, AT)
        done = sa.update(loans).where(loans.c.id == loan.id).values(status="repaid")
        await connection.execute(done)
    written = [
        income_posting(first, Fund.ACTIVITY_FUND, 90_000_000, "gift", SUNDAY),
        expense_posting(second, Fund.ACTIVITY_FUND, 50_000, "visit", UNTIL),
        income_posting(second, Fund.INCOME_FUND, 20_000, "gift", date(2026, 11, 2)),
    ]
    await post(connection, written, AT)
    counted = {"club_id": third, "counted_on": SUNDAY, "counted": 1, "book": 2, "difference": -1}
    await connection.execute(sa.insert(cash_counts), [counted | {"recorded_at": AT}])
    back = sa.update(reports).where(reports.c.club_id == fourth, reports.c.period == "2026-10")
    await connection.execute(back.values(status="sent_back"))
    await rebuild(connection)
    await move_club(connection, fourth, "S02-000", date(2026, 11, 26), AT)


async def _rare_meetings(connection: AsyncConnection) -> None:
    """Clubs that meet every two or three months, some of them between two meetings, one only just founded."""
    ids = (await connection.scalars(sa.select(clubs.c.id).order_by(clubs.c.id))).all()
    rules = [
        {"club_id": club, "since": date(2024, 1 + number % 11, 1), "months": 1 + number % 3}
        for number, club in enumerate((*ids[::2], *ids[::3]))
    ]
    rules.append({"club_id": ids[1], "since": date(2026, 11, 1), "months": 2})
    rules.append({"club_id": ids[5], "since": date(2026, 12, 1), "months": 3})
    await connection.execute(sa.insert(meeting_rhythms), [rule | {"recorded_at": AT} for rule in rules])
    for months, some in ((1, ids[::2]), (2, ids[::5]), (3, ids[::7])):
        since = date(2026, 12 - months, 1)
        gone = sa.select(meetings.c.id).where(meetings.c.club_id.in_(some), meetings.c.held_on >= since)
        await connection.execute(sa.delete(absences).where(absences.c.meeting_id.in_(gone)))
        await connection.execute(sa.delete(meetings).where(meetings.c.id.in_(gone)))
        unsent = sa.delete(reports).where(reports.c.club_id.in_(some[::2]), reports.c.period >= "2026-10")
        sent = sa.select(reports.c.id).where(reports.c.club_id.in_(some[::2]), reports.c.period >= "2026-10")
        await connection.execute(sa.delete(report_versions).where(report_versions.c.report_id.in_(sent)))
        await connection.execute(unsent)
    young = sa.update(clubs).where(clubs.c.id == ids[3]).values(founded_on=SUNDAY)
    await connection.execute(young)
    await rebuild(connection)


async def test_clubs_that_meet_seldom_are_counted_alike(database: Database) -> None:
    await seed_scale(database, clubs=70, months=14, seed=3, until=UNTIL)
    async with database.write() as connection:
        await _rare_meetings(connection)
    standing: Counter[Standing] = Counter()
    async with database.read() as connection:
        for until, on in (*ASKS, (date(2026, 11, 8), date(2026, 11, 9))):
            for code in ("S01", "S02", "VN"):
                found, wanted = await _both(connection, AreaAsk(code, until, on))
                assert found == wanted, (code, until, on)
                assert found.filing == Rate(found.standing[Standing.FILED], _expected(found))
                standing.update(found.standing)
        every = (await connection.scalars(sa.select(clubs.c.id).order_by(clubs.c.id))).all()
        [week] = (await load_figures(connection, [AreaAsk("VN", SUNDAY, UNTIL)])).values()
        calendar = await load_standings(connection, every, "2026-11", AT)
    assert week is not None
    assert week.filing == filing_rate(calendar)
    assert {club.club_id for club in week.clubs if not club.counted} == {
        each.club_id for each in calendar if not each.counted
    }
    assert min(standing[state] for state in (Standing.NOT_EXPECTED, Standing.FILED)) > 5


def _expected(sums: AreaSums) -> int:
    return sum(part.expected for part in sums.parts)


async def _both(connection: AsyncConnection, ask: AreaAsk) -> tuple[AreaSums, AreaSums]:
    figures = (await load_figures(connection, [ask]))[ask]
    loaded = (await load_area_weeks(connection, [ask]))[ask]
    assert figures is not None
    assert loaded is not None
    assert digest_of_sums(loaded.week, loaded.sums) == digest(figures).parts
    return loaded.sums, sums_of(figures)


async def test_sums_are_those_of_the_lines(database: Database) -> None:
    await seed_scale(database, clubs=70, months=14, seed=3, until=UNTIL)
    async with database.write() as connection:
        await _odd_week(connection)
        assert [fault for fault in await verify(connection) if not fault.note] == []
    flags: set[Flag] = set()
    async with database.read() as connection:
        for until, on in ASKS:
            for code in ("S01", "S02", "VN"):
                found, wanted = await _both(connection, AreaAsk(code, until, on))
                assert found == wanted, (code, until, on)
                flags |= {flag for flag, count in found.flags.items() if count}
        assert await load_area_weeks(connection, [AreaAsk("no such code", UNTIL, UNTIL)]) == {
            AreaAsk("no such code", UNTIL, UNTIL): None
        }
    assert flags >= {Flag.GAP, Flag.OVERDUE, Flag.TEN_TIMES}


async def test_later_entries_do_not_change_an_earlier_week(sqlite_database: Database) -> None:
    await seed_scale(sqlite_database, clubs=40, months=14, seed=8, until=UNTIL)
    ask = AreaAsk("VN", SUNDAY - timedelta(days=7), SUNDAY - timedelta(days=6))
    async with sqlite_database.write() as connection:
        before, _ = await _both(connection, ask)
        owing = loans.join(loan_balances, loan_balances.c.loan_id == loans.c.id)
        late = sa.select(loans.c.club_id, loans.c.id, loan_balances.c.owed)
        late = late.select_from(owing).where(loans.c.status == "open", loan_balances.c.owed > 0)
        loan = (await connection.execute(late.where(loans.c.due_on < SUNDAY).limit(1))).one()
        repaid = repay_posting(loan.club_id, loan.id, loan.owed, 0, Fund.INCOME_FUND, UNTIL)
        await post(connection, repaid, AT)
        await connection.execute(sa.update(loans).where(loans.c.id == loan.id).values(status="repaid"))
        after, lines = await _both(connection, ask)
    assert before == after == lines
    assert before.overdue > 0
