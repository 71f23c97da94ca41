"""Takes out of a line of log what must not stand there: tokens, secrets, telephone numbers, addresses, words.

Fields that hold people's words are named here; everything else is searched for what looks like a secret.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

HIDDEN = "***"
PRIVATE_FIELDS = frozenset(
    ["address", "to", "name", "phone", "text", "words", "body", "code", "said", "message", "url", "person"]
)
"""Extra fields whose value never reaches a log, whatever it is."""

_PATTERNS = (
    re.compile(r"(?<!\d)\d{4,}:[A-Za-z0-9_-]{8,}"),  # a bot's token, as in https://…/bot<token>/sendMessage
    re.compile(r"(?i)(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),  # the password in a database's address
    re.compile(
        r"(?i)\b(?:access_token|refresh_token|secret_key|secret_token|app_secret|passphrase)\b\W{1,4}[^\s&\"',}]+"
    ),
    re.compile(r"(?<![\w.:-])(?:\+84|84|0)(?:[ .-]?\d){8,10}(?!\d)"),  # a telephone number
    re.compile(r"(?<![\w.])\d{8,}(?![\w])"),  # a number of a chat or a person
    re.compile(r"\b[0-9a-f]{16,}\b"),  # an address on Zalo
)
SHORTEST_SECRET = 4  # a shorter value would blacken ordinary words


class Mask:
    """Knows the secrets of this installation by value."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({one for one in secrets if len(one) >= SHORTEST_SECRET}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """The same line without what must not be in it."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text

    def event(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """A log event, field by field; numbers and truth values of ours stay as they are."""
        return {
            name: HIDDEN if name in PRIVATE_FIELDS else self._value(value) for name, value in event.items()
        }

    def _value(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return self.event(value)
        return self.text(str(value))
