"""Letters nobody knows to have arrived: questions come again marked, receipts never, the next reply tells."""

from datetime import timedelta

from bot.channel import Outcome, Sent
from bot.outbox import recover
from bot.runtime import Runtime
from handlers.messages import Outgoing
from tests.talks.crowd import Postbag, TickingClock, demo_worker, letters, message, worker, written

DUES = "thu 500k hội phí tháng 11"
LATER, MUCH_LATER = "2026-11-21 09:05", "2026-11-21 09:10"


class Ended(BaseException):
    """The process is gone."""


class Unplugged(Postbag):
    """The process ends while a letter is on its way."""

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.letters.append((address, message.text))
        raise Ended


async def say(runtime: Runtime, *words: str) -> None:
    for each in words:
        await runtime.receive([message("treasurer", each)])
        await runtime.settle()


async def dies_sending(url: str, words: str, *, before: tuple[str, ...] = ()) -> Unplugged:
    """A process that ends after `words` were handled, with the reply half sent."""
    bag = Unplugged()
    if before:
        async with demo_worker(url) as runtime:
            await say(runtime, *before)
    async with worker(url, bag, LATER) if before else demo_worker(url, bag) as runtime:
        try:
            await say(runtime, words)
        except Ended:
            return bag
    raise AssertionError("it was to die")


async def test_a_question_caught_in_the_middle_comes_again_marked(sqlite_url: str) -> None:
    died = await dies_sending(sqlite_url, DUES)
    bag = Postbag()
    async with worker(sqlite_url, bag, MUCH_LATER) as runtime:
        assert [letter.status for letter in await letters(runtime.assistant.database)] == ["sending"]
        await recover(runtime.assistant.database, runtime.clock.now(), alone=True)
        await runtime.settle()
        await say(runtime, "1")
        assert (await written(runtime.assistant.database))[0] == 1
    assert bag.to("treasurer")[0] == f"(gửi lại) {died.to('treasurer')[0]}"


async def test_a_receipt_caught_in_the_middle_is_told_and_never_sent_again(sqlite_url: str) -> None:
    await dies_sending(sqlite_url, "1", before=(DUES,))
    bag = Postbag()
    async with worker(sqlite_url, bag, MUCH_LATER) as runtime:
        await recover(runtime.assistant.database, runtime.clock.now(), alone=True)
        await runtime.settle()
        assert bag.letters == []
        await say(runtime, "1", "/quy")
        statuses = [letter.status for letter in await letters(runtime.assistant.database)]
        assert statuses == ["sent", "unknown", "sent", "sent"]
        assert (await written(runtime.assistant.database))[0] == 1
    told, after = bag.to("treasurer")
    assert told == (
        "Dạ, tin trước có thể chưa tới bác: đã ghi, phiếu thu số 14 Quỹ hoạt động. "
        "Khoản này ghi rồi, cháu không ghi thêm ạ."
    )
    assert "tin trước" not in after


async def test_an_unknown_end_is_treated_like_a_crash(sqlite_url: str) -> None:
    bag = Postbag(Outcome.UNKNOWN, Outcome.SENT, Outcome.UNKNOWN)
    async with demo_worker(sqlite_url, bag) as runtime:
        await say(runtime, DUES)
        await later(runtime)
        await say(runtime, "1", "cảm ơn cháu")
        await later(runtime)
    question, again, receipt, thanks = bag.to("treasurer")
    assert again == f"(gửi lại) {question}"
    assert receipt.startswith("Dạ, đã ghi")
    assert "đã ghi, phiếu thu số 14" in thanks


async def later(runtime: Runtime) -> None:
    """Ten minutes on, what waited for its next try is tried."""
    assert isinstance(runtime.clock, TickingClock)
    runtime.clock.moment += timedelta(minutes=10)
    await runtime.settle()


async def test_a_channel_with_a_defect_stops_nobody_else(sqlite_url: str) -> None:
    class Broken(Postbag):
        async def send(self, address: str, message: Outgoing) -> Sent:
            if address == "treasurer":
                raise RuntimeError("a defect of the channel")
            return await super().send(address, message)

    bag = Broken()
    async with demo_worker(sqlite_url, bag) as runtime:
        await runtime.receive([message("treasurer", "/quy"), message("leader", "/quy")])
        await runtime.settle()
        statuses = [letter.status for letter in await letters(runtime.assistant.database)]
    assert sorted(statuses) == ["sent", "waiting"]
    assert len(bag.to("leader")) == 1


async def test_letters_to_one_person_keep_their_order(sqlite_url: str) -> None:
    bag = Postbag(Outcome.LATER)
    async with demo_worker(sqlite_url, bag) as runtime:
        await say(runtime, DUES, "/quy")
        assert len(bag.letters) == 1
        await later(runtime)
    assert ["THU" in text.splitlines()[0] for text in bag.to("treasurer")] == [True, True, False, True]
