"""2026–2027 day by day for 50 clubs, on a real database, through the rounds as `clb run` makes them.

The suite lives the weeks around Tết 2027; `TWO_YEARS=1` lives both years (some ten minutes).
"""

import logging
import os
from datetime import date, timedelta
from pathlib import Path

from tests.scheduler.world import World
from tests.scheduler.years import Years

ALL = os.environ.get("TWO_YEARS") == "1"
BEGINS, DAYS = (date(2026, 1, 1), 730) if ALL else (date(2027, 1, 29), 20)
SEED = int(os.environ.get("SEED", "7"))


async def test_two_years_of_fifty_clubs(sqlite_url: str, tmp_path: Path) -> None:
    """Every letter once, in time, by day, before the report; every digest as counted from raw rows."""
    lived = Years(World(SEED), sqlite_url, tmp_path)
    away = [BEGINS + timedelta(days=n) for n in range(15, DAYS, 53)]
    try:
        await lived.live(BEGINS, DAYS, away)
    finally:
        await lived.close()
    told = lived.judge.counted
    logging.getLogger(__name__).info("%s rounds, %s digests, %s", lived.rounds, lived.digests, told)
    assert lived.judge.faults == [], f"{len(lived.judge.faults)} faults"
    assert min(told[f"report {step}"] for step in ("-3", "0", "+2", "call", "meeting", "promise")) > 5
    assert lived.digests >= 9 * (DAYS // 7 - len(away))
    assert all(clock.hour >= 7 for clock, _, _ in lived.world.phones.arrived)
