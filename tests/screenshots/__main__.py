"""`make screenshots`: the guides' and the README's pictures, taken from the real demo in a real Chromium.

Each scene is a demo of its own in a folder that is thrown away, opened at the morning the scene is about.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.web.chromium import ARGUMENTS, chromium_path

ROOT = Path(__file__).parents[2]
GUIDES, README = ROOT / "docs/vi/images", ROOT / "docs/images"
PHONE_WIDTH = 390
PATIENCE = 30_000  # ms
ANSWER = "#log .theirs"


@dataclass(frozen=True)
class Scene:
    """One person on one morning: each step is said (or a button tapped), then the picture is taken."""

    now: str
    handle: str
    height: int  # px: tall enough for the longest message
    steps: Sequence[tuple[str, str]]  # (words, picture)


MORNING_OF_THE_REPORT, MORNING_OF_THE_DUES = "2026-11-28T08:30", "2026-11-21T09:00"
SCENES = (
    Scene(
        MORNING_OF_THE_REPORT,
        "leader",
        1010,
        [("báo cáo", "bao-cao-1"), ("Đúng", "bao-cao-2"), ("Nộp", "bao-cao-3")],
    ),
    Scene(
        MORNING_OF_THE_DUES,
        "treasurer",
        880,
        [("thu 500k hội phí tháng 11", "ghi-thu-1"), ("Đúng", "ghi-thu-2")],
    ),
    Scene(
        MORNING_OF_THE_REPORT,
        "commune",
        960,
        [("/quy CLB thôn Khổng", "can-bo-quy"), ("ai chưa nộp", "can-bo-thieu")],
    ),
)


@asynccontextmanager
async def demo(now: str) -> AsyncIterator[str]:
    """A demo on a free port with a folder of its own; gives its address."""
    folder = tempfile.mkdtemp(prefix="clb-pictures-")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLB_")}
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--now", now),
        cwd=ROOT,
        env=environment | {"CLB_PORT": "0", "CLB_DATA_DIR": folder},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        if running.stdout is None:
            raise RuntimeError("the demo has no output")
        said = (await running.stdout.readline()).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        if found is None:
            raise RuntimeError("the demo did not start")
        yield found[0]
    finally:
        running.terminate()
        await running.wait()
        shutil.rmtree(folder)


async def play(browser: Browser, scene: Scene) -> None:
    async with demo(scene.now) as address:
        context = await browser.new_context(
            viewport={"width": PHONE_WIDTH, "height": scene.height}, device_scale_factor=1.5
        )
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        await page.goto(f"{address}/chat")
        await page.wait_for_selector("#log[aria-busy=false]", state="attached")
        await page.click("[aria-controls=people]")
        await page.click(f"[data-handle={scene.handle}]")
        for words, picture in scene.steps:
            await say(page, words)
            await shoot(page, picture)
        await context.close()


async def say(page: Page, words: str) -> None:
    """Tap the button of that name where there is one, else type; wait for the answer."""
    before = await page.locator(ANSWER).count()
    button = page.locator(".choice", has_text=words)
    if await button.count():
        await button.first.click()
    else:
        await page.fill("#words-field", words)
        await page.keyboard.press("Enter")
    await page.locator(ANSWER).nth(before).wait_for()
    await page.wait_for_timeout(800)  # the bubble slides in


async def shoot(page: Page, picture: str) -> None:
    path = GUIDES / f"{picture}.png"
    await page.evaluate("document.activeElement.blur()")
    await page.screenshot(path=path)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


async def main() -> None:
    """Every scene, one after the other; the README shows the report."""
    for folder in (GUIDES, README):
        folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        for scene in SCENES:
            await play(browser, scene)
        await browser.close()
    shutil.copy(GUIDES / "bao-cao-1.png", README / "chat.png")


if __name__ == "__main__":
    asyncio.run(main())
