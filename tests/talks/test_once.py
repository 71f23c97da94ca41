"""Delivered twice, sent twice, by ten at once, taken by two workers: everything happens once and in order."""

import asyncio

import pytest

from storage.tables.messages import inbox
from tests.talks.crowd import (
    AT,
    COMMITTEE,
    PEOPLE,
    Postbag,
    answered_once,
    count_of,
    demo_data,
    demo_worker,
    message,
    settled,
    sound,
    worker,
    written,
)

DUES = "thu 500k hội phí tháng 11"
REPORT_DAY = "2026-11-28 08:30"


async def test_a_redelivered_message_is_one_message(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        for _ in range(3):
            await runtime.receive([message("treasurer", DUES, "m1")] * 2)
            await runtime.settle()
        await runtime.receive([message("treasurer", "1", "m2")])
        await runtime.settle()
        await runtime.receive([message("treasurer", "1", "m2"), message("treasurer", DUES, "m1")])
        await runtime.settle()
        assert await written(runtime.assistant.database) == (1, 0)
    assert len(bag.to("treasurer")) == 2


async def test_two_quick_ones_are_one_result_and_a_kind_word(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await runtime.receive([message("treasurer", DUES)])
        await runtime.settle()
        await runtime.receive([message("treasurer", "1"), message("treasurer", "1")])
        await runtime.settle()
        assert await written(runtime.assistant.database) == (1, 0)
    assert [text.split(",")[1].split(".")[0] for text in bag.to("treasurer")[1:]] == [
        " đã ghi",
        " khoản này ghi rồi",
    ]


async def test_the_report_is_filed_once_however_often_one_is_said(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag, REPORT_DAY) as runtime:
        await runtime.receive(
            [
                message("leader", "báo cáo", at=REPORT_DAY),
                message("leader", "1", at=REPORT_DAY),
                message("leader", "1", at=REPORT_DAY),
            ]
        )
        await runtime.settle()
        assert (await written(runtime.assistant.database))[1] == 0  # nobody has seen what would be filed
        await runtime.receive([message("leader", "đúng", at=REPORT_DAY)])
        await runtime.settle()
        await runtime.receive([message("leader", "1", at=REPORT_DAY), message("leader", "1", at=REPORT_DAY)])
        await runtime.settle()
        assert (await written(runtime.assistant.database))[1] == 1
    assert bag.to("leader")[-2].startswith("Dạ, cháu đã nộp báo cáo tháng 11")
    assert bag.to("leader")[-1] == "Dạ, báo cáo tháng 11 nộp rồi, bác yên tâm ạ."


async def test_two_errands_at_once_are_both_heard(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await runtime.receive([message("treasurer", DUES), message("treasurer", "chi 200k mua nước")])
        await runtime.settle()
        await runtime.receive([message("treasurer", "1")])
        await runtime.settle()
        await runtime.receive([message("treasurer", "1")])  # the second thumb: nothing rides on a receipt
        await runtime.settle()
        assert await written(runtime.assistant.database) == (1, 0)
        for words in ("ghi tiếp", "1"):
            await runtime.receive([message("treasurer", words)])
            await runtime.settle()
        assert await written(runtime.assistant.database) == (2, 0)


async def test_a_message_sent_while_another_is_handled_comes_after_it(database_url: str) -> None:
    bag = Postbag()
    async with demo_worker(database_url, bag) as runtime:
        await runtime.receive([message("treasurer", DUES)])
        late = message("treasurer", "/quy")
        await asyncio.gather(runtime.settle(), runtime.receive([late]))
        await runtime.settle()
        await answered_once(runtime.assistant.database)
    assert "cháu ghi THU" in bag.to("treasurer")[0]
    assert "trong hòm" in bag.to("treasurer")[1]


async def test_ten_at_once_lose_nothing_and_number_without_gaps(database_url: str) -> None:
    async with demo_worker(database_url) as runtime:
        for words in (DUES, "1", "chi 50k mua chè", "1"):
            await asyncio.gather(*(runtime.receive([message(handle, words)]) for handle in PEOPLE))
            await runtime.settle()
        database = runtime.assistant.database
        await answered_once(database)
        await sound(database)
        # one of a club reads back again where another's entry came first
        assert (await written(database))[0] >= 8
        assert await count_of(database, inbox, inbox.c.status != "done") == 0


async def test_two_of_one_club_confirming_together_each_see_what_they_confirm(database_url: str) -> None:
    bag = Postbag()
    async with demo_worker(database_url, bag) as runtime:
        await runtime.receive([message("treasurer", DUES), message("leader", "thu 20k ủng hộ")])
        await runtime.settle()
        await runtime.receive([message("treasurer", "1"), message("leader", "1")])
        await runtime.settle()
        assert (await written(runtime.assistant.database))[0] == 1
        assert "số liệu vừa thay đổi" in bag.to("leader")[-1]
        await runtime.receive([message("leader", "1")])
        await runtime.settle()
        assert (await written(runtime.assistant.database))[0] == 2
        await sound(runtime.assistant.database)


@pytest.mark.parametrize("words", ["báo cáo"])
async def test_two_of_one_club_open_one_report(database_url: str, words: str) -> None:
    async with demo_worker(database_url, at="2026-11-29 15:00") as runtime:
        for said in (words, "đúng", "1", "đúng", "1"):
            await runtime.receive([message(handle, said) for handle in COMMITTEE])
            await runtime.settle()
        assert (await written(runtime.assistant.database))[1] <= 2  # the story's own, and one more version
        assert await count_of(runtime.assistant.database, inbox, inbox.c.status != "done") == 0


async def test_two_workers_on_one_postgresql_do_everything_once(postgresql_url: str) -> None:
    await demo_data(postgresql_url)
    async with worker(postgresql_url) as first, worker(postgresql_url) as second:
        for words in (DUES, "1", "1", "thu 20k ủng hộ", "đúng", "đúng"):
            said = [message(handle, words, f"{handle}-{words}-{n}") for n, handle in enumerate(PEOPLE)]
            await asyncio.gather(*(each.receive(said) for each in (first, second)))
            await settled(first, second)
        database = first.assistant.database
        await answered_once(database)
        await sound(database)
        assert await count_of(database, inbox, inbox.c.status != "done") == 0


async def test_a_worker_leaves_alone_whom_another_is_serving(postgresql_url: str) -> None:
    await demo_data(postgresql_url)
    async with worker(postgresql_url) as first, worker(postgresql_url) as second:
        await first.receive([message("treasurer", DUES, at=AT)])
        await asyncio.gather(first.settle(), second.settle())
        await settled(first)
        await answered_once(first.assistant.database)
