"""Zalo Bot passes the table every channel passes, receiving by polling and by webhook."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.cases import RECEIVE_CASES, SEND_CASES, ReceiveCase, SendCase
from tests.channels.checks import check_receive, check_send
from tests.channels.zalo_bot_drivers import PollingDriver, SendingDriver, WebhookDriver
from tests.channels.zalo_bot_rig import Store, listening, polling, sending
from tests.fakes.zalo_bot import FakeZaloBot


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    server = await FakeZaloBot().start()
    yield server
    await server.stop()


@pytest.mark.parametrize("case", RECEIVE_CASES, ids=lambda case: case.name)
async def test_receives_by_polling(case: ReceiveCase, fake: FakeZaloBot) -> None:
    store = Store()
    async with polling(fake, store):
        await check_receive(case, PollingDriver(fake, store))


@pytest.mark.parametrize("case", RECEIVE_CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("wrapped", [False, True], ids=["unwrapped", "wrapped"])
async def test_receives_by_webhook(case: ReceiveCase, wrapped: bool, fake: FakeZaloBot) -> None:
    store, fake.wrapped = Store(), wrapped
    async with listening(fake, store):
        await check_receive(case, WebhookDriver(fake, store))


@pytest.mark.parametrize("case", SEND_CASES, ids=lambda case: case.name)
async def test_sends(case: SendCase, fake: FakeZaloBot, tmp_path: Path) -> None:
    async with sending(fake, tmp_path) as channel:
        await check_send(case, SendingDriver(fake, channel), tmp_path)
        await fake.settle()
