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


async def say(page: Page, words: str) -> None:
    """Type and press Enter, as with a keyboard."""
    await page.locator("textarea").fill(words)
    await page.keyboard.press("Enter")
