"""The webhook lets only Telegram in, and answers every shape of call with the right status."""

import asyncio
import io
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestClient, TestServer

from bot.errors import OperatorError
from bot.telegram.webhook import LARGEST_BODY, PATH, PROOF_HEADER, webhook_route
from tests.channels.telegram_drivers import CHAT, SECRET, Store, now
from tests.fakes.telegram_world import World

PROOF = {PROOF_HEADER: SECRET}


class Page:
    """A server with our route, and what it stored."""

    def __init__(self, client: TestClient[web.Request, web.Application], store: Store) -> None:
        self.client, self.store = client, store

    async def post(self, body: bytes, headers: dict[str, str]) -> int:
        return (await self.client.post(PATH, data=io.BytesIO(body), headers=headers)).status


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    store = Store()
    app = web.Application()
    app.add_routes([webhook_route(store, SECRET, now)])
    async with TestClient(TestServer(app)) as client:
        yield Page(client, store)


def update(text: str = "xin chào") -> bytes:
    world = World()
    world.say(CHAT, text)
    return json.dumps(world.waiting[0]).encode()


async def test_takes_what_telegram_sends(page: Page) -> None:
    assert await page.post(update(), PROOF) == 200
    assert page.store.texts() == ["xin chào"]


@pytest.mark.parametrize("proof", [{}, {PROOF_HEADER: ""}, {PROOF_HEADER: SECRET[:-1]}, {PROOF_HEADER: "é"}])
async def test_turns_strangers_away(page: Page, proof: dict[str, str]) -> None:
    assert await page.post(update(), proof) == 401
    assert page.store.kept == []


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"null"])
async def test_refuses_what_is_no_update(page: Page, body: bytes) -> None:
    assert await page.post(body, PROOF) == 400
    assert page.store.kept == []


async def test_refuses_a_body_larger_than_a_megabyte(page: Page) -> None:
    assert await page.post(b" " * (LARGEST_BODY + 1), PROOF) == 413
    assert await page.post(update("a" * 4000).ljust(LARGEST_BODY), PROOF) == 200


@pytest.mark.parametrize("body", [b'{"update_id": 1}', b'{"update_id": 1, "a_kind_of_2030": {}}', b"{}"])
async def test_acknowledges_what_concerns_nobody(page: Page, body: bytes) -> None:
    expected = 400 if body == b"{}" else 200
    assert await page.post(body, PROOF) == expected
    assert page.store.kept == []


async def test_only_post(page: Page) -> None:
    answer = await page.client.get(PATH, headers=PROOF)
    assert answer.status == 405


async def test_survives_a_caller_who_hangs_up(page: Page) -> None:
    async with ClientSession() as session:
        url = page.client.make_url(PATH)
        with pytest.raises(TimeoutError):
            await session.post(url, data=never_ending(), headers=PROOF, timeout=ClientTimeout(total=0.1))
    assert await page.post(update(), PROOF) == 200


async def never_ending() -> AsyncIterator[bytes]:
    yield b'{"update_id"'
    await asyncio.sleep(60)


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(OperatorError, match="CLB_TELEGRAM_SECRET"):
        webhook_route(Store(), "", now)
