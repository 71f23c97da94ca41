"""The thin typed client of the Zalo Bot Platform: one POST in, one answer or one typed failure out.

Nothing here raises for the network, and no text it makes holds the token: the token sits in every URL,
so not one exception or URL of aiohttp is let out.
"""

import json
import re
from dataclasses import dataclass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    TCPConnector,
)
from yarl import URL

from bot.errors import OperatorError
from bot.limits import TooLarge, read_at_most

OFFICIAL_API = "https://bot-api.zaloplatforms.com"
ANSWER_LIMIT = 4 * 1024 * 1024  # bytes; an honest answer is a few kilobytes
_CONNECT_SECONDS = 10.0
_KEPT_ALIVE_SECONDS = 15.0  # a connection reused later may die under a message, which would end UNKNOWN
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z ,.'-]{0,59}")


@dataclass(frozen=True, slots=True)
class Answer:
    """Zalo did what was asked; `result` has the shape of the method, or is None."""

    result: object


@dataclass(frozen=True, slots=True)
class Failure:
    """Zalo did not do it, or nobody knows.

    `code` is Zalo's error code, else the HTTP status, else 0; `unsure` means that the request was written
    and may have been carried out; `detail` is for the operator and holds no token and no person's words.
    """

    code: int
    unsure: bool
    detail: str


class ZaloClient:
    """Speaks to one bot. Opens its session at the first call, inside the running loop; close it."""

    def __init__(self, token: str, base_url: str = OFFICIAL_API, *, seconds: float = 30.0) -> None:
        """`seconds` is how long one call may take. Raises OperatorError where the token cannot be one."""
        if not re.fullmatch(r"[\w:.-]+", token.strip(), re.ASCII):
            raise OperatorError("CLB_ZALO_BOT_TOKEN is no Zalo Bot token: copy it again from Zalo's message.")
        self._root = URL(base_url.rstrip("/")) / f"bot{token.strip()}"
        self._seconds = seconds
        self._session: ClientSession | None = None

    async def post(
        self, method: str, body: dict[str, object] | None = None, *, seconds: float | None = None
    ) -> Answer | Failure:
        """Call `method` (case-sensitive) with a JSON body, within `seconds`. Never raises for the network."""
        limit = ClientTimeout(total=seconds or self._seconds, sock_connect=_CONNECT_SECONDS)
        url = self._root / method
        request = self._opened().post(url, json=body or {}, timeout=limit, allow_redirects=False)
        try:
            async with request as response:
                return await _read(method, response)
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            return Failure(0, unsure=False, detail=f"{method}: no connection ({type(error).__name__})")
        except (ClientError, TimeoutError, OSError, TooLarge) as error:
            return Failure(0, unsure=True, detail=f"{method}: broke off ({type(error).__name__})")

    async def close(self) -> None:
        """Close the connections; the client may be used again afterwards."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self) -> ClientSession:
        if self._session is None:
            connector = TCPConnector(keepalive_timeout=_KEPT_ALIVE_SECONDS)
            self._session = ClientSession(connector=connector)
        return self._session


async def _read(method: str, response: ClientResponse) -> Answer | Failure:
    raw = await read_at_most(response.content.iter_any(), ANSWER_LIMIT)
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return _unreadable(method, response.status)
    return _envelope(method, response.status, body)


def _unreadable(method: str, status: int) -> Failure:
    """HTML, half a body, nothing: only a 3xx or 4xx says by itself that Zalo did not act."""
    return Failure(status, unsure=not 300 <= status < 500, detail=f"{method}: HTTP {status}, not JSON")


def _envelope(method: str, status: int, body: object) -> Answer | Failure:
    """HTTP 200 does not mean success: `ok` decides (zalo-api.md 1.1)."""
    ok = body.get("ok") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(ok, bool):
        return Failure(status, unsure=True, detail=f"{method}: HTTP {status}, JSON of another shape")
    if ok:
        return Answer(body.get("result"))
    code = _whole_number(body.get("error_code", body.get("errorCode"))) or (status if status >= 300 else 0)
    said = _plain(body.get("description"))
    return Failure(code, unsure=code == 408, detail=f"{method}: code {code}{said}")


def _whole_number(value: object) -> int:
    """Zalo's codes arrive as numbers or as digits in quotes; anything else is 0."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value, re.ASCII):
        return int(value)
    return 0


def _plain(description: object) -> str:
    """Zalo's own words where they are plainly a fixed phrase: no digits, so no id, token or amount."""
    if isinstance(description, str) and _PLAIN_WORDS.fullmatch(description):
        return f" ({description})"
    return ""
