"""Changing between polling and webhook: an operator's deliberate act, never done at a start.

Zalo saves a webhook even when its own probe of it fails, and then hears nothing more (zalo-api.md 1.3),
so the verdict of the probe is put into words with what to do.
"""

from dataclasses import dataclass

from bot.errors import OperatorError
from bot.zalo_bot.client import Answer, Failure, ZaloClient
from bot.zalo_bot.polling import webhook_url_of
from bot.zalo_bot.webhook import PATH, checked_secret

_ADVICE = {
    "webhook.http.403": "the firewall or CDN refuses Zalo: let User-Agent Java/* through.",
    "webhook.http.404": f"the server does not know the address: check the proxy passes {PATH} on.",
    "webhook.http.5xx": "the server answers with an error: look at its log.",
    "webhook.http.other": "the server answers with something other than 200: look at its log.",
    "webhook.err.tls": "the certificate does not hold: renew it, with its intermediate certificates.",
    "webhook.err.unreachable": "nobody answers there: check the domain, port 443 and the firewall.",
}


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The webhook is set; `trouble` is "" when Zalo's probe went through, else what to mend."""

    url: str
    trouble: str


async def set_webhook(client: ZaloClient, public_url: str, secret: str) -> HandedOver:
    """Point Zalo at our server (polling elsewhere goes deaf). Raises OperatorError where Zalo refuses."""
    if not public_url.startswith(("https://", "http://127.0.0.1:")):  # the latter: the fake on this machine
        raise OperatorError("Zalo's webhook needs an https address: set CLB_PUBLIC_URL to one.")
    url = public_url.rstrip("/") + PATH
    reply = _told(await client.post("setWebhook", {"url": url, "secret_token": checked_secret(secret)}))
    return HandedOver(url, _trouble(reply.result))


async def delete_webhook(client: ZaloClient) -> None:
    """Back to polling. Raises OperatorError where Zalo refuses."""
    _told(await client.post("deleteWebhook"))


async def current_webhook(client: ZaloClient) -> str:
    """The webhook that is set, "" for none. Raises OperatorError where Zalo does not tell."""
    return webhook_url_of(_told(await client.post("getWebhookInfo")))


def _told(reply: Answer | Failure) -> Answer:
    if isinstance(reply, Failure):
        raise OperatorError(f"Zalo Bot did not do it: {reply.detail}. Run clb doctor, then try again.")
    return reply


def _trouble(result: object) -> str:
    verification = result.get("verification") if isinstance(result, dict) else None
    outcome = verification.get("outcome") if isinstance(verification, dict) else None
    if outcome in (None, "webhook.ok"):
        return ""
    advice = _ADVICE.get(str(outcome), "look at the server's log.")
    return f"the webhook is saved, but Zalo's own probe of it failed: {advice}"
