"""`clb webhook on|off`: Zalo pushes messages to CLB_PUBLIC_URL, or they are fetched; Telegram needs none.

An act of the operator's own: Zalo saves a webhook even where its probe fails, and goes deaf (zalo-api.md).
"""

import argparse
import asyncio
import json

from bot.errors import OperatorError, UsageError
from bot.settings import Settings
from bot.zalo_bot.client import ZaloClient
from bot.zalo_bot.handover import HandedOver, delete_webhook, set_webhook


def run(args: argparse.Namespace) -> int:
    """0 when it is as asked, 1 when the webhook is saved but Zalo does not get through to it."""
    settings = Settings()
    if not settings.zalo_bot_token.get_secret_value():
        raise UsageError("Zalo Bot is not configured: put CLB_ZALO_BOT_TOKEN into .env first")
    if (args.what == "on") != (settings.zalo_bot_mode == "webhook"):
        wanted = "webhook" if args.what == "on" else "polling"
        raise UsageError(f"set CLB_ZALO_BOT_MODE={wanted} first and restart, or messages would go to nobody")
    done = asyncio.run(_change(settings, args.what))
    _say(args, done)
    return 1 if done.trouble else 0


async def _change(settings: Settings, what: str) -> HandedOver:
    client = ZaloClient(settings.zalo_bot_token.get_secret_value(), settings.zalo_bot_api_url)
    try:
        if what == "off":
            await delete_webhook(client)
            return HandedOver("", "")
        return await set_webhook(client, settings.public_url, settings.zalo_bot_secret.get_secret_value())
    finally:
        await client.close()


def _say(args: argparse.Namespace, done: HandedOver) -> None:
    if args.json:
        print(json.dumps({"url": done.url, "trouble": done.trouble}))
    elif done.trouble:
        raise OperatorError(done.trouble)
    else:
        print(
            f"Zalo pushes to {done.url}" if done.url else "Zalo's webhook is removed: messages are fetched."
        )
