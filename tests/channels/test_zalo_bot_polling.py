"""Polling Zalo: one message at a time, stored before the next is asked for, through every trouble."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.errors import OperatorError
from bot.zalo_bot.client import Failure, ZaloClient
from bot.zalo_bot.polling import Poller
from handlers.messages import Incoming
from tests.channels.zalo_bot_rig import Store, client_of, hurry, now, polling, until
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_bot_troubles import Trouble


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    server = await FakeZaloBot().start()
    yield server
    await server.stop()


def polls(fake: FakeZaloBot) -> int:
    return sum(method == "getUpdates" for method, _ in fake.calls)


async def test_messages_come_in_order_one_an_answer(fake: FakeZaloBot) -> None:
    store = Store()
    for text in ("một", "hai", "ba"):
        await fake.say(text)
    async with polling(fake, store):
        await until(lambda: len(store.kept) == 3)
    assert store.texts() == ["một", "hai", "ba"]


async def test_an_idle_poll_is_no_trouble(fake: FakeZaloBot) -> None:
    async with polling(fake, Store()) as poller:
        await until(lambda: polls(fake) >= 3)
        assert poller.failure is None


async def test_nothing_more_is_asked_for_until_a_message_is_stored(fake: FakeZaloBot) -> None:
    asked: list[int] = []

    class FullDisk(Store):
        async def __call__(self, messages: Sequence[Incoming]) -> None:
            asked.append(polls(fake))
            await super().__call__(messages)

    store = FullDisk(failures_left=3)
    await fake.say("500 nghìn")
    await fake.say("đúng")
    async with polling(fake, store):
        await until(lambda: len(store.kept) == 2)
    assert asked[:4] == [asked[0]] * 4
    assert store.texts() == ["500 nghìn", "đúng"]


ANSWERED = [one for one in Trouble if one is not Trouble.HANG]  # a poll that hangs is simply a long poll


@pytest.mark.parametrize("trouble", [*ANSWERED, "400", "403", "429", "500", "408"])
async def test_every_trouble_passes_and_the_next_message_is_heard(fake: FakeZaloBot, trouble: str) -> None:
    store = Store()
    fake.trouble("getUpdates", trouble, trouble)
    async with polling(fake, store) as poller:
        await until(lambda: not fake.troubles_left("getUpdates"))
        healthy = polls(fake) + 2
        await until(lambda: polls(fake) >= healthy)
        await fake.say("còn đây")
        await until(lambda: store.kept)
        assert poller.failure is None
    assert store.texts() == ["còn đây"]


async def test_what_zalo_itself_loses_is_at_least_said(
    fake: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store()
    fake.trouble("getUpdates", Trouble.HALF)
    await fake.say("đứt giữa đường")  # Zalo forgets what it has handed over: no client can ask for it again
    await fake.say("tin sau")
    async with polling(fake, store):
        await until(lambda: store.kept)
    assert store.texts() == ["tin sau"]
    assert "may be lost" in caplog.text


async def test_a_token_reset_under_way_is_said_once_and_polling_goes_on(
    fake: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    store, token = Store(), fake.token
    async with polling(fake, store) as poller:
        await until(lambda: polls(fake))
        fake.token = "1234567890:the-new-one"
        await until(lambda: poller.failure)
        assert poller.failure is not None
        assert poller.failure.code == 401
        await asyncio.sleep(0.05)
        fake.token = token
        await fake.say("lại nghe rồi")
        await until(lambda: store.kept)
    said = [record.getMessage() for record in caplog.records if "401" in record.getMessage()]
    assert len(said) == 1
    assert "take the new one from Zalo Bot Creator, write it into CLB_ZALO_BOT_TOKEN and restart" in said[0]
    assert "zalo_bot: receiving again" in caplog.text


async def test_refuses_to_start_while_a_webhook_is_set(fake: FakeZaloBot) -> None:
    fake.webhook = "https://clb.example/zalo/bot/webhook"
    async with client_of(fake) as client:
        with pytest.raises(OperatorError, match="webhook set"):
            await Poller(client, Store(), now, pause=hurry).run()
    assert polls(fake) == 0


@pytest.mark.parametrize("refused", [True, False], ids=["poll_refused", "poll_idles"])
async def test_a_webhook_set_by_somebody_later_is_noticed(
    fake: FakeZaloBot, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.zalo_bot.polling._IDLE_POLLS_BETWEEN_LOOKS", 3)
    fake.says_webhook_is_set = refused
    async with polling(fake, Store()) as poller:
        await until(lambda: polls(fake))
        fake.webhook = "https://clb.example/elsewhere"
        await until(lambda: poller.failure)
        assert "webhook" in (poller.failure or Failure(0, False, "")).detail
        still = polls(fake) + 4
        await until(lambda: polls(fake) > still)
        assert poller.failure is not None  # said until it is mended, not once in a while
        fake.webhook = ""
        await until(lambda: poller.failure is None)


async def test_refuses_to_start_with_a_token_zalo_does_not_know(fake: FakeZaloBot) -> None:
    client = ZaloClient("1:wrong", fake.url)
    with pytest.raises(OperatorError, match="CLB_ZALO_BOT_TOKEN"):
        await Poller(client, Store(), now, pause=hurry).run()
    await client.close()


async def test_waits_at_the_start_for_a_network_that_is_down(fake: FakeZaloBot) -> None:
    fake.trouble("getMe", Trouble.HTML, "403", Trouble.BROKEN_OFF)
    fake.trouble("getWebhookInfo", Trouble.BAD_GATEWAY)
    store = Store()
    await fake.say("sáng rồi")
    async with polling(fake, store):
        await until(lambda: store.kept)


async def test_a_message_being_stored_at_shutdown_is_kept(fake: FakeZaloBot) -> None:
    begun, kept = asyncio.Event(), list[Incoming]()

    async def slowly(messages: Sequence[Incoming]) -> None:
        begun.set()
        await asyncio.sleep(0.1)
        kept.extend(messages)

    await fake.say("tin cuối")
    async with client_of(fake) as client:
        running = asyncio.create_task(Poller(client, slowly, now, pause=hurry).run())
        await begun.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert [one.text for one in kept] == ["tin cuối"]


async def test_our_own_echo_and_updates_that_lie_are_passed_over(fake: FakeZaloBot) -> None:
    store = Store()
    await fake.say("chính mình", person=fake.bot_id)
    await fake.deliver({"event_name": 5, "message": ["không"]})
    await fake.say(12345, message_id=9007199254740993)
    async with polling(fake, store):
        await until(lambda: store.kept)
    assert [(one.text, one.message_id) for one in store.kept] == [("12345", "9007199254740993")]


async def test_the_poll_is_worded_as_zalo_wants_it(fake: FakeZaloBot) -> None:
    async with polling(fake, Store()):
        await until(lambda: polls(fake))
    assert ("getUpdates", {"timeout": "30"}) in fake.calls


async def test_logs_name_no_token_and_no_words(fake: FakeZaloBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store(failures_left=1)
    fake.trouble("getUpdates", Trouble.HTML, "401", Trouble.HALF, Trouble.REDIRECT)
    async with polling(fake, store):
        await until(lambda: not fake.troubles_left("getUpdates"))
        await fake.say("chuyện riêng")
        await until(lambda: store.kept)
    await fake.stop()
    async with client_of(fake) as client:
        failure = await client.post("getMe")
    assert "not stored (OSError)" in caplog.text
    assert fake.token not in caplog.text + repr(failure) + repr(client)
    assert "chuyện riêng" not in caplog.text
