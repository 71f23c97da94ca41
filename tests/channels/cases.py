"""The one table of cases every channel passes: Telegram, Zalo Bot, the browser, the terminal.

A channel's test supplies the two small drivers of `checks.py` and runs its `check_receive` and `check_send`
over these tables; a case that needs an ability the channel lacks is skipped by name.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.channel import Outcome
from handlers.messages import Choice, Kind


class Ability(StrEnum):
    """What only some channels can do."""

    BUTTONS = "buttons"
    VOICE = "voice"
    STICKERS = "stickers"
    PHOTOS_IN = "photos_in"
    PHOTOS_FETCHED = "photos_fetched"  # a photo comes as a reference, and is fetched afterwards
    GROUPS = "groups"
    EDITS = "edits"
    SECRET = "secret"  # a webhook whose caller proves itself
    UNSUPPORTED = "unsupported"  # the platform has kinds of messages nobody reads
    PICTURES_OUT = "pictures_out"
    FILES_OUT = "files_out"
    TROUBLE = "trouble"  # there is a platform in between that may throttle, block or break


class Trouble(StrEnum):
    """What the platform in between does to the one attempt to send."""

    NONE = "none"
    BLOCKED = "blocked"  # the person stopped the bot
    THROTTLED = "throttled"  # too many messages; the fake asks for RETRY_AFTER seconds where it can
    TIMEOUT = "timeout"  # the platform took the message and never answered
    BROKEN_OFF = "broken_off"  # the connection closed after the request was written
    SERVER_ERROR = "server_error"  # HTTP 500: the platform says it did not do it
    BAD_GATEWAY = "bad_gateway"  # HTTP 502, a page instead of JSON: nobody knows
    REFUSED_CONNECTION = "refused_connection"  # nobody listens at the address
    TOKEN_CHANGED = "token_changed"  # the operator reset the token


RETRY_AFTER = 7


@dataclass(frozen=True, slots=True)
class FromPerson:
    """One delivery by the platform; the same `number` twice is the same message delivered again."""

    kind: Kind = Kind.TEXT
    text: str = ""
    number: int = 1  # order in which the person sent it; the driver makes the platform's id of it
    tap: str = ""
    private: bool = True
    edited: bool = False
    secret_holds: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """What must come out as an Incoming; `number` tells which delivery it belongs to."""

    kind: Kind
    text: str = ""
    number: int = 1
    tap: str = ""
    media: bool = False  # whether a reference to a photo or voice is there
    private: bool = True


@dataclass(frozen=True, slots=True)
class ReceiveCase:
    """Deliveries in order of arrival, and what the assistant hears of them."""

    name: str
    delivered: tuple[FromPerson, ...]
    heard: tuple[Heard, ...]
    needs: frozenset[Ability] = frozenset()
    acknowledged: bool = True


@dataclass(frozen=True, slots=True)
class SendCase:
    """One message to send, what the platform does to it, and how the attempt must end."""

    name: str
    text: str
    choices: tuple[Choice, ...] = ()
    files: tuple[str, ...] = ()  # names; `checks.files_in` makes the files
    trouble: Trouble = Trouble.NONE
    outcome: Outcome = Outcome.SENT
    needs: frozenset[Ability] = frozenset()


def where(*needs: Ability) -> frozenset[Ability]:
    """What a case asks of a channel, to be read as "only where …"."""
    return frozenset(needs)


RECEIVE_CASES: tuple[ReceiveCase, ...] = (
    ReceiveCase("text", (FromPerson(text="Báo cáo tháng"),), (Heard(Kind.TEXT, "Báo cáo tháng"),)),
    ReceiveCase(
        "text_is_composed",  # keyboards of iPhones send decomposed accents; we keep NFC
        (FromPerson(text=unicodedata.normalize("NFD", "quỹ tăng thu nhập")),),
        (Heard(Kind.TEXT, "quỹ tăng thu nhập"),),
    ),
    ReceiveCase(
        "photo",
        (FromPerson(Kind.PHOTO, "phiếu thu"),),
        (Heard(Kind.PHOTO, "phiếu thu", media=True),),
        needs=where(Ability.PHOTOS_IN),
    ),
    ReceiveCase("voice", (FromPerson(Kind.VOICE),), (Heard(Kind.VOICE, media=True),), where(Ability.VOICE)),
    ReceiveCase("sticker", (FromPerson(Kind.STICKER),), (Heard(Kind.STICKER),), where(Ability.STICKERS)),
    ReceiveCase(
        "unsupported",
        (FromPerson(Kind.UNSUPPORTED),),
        (Heard(Kind.UNSUPPORTED),),
        needs=where(Ability.UNSUPPORTED),
    ),
    ReceiveCase(
        "duplicate",  # both come through, with one id: the store's unique key drops the second
        (FromPerson(text="500 nghìn"), FromPerson(text="500 nghìn")),
        (Heard(Kind.TEXT, "500 nghìn"), Heard(Kind.TEXT, "500 nghìn")),
    ),
    ReceiveCase(
        "out_of_order",
        (FromPerson(text="sau", number=2), FromPerson(text="trước", number=1)),
        (Heard(Kind.TEXT, "sau", number=2), Heard(Kind.TEXT, "trước", number=1)),
    ),
    ReceiveCase(
        "bad_secret", (FromPerson(text="kẻ lạ", secret_holds=False),), (), where(Ability.SECRET), False
    ),
    ReceiveCase(
        "group",  # nothing is read in a group: the words do not even leave the channel
        (FromPerson(text="chuyện riêng của nhóm", private=False),),
        (Heard(Kind.TEXT, "", private=False),),
        needs=where(Ability.GROUPS),
    ),
    ReceiveCase(
        "edited",  # an edit is a new message nobody reads, with an id of its own
        (FromPerson(text="500", number=1), FromPerson(text="5000", number=1, edited=True)),
        (Heard(Kind.TEXT, "500", number=1), Heard(Kind.UNSUPPORTED, number=2)),
        needs=where(Ability.EDITS),
    ),
    ReceiveCase(
        "tap", (FromPerson(Kind.TAP, tap="7:2"),), (Heard(Kind.TAP, tap="7:2"),), where(Ability.BUTTONS)
    ),
)

HELLO = "Cháu chào bác ạ."
LINE = "- Khoản thu hội phí của bác Nguyễn Thị Hạnh: 50.000 đồng"
CHOICES = (Choice("Đúng ạ", "7:1"), Choice("Sửa", "7:2"))


def _characters(count: int) -> str:
    """Lines of a fund book, cut to exactly `count` characters, ending in a letter."""
    lines = "\n".join(f"{LINE} ({n})" for n in range(count // len(LINE) + 1))
    return lines[: count - 1] + "x"


def in_trouble(name: str, trouble: Trouble, outcome: Outcome) -> SendCase:
    """A short message that meets trouble on its way."""
    return SendCase(name, HELLO, trouble=trouble, outcome=outcome, needs=where(Ability.TROUBLE))


SEND_CASES: tuple[SendCase, ...] = (
    SendCase("short", HELLO),
    SendCase("2000_characters", _characters(2000)),
    SendCase("5000_characters", _characters(5000)),
    SendCase("5000_in_one_line", "quỹ" * 1667),
    SendCase("choices", "Bác xem đã đúng chưa ạ?\n1. Đúng ạ\n2. Sửa", CHOICES),
    SendCase("5000_with_choices", _characters(5000) + "\n1. Đúng ạ\n2. Sửa", CHOICES),
    SendCase("photo", HELLO, files=("chart.png",), needs=where(Ability.PICTURES_OUT)),
    SendCase("file", HELLO, files=("report.docx",), needs=where(Ability.FILES_OUT)),
    SendCase(
        "photo_and_file",
        HELLO,
        files=("chart.png", "report.docx"),
        needs=where(Ability.PICTURES_OUT, Ability.FILES_OUT),
    ),
    SendCase("html_in_text", "Bác <b>Hạnh</b> & CLB *thôn* _Khổng_ [1](x) {red}"),
    SendCase("emoji_utf16", "🎉👵🏻" * 700 + " hết"),
    in_trouble("blocked", Trouble.BLOCKED, Outcome.BLOCKED),
    in_trouble("throttled", Trouble.THROTTLED, Outcome.LATER),
    in_trouble("timeout", Trouble.TIMEOUT, Outcome.UNKNOWN),
    in_trouble("broken_off", Trouble.BROKEN_OFF, Outcome.UNKNOWN),
    in_trouble("server_error", Trouble.SERVER_ERROR, Outcome.LATER),
    in_trouble("bad_gateway", Trouble.BAD_GATEWAY, Outcome.UNKNOWN),
    in_trouble("refused_connection", Trouble.REFUSED_CONNECTION, Outcome.LATER),
    in_trouble("token_changed", Trouble.TOKEN_CHANGED, Outcome.UNAUTHORIZED),
)
