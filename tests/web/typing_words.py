"""Typing words into the chat page as a person does, and where the page then sends them."""

from playwright.async_api import Page

SENDING = "**/chat/api/leader/messages"


async def say(page: Page, text: str) -> None:
    await page.fill("#words-field", text)
    await page.keyboard.press("Enter")
