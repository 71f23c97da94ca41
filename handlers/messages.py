"""What comes in from people and what goes out to them, the same on every channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a person sent; channels translate their own kinds into these."""

    TEXT = "text"
    TAP = "tap"  # a button of an earlier message; `tap` holds its payload
    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"  # also a lone 👍 reaction or an animated greeting
    FILE = "file"
    UNSUPPORTED = "unsupported"  # location, contact, poll, edited message, and whatever comes next


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message from one person.

    `address` is the channel's own id of the private chat (always a string), `message_id` is unique
    within (channel, address): together they make a redelivery harmless.
    """

    channel: str
    address: str
    message_id: str
    at: datetime  # aware
    kind: Kind = Kind.TEXT
    text: str = ""  # words as typed, or a photo's caption
    tap: str = ""  # payload of the tapped button, else ""
    media: str = ""  # the channel's reference to the photo or voice, else ""
    private: bool = True  # False in a group chat: nothing is read there


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered answer; the text already lists it, a channel with buttons may also show one."""

    label: str
    tap: str  # at most 64 bytes, comes back as `Incoming.tap`


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one person, ready to send: NFC text with its numbered choices inside."""

    text: str
    choices: tuple[Choice, ...] = ()
    files: tuple[str, ...] = ()  # paths of files on this machine, pictures first
