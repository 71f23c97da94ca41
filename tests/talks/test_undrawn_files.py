"""A promised file that is never drawn gets words instead, and holds nothing up behind it."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.promised_files import TRIES
from bot.turn import take_turns
from storage.drawing import LEASE
from storage.restoring import doubt_letters
from storage.tables.messages import outbox
from storage.tables.people import roles
from tests.talks.crowd import TickingClock, demo_worker
from tests.talks.killed_brush import AT
from tests.talks.slow_brush import CHART, FUND, PROMISE, Bag, ask


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    return tmp_path


async def test_a_file_that_cannot_be_drawn_is_told_and_stops_nothing(
    sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[Path, ...]:
        raise ValueError("a defect of the drawing")

    monkeypatch.setattr("scheduler.digest.render_files", broken)
    bag = Bag()
    async with demo_worker(sqlite_url, bag, AT) as runtime:
        await ask(runtime, CHART, FUND)
        await runtime.settle()
    told, answer = bag.to("province")
    assert told.startswith("Dạ, cháu chưa làm được biểu đồ")
    assert answer.startswith("Tỉnh Tuyên Quang")


async def test_a_drawing_that_ends_the_process_each_time_is_given_up(
    sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended(BaseException):
        """The process is gone."""

    def deadly(*_: object) -> tuple[Path, ...]:
        raise Ended

    monkeypatch.setattr("scheduler.digest.render_files", deadly)
    bag = Bag()
    async with demo_worker(sqlite_url, bag, AT) as runtime:
        assert isinstance(runtime.clock, TickingClock)
        await ask(runtime, CHART)
        for _ in range(TRIES):
            with pytest.raises(Ended):
                await runtime.settle()
            runtime.clock.moment += 2 * LEASE
        await runtime.settle()
    assert [text[:25] for text in bag.to("province")] == ["Dạ, cháu chưa làm được bi"]


async def test_who_lost_the_area_before_it_was_drawn_gets_no_file(sqlite_url: str, folder: Path) -> None:
    bag = Bag()
    async with demo_worker(sqlite_url, bag, AT) as runtime:
        await ask(runtime, CHART)
        await take_turns(runtime.assistant, runtime.clock.now())
        async with runtime.assistant.database.write() as connection:
            gone = sa.update(roles).where(roles.c.area_code == "08").values(until=runtime.clock.now().date())
            await connection.execute(gone)
        await runtime.settle()
    assert bag.files == []
    assert bag.to("province")[0].startswith("Dạ, cháu chưa làm được")


async def test_a_file_promised_in_a_backup_is_drawn_and_marked(sqlite_url: str, folder: Path) -> None:
    bag = Bag()
    async with demo_worker(sqlite_url, bag, AT) as runtime:
        await ask(runtime, CHART)
        await take_turns(runtime.assistant, runtime.clock.now())
        async with runtime.assistant.database.write() as connection:
            await doubt_letters(connection, runtime.clock.now())
        await runtime.settle()
    assert bag.to("province") == [f"(gửi lại) {PROMISE}"]


async def test_what_a_letter_was_drawn_from_does_not_stay_in_it(sqlite_url: str, folder: Path) -> None:
    async with demo_worker(sqlite_url, Bag(), AT) as runtime:
        await ask(runtime, CHART)
        await runtime.settle()
        async with runtime.assistant.database.read() as connection:
            bodies = list((await connection.execute(sa.select(outbox.c.body))).scalars())
    assert [sorted(body) for body in bodies] == [["choices", "files", "text"]]
