"""What the fake Zalo accepts and how it words events: as strict as the real one is known to be."""

import base64
from typing import Any

Body = dict[str, Any]

STYLE_CODES = frozenset("b i u s f_13 f_15 f_18 f_20 lst_1 lst_2".split()) | {f"ind_{n}" for n in range(1, 6)}
COLOURS = frozenset(f"c_{one}" for one in ("050a19", "15a85f", "f7b503", "f27806", "db342e"))
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71"
    "////m8H////6/+b9//j/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAI"
    "AQEAAD8Ac//Z"
)
AAC = bytes.fromhex("fff15c40017ffc") + bytes(16)


class Refused(Exception):
    """The request breaks a rule; carries Zalo's error code."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


def error(code: int, description: str = "") -> Body:
    """Zalo's envelope of an error."""
    words = {401: "Unauthorized", 403: "Internal server error", 408: "Request timeout", 429: "Quota exceeded"}
    return {"ok": False, "error_code": code, "description": description or words.get(code, "Bad request")}


def checked_text(value: object, *, may_be_empty: bool = False) -> str:
    """1 to 2,000 units; counted in UTF-16, the stricter of the two possible readings of the docs."""
    if not isinstance(value, str) or not (value or may_be_empty) or units(value) > 2000:
        raise Refused(400, "Bad request: text")
    return value


def check_styles(styles: object, text: str) -> None:
    """Every style lies inside the text, cuts no emoji in two, and has known codes."""
    if not isinstance(styles, list):
        raise Refused(400, "Bad request: text_styles")
    for style in styles:
        start, length = style["start"], style["len"]
        whole = text.encode("utf-16-le")
        if not (isinstance(start, int) and isinstance(length, int) and start >= 0 and length >= 1):
            raise Refused(400, "Bad request: style place")
        if start + length > units(text) or not set(style["st"]) <= STYLE_CODES | COLOURS:
            raise Refused(400, "Bad request: style")
        try:
            whole[start * 2 : (start + length) * 2].decode("utf-16-le")
        except UnicodeDecodeError as cut:
            raise Refused(400, "Bad request: style inside a pair") from cut


def units(text: str) -> int:
    """UTF-16 code units, by the codec: written differently from the code under test on purpose."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def event(kind: str, person: str, message_id: str, date_ms: int, group: str = "", **fields: object) -> Body:
    """One update, unwrapped: what live servers send."""
    return {
        "event_name": f"message.{kind}.received",
        "message": {
            "from": {"id": person, "display_name": "Cô Lan", "is_bot": False},
            "chat": {"id": group or person, "chat_type": "GROUP" if group else "PRIVATE"},
            "message_id": message_id,
            "date": date_ms,
            **fields,
        },
    }


def sender_of(update: Body) -> str:
    """Who may be written to from now on; "" in an update that lies."""
    match update:
        case {"message": {"from": {"id": str(person)}}}:
            return person
    return ""
