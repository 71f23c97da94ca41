"""The browser and the terminal pass the table every channel passes."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.assembly import assemble
from bot.channel import Outcome, Sent
from bot.chat_backend import DemoBackend, WebChat
from bot.clock import DEFAULT_ZONE, DemoClock
from bot.runtime import Runtime
from bot.terminal import Terminal, typed
from bot.web.server import web_app
from handlers.messages import Incoming, Kind, Outgoing
from storage.database import open_database
from storage.messages import Letter, add_letters
from tests.channels.cases import (
    RECEIVE_CASES,
    SEND_CASES,
    Ability,
    FromPerson,
    ReceiveCase,
    SendCase,
    Trouble,
)
from tests.channels.checks import Shown, check_receive, check_send, one_pixel_png
from tests.channels.photo_cases import PHOTO_CASES, PhotoCase, PhotoTrouble, check_photo
from tests.talks.conversation import moment
from tests.talks.demo_file import make_demo
from tests.web.visitor import Visitor

HANDLE = "treasurer"
NOW = moment("2026-11-21 09:00")
WEB = frozenset({Ability.BUTTONS, Ability.PHOTOS_IN, Ability.PICTURES_OUT, Ability.FILES_OUT})


@dataclass
class WebDriver:
    """A page's own requests against the real server, database and outbox."""

    client: Visitor
    runtime: Runtime
    heard: list[Incoming]
    abilities: frozenset[Ability] = WEB
    address: str = HANDLE
    photos: Path = Path()
    refused: list[bool] = field(default_factory=list)

    async def deliver(self, message: FromPerson) -> bool:
        said = {"id": f"message-{message.number}", "text": message.text, "tap": message.tap}
        body = FormData(said) if message.kind is Kind.PHOTO else None
        if body is not None:
            body.add_field("photo", one_pixel_png(), filename="phieu.png", content_type="image/png")
        posted = {"data": body} if body is not None else {"json": said}
        answer = await self.client.post(f"/chat/api/{HANDLE}/messages", **posted)
        return answer.status == 200

    def received(self) -> list[Incoming]:
        return self.heard

    async def send_photo(self, content: bytes, trouble: PhotoTrouble) -> None:
        body = FormData({"id": "message-1", "text": ""})
        body.add_field("photo", BytesIO(content), filename="phieu.png", content_type="image/png")
        answer = await self.client.post(f"/chat/api/{HANDLE}/messages", data=body)
        if answer.status != 200:
            assert (await answer.json())["sentence"].endswith("ạ.")
            self.refused.append(answer.status == 413)

    def kept(self) -> list[bytes]:
        return [path.read_bytes() for path in self.photos.glob("*")]

    def told(self) -> list[bool]:
        return self.refused

    async def send(self, message: Outgoing, trouble: Trouble) -> Sent:
        assert trouble is Trouble.NONE
        now = self.runtime.clock.now()
        letter = Letter("case", 1, "web", HANDLE, "notice", message, now)
        async with self.runtime.assistant.database.write() as connection:
            await add_letters(connection, [letter], now)
        await self.runtime.deliver()
        page = await (await self.client.get(f"/chat/api/{HANDLE}/messages")).json()
        self.lines = page["lines"]
        return Sent(Outcome.SENT if self.lines else Outcome.LATER, provider_id="shown")

    def shown(self) -> Shown:
        texts = tuple(line["text"] for line in self.lines)
        buttons = tuple((choice["label"], choice["tap"]) for choice in self.lines[-1]["choices"])
        return Shown(texts, buttons, tuple(file["name"] for file in self.lines[-1]["files"]))


@pytest.fixture
async def web(sqlite_url: str, tmp_path: Path) -> AsyncIterator[WebDriver]:
    await make_demo(sqlite_url)
    database, chat, clock = open_database(sqlite_url), WebChat(), DemoClock(NOW)
    runtime = Runtime(assemble(database, DEFAULT_ZONE), [chat], clock, delivered=chat.delivered)
    heard: list[Incoming] = []
    store = runtime.receive

    async def listening(messages: Sequence[Incoming]) -> None:
        heard.extend(messages)
        await store(messages)

    runtime.receive = listening  # type: ignore[method-assign]  # the test listens at the door of the inbox
    backend = DemoBackend(runtime, chat, clock, tmp_path / "photos")
    await backend.load()
    app = web_app(backend, ready=runtime.ready, metrics=runtime.metrics)
    async with TestClient(TestServer(app)) as client:
        yield WebDriver(client, runtime, heard, photos=tmp_path / "photos")
    await database.dispose()


@pytest.mark.parametrize("case", RECEIVE_CASES, ids=lambda case: case.name)
async def test_the_browser_receives(case: ReceiveCase, web: WebDriver) -> None:
    await check_receive(case, web)


@pytest.mark.parametrize("case", PHOTO_CASES, ids=lambda case: case.name)
async def test_photos_in_the_browser(case: PhotoCase, web: WebDriver) -> None:
    await check_photo(case, web)


@pytest.mark.parametrize("case", SEND_CASES, ids=lambda case: case.name)
async def test_the_browser_sends(case: SendCase, web: WebDriver, tmp_path: Path) -> None:
    await check_send(case, web, tmp_path)


@dataclass
class TerminalDriver:
    """Lines typed at the prompt, replies as they are collected for printing."""

    abilities: frozenset[Ability] = frozenset({Ability.PICTURES_OUT, Ability.FILES_OUT})
    address: str = HANDLE
    heard: list[Incoming] = field(default_factory=list)
    channel: Terminal = field(default_factory=Terminal)

    async def deliver(self, message: FromPerson) -> bool:
        self.heard.append(typed(HANDLE, message.text, f"message-{message.number}", NOW))
        return True

    def received(self) -> list[Incoming]:
        return self.heard

    async def send(self, message: Outgoing, trouble: Trouble) -> Sent:
        return await self.channel.send(HANDLE, message)

    def shown(self) -> Shown:
        taken = self.channel.take()
        files = tuple(Path(name).name for one in taken for name in one.files)
        return Shown(tuple(one.text for one in taken), (), files)


@pytest.mark.parametrize("case", RECEIVE_CASES, ids=lambda case: case.name)
async def test_the_terminal_receives(case: ReceiveCase) -> None:
    await check_receive(case, TerminalDriver())


@pytest.mark.parametrize("case", SEND_CASES, ids=lambda case: case.name)
async def test_the_terminal_sends(case: SendCase, tmp_path: Path) -> None:
    await check_send(case, TerminalDriver(), tmp_path)
