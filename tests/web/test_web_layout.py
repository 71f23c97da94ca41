"""The page as it is drawn: readable, touchable, nothing cut off; small phone and wide screen, day and night.

Set CLB_SCREENSHOTS to a folder to keep the pictures and look at them.
"""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from tests.web.chromium import opened, serving
from tests.web.conversation import play
from tests.web.in_memory_chat import InMemoryChat
from tests.web.test_web_contrast import ratio

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = [(360, 740), (1280, 800)]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SCREENS = [(*size, scheme) for size in (*SIZES, (412, 915)) for scheme in SCHEMES]
LETTERS = "one => parseFloat(getComputedStyle(one).fontSize)"
FOCUSED = """() => {
  const one = document.activeElement;
  return [one.outerHTML.slice(0, 90), parseFloat(getComputedStyle(one).outlineWidth)];
}"""

# Every piece of text that can be seen: its words, size in px, and its colour and the one behind it as drawn.
WORDS_IN_SIGHT = """() => {
  const two = (part) => (+part).toString(16).padStart(2, "0");
  const hex = (rgb) => "#" + rgb.match(/\\d+/g).slice(0, 3).map(two).join("");
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (!colour.endsWith(", 0)")) return hex(colour);
    }
    return "#ffffff";
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
    const box = holder.getBoundingClientRect(), style = getComputedStyle(holder);
    if (!words || box.width < 4 || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (holder.closest(".skip, script, .hidden-words, .quiet span")) continue;
    found.push({ words, size: parseFloat(style.fontSize), ink: hex(style.color), behind: behind(holder) });
  }
  return found;
}"""

# Buttons and fields in sight: their names and sizes in px.
TARGETS_IN_SIGHT = """() => [...document.querySelectorAll("button, input, textarea, a.file")]
  .filter((one) => one.checkVisibility()).map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return { name: one.outerHTML.slice(0, 60), width, height };
  })"""

# Whatever sticks out of the page to the right.
STICKING_OUT = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)
  .filter((one) => !one.closest(".hidden-words")).map((one) => one.outerHTML.slice(0, 80))"""


async def keep_picture(page: Page, name: str, tmp_path: Path) -> None:
    folder = os.environ.get("CLB_SCREENSHOTS", str(tmp_path))  # playwright makes it
    await page.screenshot(path=f"{folder}/{name}.png")


async def assert_readable(page: Page) -> None:
    found = await page.evaluate(WORDS_IN_SIGHT)
    assert len(found) > 12
    for piece in found:
        assert piece["size"] >= 18, piece
        assert ratio(piece["ink"], piece["behind"]) >= 7, piece


async def assert_fits(page: Page) -> None:
    assert await page.evaluate(STICKING_OUT) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in await page.evaluate(TARGETS_IN_SIGHT):
        assert target["width"] >= 44, target
        assert target["height"] >= 44, target


async def test_everything_is_readable_and_fits(browser: Browser, chat: InMemoryChat, tmp_path: Path) -> None:
    await play(chat)
    async with serving(chat) as port, opened(browser, port) as page:
        await page.wait_for_selector(".choice")
        for width, height, scheme in SCREENS:
            await page.set_viewport_size({"width": width, "height": height})
            await page.emulate_media(color_scheme=scheme)
            await keep_picture(page, f"chat-{width}-{scheme}", tmp_path)
            await assert_readable(page)
            await assert_fits(page)


async def test_what_unfolds_fits_too(browser: Browser, chat: InMemoryChat, tmp_path: Path) -> None:
    async with serving(chat) as port, opened(browser, port) as page:
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            await keep_picture(page, f"welcome-{scheme}", tmp_path)
            for part in ("people", "clock"):
                await page.click(f"[aria-controls={part}]")
                await keep_picture(page, f"{part}-{scheme}", tmp_path)
                await assert_readable(page)
                await assert_fits(page)
                await page.keyboard.press("Escape")
                assert not await page.is_visible(f"#{part}")


async def test_letters_grow_are_remembered_and_still_fit(
    browser: Browser, chat: InMemoryChat, tmp_path: Path
) -> None:
    await play(chat)
    async with serving(chat) as port, opened(browser, port) as page:
        before = await page.locator(".said").last.evaluate(LETTERS)
        await page.focus("#larger")
        for _ in range(7):  # two more than there are sizes
            await page.keyboard.press("Enter")
        await page.reload()
        await page.wait_for_selector(".choice")
        assert await page.locator(".said").last.evaluate(LETTERS) == pytest.approx(2 * before)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            await keep_picture(page, f"large-{width}", tmp_path)
            await assert_fits(page)
            field = await page.locator("#words-field").bounding_box()
            talk = await page.locator("#scroll").bounding_box()
            assert field is not None
            assert field["y"] + field["height"] <= height
            assert talk is not None
            assert talk["height"] >= 0.4 * height
        await page.click("#smaller")
        assert await page.evaluate("document.documentElement.dataset.size") == "4"


async def test_focus_is_seen_at_every_stop(browser: Browser, chat: InMemoryChat) -> None:
    await play(chat)
    async with serving(chat) as port, opened(browser, port) as page:
        await page.wait_for_selector(".choice")
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            assert len(await stops(page)) >= 10


async def stops(page: Page) -> set[str]:
    """Everything Tab comes by, once around; each must be seen to have the focus."""
    found: set[str] = set()
    for _ in range(40):
        await page.keyboard.press("Tab")
        name, outline = await page.evaluate(FOCUSED)
        if name.startswith("<body"):
            break
        assert outline >= 3, name
        found.add(name)
    return found


async def test_trouble_looks_calm(browser: Browser, chat: InMemoryChat, tmp_path: Path) -> None:
    chat.down = True
    async with serving(chat) as port, opened(browser, port) as page:
        await page.fill("#words-field", "thu 500k hội phí tháng 11")
        await page.keyboard.press("Enter")
        await page.fill("#words-field", "a" * 5_000)
        chat.down = False
        await page.evaluate("document.getElementById('composer').requestSubmit()")
        await page.wait_for_selector(".refused")
        await keep_picture(page, "refused", tmp_path)
        await assert_fits(page)
        await assert_readable(page)
