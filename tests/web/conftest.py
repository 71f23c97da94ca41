"""A chat in memory, a test client in front of it, and one Chromium for all pages."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.web.server import web_app
from tests.web.in_memory_chat import InMemoryChat
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from playwright.async_api import Browser


@pytest.fixture
def chat(tmp_path: Path) -> InMemoryChat:
    return InMemoryChat(tmp_path)


@pytest.fixture
async def visitor(chat: InMemoryChat) -> AsyncIterator[Visitor]:
    async def ready() -> bool:
        return not chat.down

    app = web_app(chat, ready=ready, metrics=lambda: "clb_messages_total 3\n")
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator["Browser"]:
    from tests.web.chromium import launched

    async with launched() as one:
        yield one
