"""The chat over a bad line: nothing is doubled, lost or missed, and what was refused can be mended."""

from collections.abc import Sequence

import pytest
from playwright.async_api import Browser, Route, expect

from bot.web.backend import ChatLine
from tests.web.chromium import opened, serving
from tests.web.in_memory_chat import InMemoryChat
from tests.web.typing_words import SENDING, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_lost_answer_does_not_double_the_message(
    browser: Browser, chat: InMemoryChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[int] = []
    read = chat.messages

    async def read_late(handle: str, after: str, limit: int = 200) -> Sequence[ChatLine]:
        return await read(handle, after, limit) if len(lost) > 1 else []

    async def lose_first_answer(route: Route) -> None:
        answer = await route.fetch()
        lost.append(answer.status)
        await (route.abort() if len(lost) == 1 else route.fulfill(response=answer))

    async with serving(chat) as port, opened(browser, port) as page:
        await page.route(SENDING, lose_first_answer)
        monkeypatch.setattr(chat, "messages", read_late)
        async with page.expect_response(SENDING):
            await say(page, "thu 500k")
        chat.tell("leader", "Dạ, cháu đây ạ.")
        await expect(page.locator(".mine")).to_have_count(1)
        assert lost == [200, 200]
        assert len(chat.said) == 1


async def test_what_could_not_be_sent_waits_for_a_tap(browser: Browser, chat: InMemoryChat) -> None:
    chat.down = True
    async with serving(chat) as port, opened(browser, port) as page:
        await say(page, "chào cháu")
        await expect(page.locator(".state")).to_have_text("đang gửi…")
        again = page.locator(".again")
        await expect(again).to_have_text("Chưa gửi được, bấm để gửi lại")
        chat.down = False
        await again.click()
        await expect(page.locator("#log .mine")).to_have_count(1)
        await expect(page.locator("#unsent .line")).to_have_count(0)
        assert len(chat.said) == 1


async def test_unsent_words_survive_a_reload(browser: Browser, chat: InMemoryChat) -> None:
    chat.down = True
    async with serving(chat) as port, opened(browser, port) as page:
        await say(page, "nhớ giúp bác")
        await page.wait_for_selector("#unsent .line")
        chat.down = False
        await page.reload()
        await expect(page.locator("#log .mine .said")).to_have_text("nhớ giúp bác")
        await page.reload()
        await expect(page.locator("#log .mine .said")).to_have_text("nhớ giúp bác")
        assert len(chat.said) == 1


async def test_words_refused_can_be_mended(browser: Browser, chat: InMemoryChat) -> None:
    async with serving(chat) as port, opened(browser, port) as page:
        await page.fill("#words-field", "dài " * 2_000)
        await page.click(".send")
        await expect(page.locator(".refused")).to_contain_text("Bác chia thành vài tin ngắn")
        await page.click("text=Sửa tin này")
        assert (await page.input_value("#words-field")).startswith("dài dài")
        await expect(page.locator("#unsent .line")).to_have_count(0)


async def test_a_broken_line_heals_and_nothing_is_missed(browser: Browser, chat: InMemoryChat) -> None:
    chat.tell("leader", "trước")
    async with serving(chat) as port:
        page_opened = opened(browser, port)
        page = await page_opened.__aenter__()
    await expect(page.locator("#line-state")).to_contain_text("Mất kết nối")
    chat.tell("leader", "trong lúc mất")
    async with serving(chat, port):
        await expect(page.locator(".theirs .said")).to_have_text(["trước", "trong lúc mất"])
        await expect(page.locator("#line-state")).to_contain_text("Đã nối lại")
        await page_opened.__aexit__(None, None, None)
