"""`make fakes`: Telegram and Zalo Bot on this machine, to try `clb run` without an account."""

import asyncio
import sys
from contextlib import suppress

from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo_bot import FakeZaloBot

TELEGRAM_PORT, ZALO_PORT = 8081, 8082


async def _serve() -> None:
    telegram = FakeTelegram(redeliver_after=1)
    await telegram.start(TELEGRAM_PORT)
    zalo = await FakeZaloBot(longest_poll=30.0, fetch_delays=(1.0, 5.0)).start(ZALO_PORT)
    sys.stdout.write(
        f"Telegram's page: {telegram.url}   Zalo: POST {zalo.url}/fake/say\n"
        "Start the assistant in another terminal with:\n"
        f"CLB_TELEGRAM_API_URL={telegram.url} CLB_TELEGRAM_TOKEN={telegram.token} \\\n"
        f"CLB_ZALO_BOT_API_URL={zalo.url} CLB_ZALO_BOT_TOKEN={zalo.token} .venv/bin/clb run\n"
    )
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve())
