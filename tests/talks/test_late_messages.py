"""What was written more than a day ago and arrives only now is answered, and writes nothing by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.messages import Incoming, Kind
from tests.talks.conversation import moment
from tests.talks.crowd import AT, Postbag, demo_worker, message, written

DUES = "thu 500k hội phí tháng 11"


def late(words: str, by: timedelta, kind: Kind = Kind.TEXT) -> Incoming:
    return replace(message("treasurer", words), at=moment(AT) - by, kind=kind)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.PHOTO])
async def test_a_message_two_days_old_is_told_to_be_late(sqlite_url: str, kind: Kind) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await runtime.receive([late(DUES, timedelta(days=2), kind)])
        await runtime.settle()
        assert (await written(runtime.assistant.database))[0] == 0
    [reply] = bag.to("treasurer")
    assert "gửi ngày 19/11" in reply
    assert "chưa ghi gì" in reply


async def test_a_late_yes_confirms_nothing_and_the_question_comes_again(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        for each in (message("treasurer", DUES), late("1", timedelta(days=2))):
            await runtime.receive([each])
            await runtime.settle()
        assert (await written(runtime.assistant.database))[0] == 0
        assert "500.000 đồng" in bag.to("treasurer")[-1]
        await runtime.receive([message("treasurer", "1")])
        await runtime.settle()
        assert (await written(runtime.assistant.database))[0] == 1


async def test_a_message_of_this_morning_is_not_late(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await runtime.receive([late(DUES, timedelta(hours=20))])
        await runtime.settle()
    assert "Đúng không" in bag.to("treasurer")[-1]
