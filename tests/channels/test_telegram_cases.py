"""Telegram passes the table every channel passes, receiving by polling and by webhook."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.cases import RECEIVE_CASES, SEND_CASES, ReceiveCase, SendCase
from tests.channels.checks import check_receive, check_send
from tests.channels.telegram_drivers import (
    CHAT,
    PollingDriver,
    SendingDriver,
    Store,
    WebhookDriver,
    listening,
    opened,
    polling,
)
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server
        assert server.complaints == []  # PTB's reading of the Bot API had nothing to say against any call


@pytest.mark.parametrize("case", RECEIVE_CASES, ids=lambda case: case.name)
async def test_receives_by_polling(case: ReceiveCase, fake: FakeTelegram) -> None:
    store = Store()
    async with polling(fake, store):
        await check_receive(case, PollingDriver(fake, store))


@pytest.mark.parametrize("case", RECEIVE_CASES, ids=lambda case: case.name)
async def test_receives_by_webhook(case: ReceiveCase, fake: FakeTelegram) -> None:
    store = Store()
    async with listening(fake, store):
        await check_receive(case, WebhookDriver(fake, store))


@pytest.mark.parametrize("case", SEND_CASES, ids=lambda case: case.name)
async def test_sends(case: SendCase, fake: FakeTelegram, tmp_path: Path) -> None:
    fake.world.open(CHAT)
    async with opened(fake) as channel:
        await check_send(case, SendingDriver(fake, channel), tmp_path)
