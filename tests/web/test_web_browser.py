"""The chat as it is used: by finger, by keyboard, with a photo, by two people on one screen."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.web.chromium import opened, serving
from tests.web.conversation import chart, play, prepare
from tests.web.in_memory_chat import InMemoryChat
from tests.web.typing_words import say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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
