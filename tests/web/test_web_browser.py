"""The chat as it is used: by finger, by keyboard, over a bad line, by two people on one screen."""

import re
from collections.abc import Sequence

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.web.backend import ChatLine
from tests.web.chromium import opened, serving
from tests.web.conversation import chart, play, prepare
from tests.web.in_memory_chat import InMemoryChat

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SENDING = "**/chat/api/leader/messages"


async def say(page: Page, text: str) -> None:
    await page.fill("#words-field", text)
    await page.keyboard.press("Enter")


async def test_choices_are_buttons_under_the_last_question_only(browser: Browser, chat: InMemoryChat) -> None:
    await play(chat)
    async with serving(chat) as port, opened(browser, port) as page:
        await expect(page.locator(".choice")).to_have_text(["1Đúng", "2Sửa"])
        chat.tell("leader", "Dạ, cháu nhắc bác mai có buổi họp ạ.")  # a notice leaves the question open
        await expect(page.locator(".theirs").last).to_contain_text("buổi họp")
        await page.click(".choice >> text=Đúng")
        await expect(page.locator(".choice")).to_have_text(["1Nộp", "2Sửa"])
        await page.click(".choice >> text=Nộp")
        await expect(page.locator(".theirs").last).to_contain_text("đã nộp báo cáo")
        await expect(page.locator(".choice")).to_have_count(0)
        assert [(said[2], said[3]) for said in chat.said[2:]] == [("Đúng", "yes"), ("Nộp", "submit")]
        await expect(page.locator(".day")).to_have_text(["Thứ Bảy, 28/11/2026", "Chủ nhật, 29/11/2026"])


async def test_the_keyboard_alone_is_enough(browser: Browser, chat: InMemoryChat) -> None:
    prepare(chat)
    async with serving(chat) as port, opened(browser, port) as page:
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        assert await page.locator(".skip").evaluate("one => one.getBoundingClientRect().top >= 0")
        await page.keyboard.press("Enter")
        await expect(page.locator("#words-field")).to_be_focused()
        await page.keyboard.type("dòng một")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("dòng hai")
        await page.keyboard.press("Enter")
        await expect(page.locator("#log .mine .said")).to_have_text(
            re.compile("dòng một.*dòng hai", re.DOTALL)
        )
        assert chat.said[0][2] == "dòng một\ndòng hai"
        assert await page.locator("#log .mine .said").inner_text() == "dòng một\ndòng hai"
        await page.keyboard.type("báo cáo")
        await page.keyboard.press("Enter")
        await expect(page.locator(".choice")).to_have_count(2)
        await page.locator(".choice").first.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".choice >> text=Nộp")).to_be_visible()
        await expect(page.locator("#words-field")).to_be_focused()


async def test_markup_in_names_and_words_stays_text(browser: Browser, chat: InMemoryChat) -> None:
    evil = "<img src=x onerror=alert(1)><b>đậm</b>"
    prepare(chat)
    chat.replies["hỏi"] = (f"Bác chọn:\n1. {evil}", ((evil, "tap"),))
    chat.hold("a.txt", b"x")
    async with serving(chat) as port, opened(browser, port, path="/chat?as=stranger") as page:
        await expect(page.locator("#person-title")).to_have_text("<b>Người lạ</b>")
        await say(page, evil)
        await expect(page.locator("#log .mine .said")).to_have_text(evil)
        await say(page, "hỏi")
        await expect(page.locator(".choice")).to_have_text(f"1{evil}")
        assert await page.locator("#log img, #log b").count() == 0


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


async def test_the_clock_goes_forward_in_sight_of_all(browser: Browser, chat: InMemoryChat) -> None:
    async with serving(chat) as port, opened(browser, port, (1280, 800)) as page:
        sign = page.locator(".phone-clock")
        await expect(sign).to_contain_text("08:30 Thứ Bảy, 28/11/2026")
        await page.click("text=+1 giờ")
        await expect(sign).to_contain_text("09:30")
        await page.click("text=Sáng thứ Hai tới")
        await expect(sign).to_contain_text("08:00 Thứ Hai, 30/11/2026")
        await expect(page.locator(".theirs").last).to_contain_text("cháu nhắc bác")
        await page.fill("#clock-to", "2026-11-01T08:00")
        await page.click(".to button")
        await expect(page.locator("#clock-note")).to_contain_text("chỉ chuyển tới được")
        await page.fill("#clock-to", "2026-12-05T07:00")
        await page.keyboard.press("Enter")
        await expect(sign).to_contain_text("07:00 Thứ Bảy, 5/12/2026")


async def test_a_photo_rides_along(browser: Browser, chat: InMemoryChat) -> None:
    async with serving(chat) as port, opened(browser, port) as page:
        await page.set_input_files(
            "#photo", {"name": "thu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
        )
        await expect(page.locator("#composer-note")).to_contain_text("JPG, PNG, WebP, HEIC")
        picture = {"name": "phieu.png", "mimeType": "image/png", "buffer": chart()}
        await page.set_input_files("#photo", picture)  # type: ignore[arg-type]  # the stub wants its own TypedDict
        await expect(page.locator("#photo-preview")).to_be_visible()
        await say(page, "phiếu thu số 14")
        drawn = page.locator("#log .mine .picture img")
        await expect(drawn).to_be_visible()
        assert await drawn.evaluate("one => one.decode().then(() => one.naturalWidth)") == 640
        await expect(page.locator("#photo-chosen")).to_be_hidden()
        assert chat.said[0][2:] == ("phiếu thu số 14", "", chart())


async def test_two_people_keep_their_own_talks(browser: Browser, chat: InMemoryChat) -> None:
    chat.tell("leader", "tin của bác Bình")
    async with serving(chat) as port, opened(browser, port) as page:
        await expect(page.locator(".theirs .said")).to_have_text("tin của bác Bình")
        await page.click("[aria-controls=people]")
        await page.click("[data-handle=treasurer]")
        await expect(page.locator("#person-subtitle")).to_have_text("thủ quỹ CLB thôn Khổng")
        await expect(page.locator(".line")).to_have_count(0)
        await page.click("#starters >> text=quỹ")
        await expect(page.locator("#log .mine .said")).to_have_text("quỹ")
        assert page.url.endswith("?as=treasurer")
        await page.reload()
        await expect(page.locator("#person-title")).to_have_text("Bác Hòa")
        assert [said[0] for said in chat.said] == ["treasurer"]
