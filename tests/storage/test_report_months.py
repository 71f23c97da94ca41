"""A month knows when its report came in; reports of longer periods belong to no month."""

from datetime import date

import sqlalchemy as sa

from storage import summaries
from storage.database import Database
from storage.tables.report import club_months, report_versions, reports
from storage.verify import verify
from tests.storage.club_of_khong import november, settle


async def test_reports_of_half_years_belong_to_no_month(database: Database) -> None:
    async with database.write() as connection:
        club = (await settle(connection)).club_id
        for period in ("2026-11", "2026-H1", "2026"):
            row = {"club_id": club, "period": period, "status": "submitted"}
            added = await connection.execute(sa.insert(reports).returning(reports.c.id), [row])
            version = {
                "report_id": added.scalar_one(),
                "number": 1,
                "submitted_at": november(26),
                "figures": {},
            }
            await connection.execute(sa.insert(report_versions), [version])
        await summaries.refresh(connection, [(club, date(2026, 11, 25))])
        kept_months = sa.select(club_months.c.month, club_months.c.filed_at)
        assert (await connection.execute(kept_months)).all() == [(date(2026, 11, 1), november(26))]
        assert await verify(connection) == []
