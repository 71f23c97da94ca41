"""A real Chromium in front of the chat; where there is none these tests are skipped, but never under CI."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.web.server import serve, web_app
from tests.web.in_memory_chat import InMemoryChat

# Everything a browser would like to fetch for itself is turned off: tests talk to this machine only.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]

PATIENCE = 15_000  # ms; a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)


def chromium_path() -> str:
    """Where Chromium is. Skips the test without one, fails instead when CI is set."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium on this machine, and CI must not go without the browser tests")
    pytest.skip("no Chromium on this machine: apt-get install chromium fonts-noto-core")


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """One browser for many pages."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def serving(chat: InMemoryChat, port: int = 0) -> AsyncIterator[int]:
    """The chat on a port of this machine."""

    async def ready() -> bool:
        return True

    async with serve(web_app(chat, ready=ready, metrics=str), port=port) as used:
        yield used


@asynccontextmanager
async def opened(
    browser: Browser,
    port: int,
    size: tuple[int, int] = (360, 740),
    scheme: str = "light",
    path: str = "/chat",
) -> AsyncIterator[Page]:
    """A page of its own, caught up with the talk; whatever the browser complains about fails the test."""
    dark = scheme == "dark"
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    page = await context.new_page()
    complaints: list[str] = []
    ours = (f"http://127.0.0.1:{port}/", f"blob:http://127.0.0.1:{port}/")
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(ours) else complaints.append(request.url)
    )
    page.set_default_timeout(PATIENCE)
    try:
        await page.goto(f"http://127.0.0.1:{port}{path}")
        await page.wait_for_selector("#log[aria-busy=false]", state="attached")
        yield page
        assert [text for text in complaints if "Failed to load resource" not in text] == []
    finally:
        await context.close()
