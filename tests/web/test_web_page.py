"""The page, its parts, the files in messages, health; and that every sentence asked for has been written."""

import json
import re
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.pages import page_words
from bot.web.refusals import Refusal
from bot.web.server import serve, web_app
from tests.web.in_memory_chat import InMemoryChat
from tests.web.visitor import Visitor


async def test_files_are_shown_or_downloaded(visitor: Visitor, chat: InMemoryChat) -> None:
    for name, disposition in (
        ("quy.png", "inline"),
        ("bao-cao.docx", "attachment"),
        ("trang.html", "attachment"),
    ):
        async with visitor.get(chat.hold(name, b"content").url) as response:
            assert (response.status, await response.read()) == (200, b"content")
            assert response.headers["Content-Disposition"] == disposition
            assert "sandbox" in response.headers["Content-Security-Policy"]
    for token in ("missing", "..%2F..%2Fetc%2Fpasswd"):
        async with visitor.get(f"/chat/file/{token}") as response:
            assert (response.status, (await response.json())["error"]) == (404, "no_such_file")


async def test_the_page_carries_names_as_text_and_nothing_from_elsewhere(visitor: Visitor) -> None:
    async with visitor.get("/") as response:
        html, policy = await response.text(), response.headers["Content-Security-Policy"]
    assert response.url.path == "/chat"
    assert "<b>Người lạ" not in html
    assert "&lt;b&gt;Người lạ" in html
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"\son\w+=|\sstyle=|https?://", html)
    assert "tên và số tiền là giả định" in html
    for part in re.findall(r'(?:src|href)="(/chat/page/[^"]+)"', html):
        async with visitor.get(part) as found:
            assert found.status == 200


async def test_parts_are_cached_by_mark_and_only_known_ones_served(visitor: Visitor) -> None:
    async with visitor.get("/chat/page/chat.js") as response:
        mark = response.headers["ETag"]
        assert response.content_type == "text/javascript"
    async with visitor.get("/chat/page/chat.js", headers={"If-None-Match": mark}) as response:
        assert response.status == 304
    for name in ("chat.html", "words.json", "..%2F__init__.py"):
        async with visitor.get(f"/chat/page/{name}") as response:
            assert response.status == 404


async def test_state_names_everybody(visitor: Visitor) -> None:
    async with visitor.get("/chat/api/state") as response:
        state = await response.json()
    assert [person["handle"] for person in state["people"]] == ["leader", "treasurer", "commune", "stranger"]


async def test_health(visitor: Visitor, chat: InMemoryChat) -> None:
    for path, text in (("/healthz", "ok"), ("/readyz", "ready"), ("/metrics", "clb_messages_total 3\n")):
        async with visitor.get(path) as response:
            assert (response.status, await response.text()) == (200, text)
    chat.down = True
    async with visitor.get("/readyz") as response:
        assert response.status == 503


async def test_without_a_backend_there_is_no_page_but_webhooks_and_health() -> None:
    async def webhook(request: web.Request) -> web.Response:
        return web.json_response(await request.json())

    async def ready() -> bool:
        return True

    app = web_app(None, [web.post("/zalo/bot/webhook", webhook)], ready=ready, metrics=str)
    async with TestClient(TestServer(app)) as client:
        elsewhere = {"Origin": "https://zalo.example", "Sec-Fetch-Site": "cross-site"}
        async with client.post("/zalo/bot/webhook", json={"a": 1}, headers=elsewhere) as response:
            assert (response.status, await response.json()) == (200, {"a": 1})
        for path, status in (("/chat", 404), ("/", 404), ("/healthz", 200)):
            async with client.get(path) as response:
                assert response.status == status


async def test_serve_listens_on_this_machine_and_stops(chat: InMemoryChat) -> None:
    async def ready() -> bool:
        return True

    async with serve(web_app(chat, ready=ready, metrics=str), port=0) as port:
        assert port > 0
        with pytest.raises(OSError):  # noqa: PT011 - the number of "address in use" differs between systems
            async with serve(web_app(chat, ready=ready, metrics=str), port=port):
                pass


def test_every_refusal_has_words_and_every_word_a_refusal() -> None:
    def all_kinds(kind: type[Refusal]) -> set[str]:
        return {kind.wording}.union(*map(all_kinds, kind.__subclasses__()))

    assert all_kinds(Refusal) == set(page_words()["refusals"])


def test_every_sentence_the_scripts_ask_for_is_there() -> None:
    folder = Path(__file__).parents[2] / "templates" / "web"
    scripts = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", scripts)) - {"find", "trim", "js", "json"}
    kept = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    assert asked == set(kept) - {"refusals"}
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", scripts)
