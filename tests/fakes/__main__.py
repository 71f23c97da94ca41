"""`make fakes`: Telegram and Zalo Bot on this machine, to try `clb run` without an account."""

import argparse
import asyncio
import sys
from contextlib import suppress

from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_bot_platform import LAN

TELEGRAM_PORT, ZALO_PORT = 8081, 8082


async def _serve(telegram_port: int, zalo_port: int) -> None:
    telegram = FakeTelegram(redeliver_after=1)
    await telegram.start(telegram_port)
    zalo = await FakeZaloBot(longest_poll=30.0, fetch_delays=(1.0, 5.0)).start(zalo_port)
    sys.stdout.write(
        f"Telegram's page: {telegram.url}\n"
        f'Zalo, write: curl {zalo.url}/fake/say -d \'{{"person": "{LAN}", "text": "báo cáo"}}\'\n'
        f'      photo: curl {zalo.url}/fake/say -d \'{{"person": "{LAN}", "kind": "photo"}}\'\n'
        f"       read: curl '{zalo.url}/fake/conversation?person={LAN}'\n"
        "Start the assistant in another terminal with:\n"
        f"CLB_TELEGRAM_API_URL={telegram.url} CLB_TELEGRAM_TOKEN={telegram.token} \\\n"
        f"CLB_ZALO_BOT_API_URL={zalo.url} CLB_ZALO_BOT_TOKEN={zalo.token} .venv/bin/clb run\n"
    )
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--telegram-port", type=int, default=TELEGRAM_PORT)
    parser.add_argument("--zalo-port", type=int, default=ZALO_PORT)
    asked = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked.telegram_port, asked.zalo_port))
