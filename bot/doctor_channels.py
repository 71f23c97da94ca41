"""Asks Telegram and Zalo themselves whether the token holds and where messages go.

Telegram is asked through the second library, which reads the Bot API independently of the one we run on.
"""

from bot.doctor import Finding
from bot.errors import OperatorError
from bot.settings import Settings

NOT_USED = "not configured"
SECONDS = 10.0
FIRST_DAY = """\
On the first live day, with a real Zalo bot (about 20 minutes); write down what differs from what we expect:
 1. getMe: which fields?
 2. an idle getUpdates: error 408 after the wait?
 3. a webhook's body: wrapped in "result" or not?
 4. the probe of a webhook: with the secret's header? with an empty body?
 5. a photo: photo_url or photo?
 6. a voice message, 7. a sticker, 8. a link, 9. a file: what arrives?
10. 2,000 and 2,001 characters (NFC, an emoji): where is the limit?
11. text_styles on an old phone: shown?
12. a photo of ours: how often is its link fetched?
13. answer 500 once: is the event sent again, and when?
14. write to somebody silent for more than 7 days: does it arrive?
15. a wrong chat_id, then somebody who blocked the bot: which errors?
16. the plan's page: 50 people and 3,000 messages a month?
With an Official Account also: which signature, the payload of a button, the answer's field of an upload,
the error codes of a refresh, and whether a webhook answered with other than 200 is tried again."""


async def check_channels(settings: Settings) -> list[Finding]:
    """One or two findings for each channel."""
    return [*await _telegram(settings), *await _zalo(settings), _official_account(settings)]


async def _telegram(settings: Settings) -> list[Finding]:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return [Finding("telegram", NOT_USED)]
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError
    from telegram.request import HTTPXRequest

    root = settings.telegram_api_url.rstrip("/") + "/bot"
    wait = HTTPXRequest(connect_timeout=SECONDS, read_timeout=SECONDS)
    try:
        async with Bot(token, base_url=root, request=wait) as bot:
            info = await bot.get_webhook_info()
            return [Finding("telegram", f"@{bot.username} answers"), _telegram_way(settings, info.url)]
    except InvalidToken:
        return [Finding("telegram", "the token is refused", "ask @BotFather (/token): CLB_TELEGRAM_TOKEN")]
    except TelegramError as error:
        kind = type(error).__name__
        return [
            Finding("telegram", f"no answer ({kind})", "it is often blocked: check the network, or a proxy")
        ]


def _telegram_way(settings: Settings, url: str) -> Finding:
    return _way("telegram", settings.telegram_mode, settings.public_url, url)


def _way(channel: str, mode: str, public_url: str, url: str) -> Finding:
    """Whether messages go where this configuration waits for them."""
    what = f"{channel} receiving"
    ours = channel == "zalo bot"
    remove = "run clb webhook off" if ours else "another server hears: clb run removes it"
    point_here = f"check CLB_PUBLIC_URL, then {'run clb webhook on' if ours else 'start clb run'}"
    if mode == "polling":
        return Finding(what, "polling, a webhook is set", remove) if url else Finding(what, "polling")
    if public_url and url.startswith(public_url.rstrip("/")):
        return Finding(what, "webhook")
    return Finding(what, "webhook set elsewhere or not at all", point_here)


async def _zalo(settings: Settings) -> list[Finding]:
    token = settings.zalo_bot_token.get_secret_value()
    if not token:
        return [Finding("zalo bot", NOT_USED)]
    from bot.zalo_bot.client import Failure, ZaloClient
    from bot.zalo_bot.handover import current_webhook

    try:
        client = ZaloClient(token, settings.zalo_bot_api_url, seconds=SECONDS)
    except OperatorError as error:
        return [Finding("zalo bot", "the token cannot be one", str(error))]
    try:
        me = await client.post("getMe")
        if isinstance(me, Failure):
            return [_zalo_failed(me.code, me.detail)]
        url = await current_webhook(client)
        name = me.result.get("account_name", "") if isinstance(me.result, dict) else ""
        return [
            Finding("zalo bot", f"{name} answers"),
            _way("zalo bot", settings.zalo_bot_mode, settings.public_url, url),
        ]
    except OperatorError as error:
        return [Finding("zalo bot", "answers only half", str(error))]
    finally:
        await client.close()


def _zalo_failed(code: int, detail: str) -> Finding:
    if code in (401, 404):
        return Finding(
            "zalo bot", f"the token is refused (code {code})", "Zalo Bot Creator: CLB_ZALO_BOT_TOKEN"
        )
    return Finding("zalo bot", f"no answer ({detail})", "check the network and CLB_ZALO_BOT_API_URL")


def _official_account(settings: Settings) -> Finding:
    if not settings.zalo_oa_app_id:
        return Finding("zalo official account", NOT_USED)
    needed = {
        "CLB_ZALO_OA_APP_SECRET": settings.zalo_oa_app_secret,
        "CLB_ZALO_OA_SECRET": settings.zalo_oa_secret,
        "CLB_ZALO_OA_REFRESH_TOKEN": settings.zalo_oa_refresh_token,
    }
    missing = [name for name, value in needed.items() if not value.get_secret_value()]
    do = f"set {', '.join(missing)}" if missing else ""
    return Finding("zalo official account", "configured, asked only when it sends", do)
