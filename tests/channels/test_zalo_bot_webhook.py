"""Zalo's webhook: only what is stored is acknowledged, only who knows the secret is heard."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.errors import OperatorError
from bot.zalo_bot.webhook import PATH, webhook_route
from handlers.messages import Incoming
from tests.channels.zalo_bot_rig import SECRET, Store, hand_over, listening, now, serving
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_bot_platform import LAN
from tests.fakes.zalo_bot_rules import event

HEADERS = {"X-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    server = await FakeZaloBot().start()
    yield server
    await server.stop()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def address(fake: FakeZaloBot, store: Store) -> AsyncIterator[str]:
    async with listening(fake, store) as url:
        yield url


async def posted(address: str, body: bytes, headers: dict[str, str]) -> int:
    async with ClientSession() as session, session.post(address, data=body, headers=headers) as response:
        return response.status


@pytest.mark.parametrize("headers", [{}, HEADERS], ids=["without_secret", "with_secret"])
async def test_an_empty_probe_is_welcome(address: str, store: Store, headers: dict[str, str]) -> None:
    assert await posted(address, b"", headers) == 200
    assert store.kept == []


@pytest.mark.parametrize("secret", ["", "guess", SECRET[:-1], SECRET + "x", SECRET.upper(), "bí mật"])
async def test_a_forged_message_is_turned_away(address: str, store: Store, secret: str) -> None:
    body = json.dumps(event("text", LAN, "m1", 1789033572455, text="chi 10 triệu")).encode()
    assert await posted(address, body, {**HEADERS, "X-Bot-Api-Secret-Token": secret}) == 401
    assert await posted(address, body, {"Content-Type": "application/json"}) == 401
    assert store.kept == []


async def test_a_replay_keeps_its_id_so_that_the_inbox_drops_it(
    fake: FakeZaloBot, address: str, store: Store
) -> None:
    update = fake.event("text", LAN, text="500 nghìn")
    without_id = fake.event("text", LAN, text="500 nghìn")
    del without_id["message"]["message_id"]
    for one in (update, update, without_id, without_id):
        assert await fake.deliver(one) == 200
    ids = [one.message_id for one in store.kept]
    assert ids[0] == ids[1] != ids[2] == ids[3]


async def test_a_late_message_keeps_its_own_day(fake: FakeZaloBot, address: str, store: Store) -> None:
    await fake.say("hôm qua thu 200 nghìn", date_ms=1789033572455)
    assert store.kept[0].at.isoformat() == "2026-09-10T09:46:12.455000+00:00"


@pytest.mark.parametrize("secret, status", [(SECRET, 413), ("forged", 401)])
async def test_ten_megabytes_are_not_swallowed(address: str, store: Store, secret: str, status: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(address).port)
    lines = (
        f"POST {PATH} HTTP/1.1",
        "Host: x",
        f"X-Bot-Api-Secret-Token: {secret}",
        "Content-Length: 10000000",
    )
    head = "\r\n".join(lines) + "\r\n\r\n"
    writer.write(head.encode() + b"[" * 400_000)
    await writer.drain()
    assert (await asyncio.wait_for(reader.readline(), 3)).split()[1] == str(status).encode()
    writer.close()
    assert store.kept == []


BAD_BODIES = [b"{", b"\xff\xfe", b"[" * 100_000, b"<html>", b'{"message": ' + b"9" * 5000 + b"}", b" "]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
async def test_what_is_no_json_is_said_to_be_none(address: str, store: Store, body: bytes) -> None:
    assert await posted(address, body, HEADERS) == 400
    assert store.kept == []


LIES = [
    "null",
    "[]",
    "7",
    '{"message": 5}',
    '{"event_name": "user.left", "message": {"from": {"id": "a"}, "chat": {"id": "a"}}}',
    '{"event_name": "message.text.received", "message": {"from": {"id": ["a"]}, "chat": {"id": {}}}}',
    '{"event_name": "message.text.received", "message": {"from": {"id": true}, "text": "x"}}',
    '{"ok": true, "result": {"result": {"result": {"result": {"message": {"from": {"id": "a"}}}}}}}',
]


@pytest.mark.parametrize("body", LIES)
async def test_what_is_nothing_for_us_is_a_quiet_200(address: str, store: Store, body: str) -> None:
    assert await posted(address, body.encode(), HEADERS) == 200
    assert store.kept == []


async def test_what_cannot_be_stored_is_not_acknowledged(
    fake: FakeZaloBot, address: str, store: Store
) -> None:
    store.failures_left = 1
    update = fake.event("text", LAN, text="500 nghìn")
    assert await fake.deliver(update) == 503
    assert await fake.deliver(update) == 200
    assert store.texts() == ["500 nghìn"]


async def test_acknowledged_after_storing_and_within_a_second(fake: FakeZaloBot) -> None:
    stored_at: list[float] = []

    async def fsync(messages: Sequence[Incoming]) -> None:
        await asyncio.sleep(0.02)
        stored_at.append(time.monotonic())

    async with serving(webhook_route(fsync, SECRET, now)) as url:
        fake.webhook, fake.secret = url + PATH, SECRET
        began = time.monotonic()
        statuses = await asyncio.gather(*(fake.say(f"tin {n}") for n in range(10)))
        ended = time.monotonic()
    assert statuses == [200] * 10
    assert max(stored_at) <= ended
    assert ended - began < 1.0


async def test_zalo_probes_the_webhook_it_is_given(fake: FakeZaloBot, store: Store) -> None:
    async with serving(webhook_route(store, SECRET, now)) as url:
        for fake.probe_with_secret in (False, True):
            assert await hand_over(fake, url) == ""
        assert await fake.say("thông rồi") == 200
    assert store.texts() == ["thông rồi"]


async def test_a_failed_probe_is_put_into_words_though_the_webhook_stays(fake: FakeZaloBot) -> None:
    async with serving() as url:
        assert "proxy passes /zalo/bot/webhook" in await hand_over(fake, url)
    assert "nobody answers there" in await hand_over(fake, "http://127.0.0.1:9")
    assert fake.webhook == "http://127.0.0.1:9/zalo/bot/webhook"


async def test_a_webhook_needs_https_and_a_long_secret(fake: FakeZaloBot, store: Store) -> None:
    with pytest.raises(OperatorError, match="https"):
        await hand_over(fake, "http://clb.example")
    for secret in ("", "short", "x" * 257, "tám chữ cái có dấu"):
        with pytest.raises(OperatorError, match="CLB_ZALO_BOT_SECRET"):
            webhook_route(store, secret, now)
