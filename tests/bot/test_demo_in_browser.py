"""`clb demo` as people first see it: a real process, a real browser, the report filed by thumb."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.bot.processes import clb
from tests.web.chromium import launched, opened


@pytest.mark.browser
async def test_the_leader_files_the_report_in_the_browser(tmp_path: Path) -> None:
    async with clb("demo", until="The demo is open", environment={"CLB_DATA_DIR": str(tmp_path)}) as demo:
        port = int(re.findall(r":(\d+)", demo.last_line)[-1])  # type: ignore[attr-defined]  # set by clb()
        async with launched() as browser, opened(browser, port, path="/chat?as=leader") as page:
            await say(page, "báo cáo")
            await expect(page.locator("#log")).to_contain_text("(phần 1/2)")
            await page.get_by_role("button", name="Đúng").click()
            await expect(page.locator("#log")).to_contain_text("52.250.000 đồng")
            await page.get_by_role("button", name="Nộp").click()
            await expect(page.locator("#log")).to_contain_text("đã nộp báo cáo tháng 11 lên Hội xã Hồng Sơn")


@pytest.mark.browser
async def test_moving_the_clock_to_monday_brings_the_digest(tmp_path: Path) -> None:
    async with clb("demo", until="The demo is open", environment={"CLB_DATA_DIR": str(tmp_path)}) as demo:
        port = int(re.findall(r":(\d+)", demo.last_line)[-1])  # type: ignore[attr-defined]  # set by clb()
        async with launched() as browser:
            async with opened(browser, port, (1280, 900), path="/chat?as=commune") as page:
                await page.click("text=Sáng thứ Hai tới")
                await expect(page.locator("#log")).to_contain_text(
                    "Xã Hồng Sơn, tuần 23–29/11", timeout=30_000
                )
                await expect(page.locator("#log")).to_contain_text("nên gọi CLB Quyết Thắng trước")
            async with opened(browser, port, (1280, 900), path="/chat?as=province") as page:
                await expect(page.locator("#log")).to_contain_text("Tỉnh Tuyên Quang, tuần 23–29/11")
                chart = page.locator("#log .picture img")
                await expect(chart).to_be_visible()
                assert await chart.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1080
                await expect(page.locator("#log")).to_contain_text(".xlsx")


async def say(page: Page, words: str) -> None:
    """Type and press Enter, as with a keyboard."""
    await page.locator("textarea").fill(words)
    await page.keyboard.press("Enter")
