"""A roll call put right: "thêm ông Sơn nữa", "bà Lan có đến", "không phải ông Tư mà là bà Hợi".

What is not certain stays so in the answer, for the talk to ask about, and changes are read back with names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.club.names import RosterLine
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Unclear
from handlers.dialogue.hearing.put_right import PutRight, hear_put_right
from handlers.meeting.presence import STRANGE, Presence, hear_presence

_ADDS = re.compile(r"\b(them|nua|con|ca|cung)\b")
_ONLY = re.compile(r"\b(chi|moi)\b")
_SAYS_AWAY = re.compile(r"\b(vang|nghi|thieu)\b")
_TAKES_OUT = re.compile(
    r"\b(co den|van den|cung den|co ve|den roi|den day|co mat|co hop|khong vang|dau co vang|di roi|co di|"
    r"den muon|den sau|den du|den ma)\b"
)
_SAYS_HOW = re.compile(
    r"\b(có đến|co den|đến rồi|den roi|có mặt|co mat|không vắng|khong vang|đi rồi|di roi|có đi|co di|"
    r"đến muộn|den muon|đến sau|den sau|vẫn đến|van den|cũng đến|cung den|đâu có vắng|dau co vang|đến|"
    r"rồi|mà|vẫn|cũng|cung|thêm|them|nữa|nua|còn|con|cả|ca|với|à|quên|hôm nay|hom nay|chứ|đấy|thôi)\b",
    re.IGNORECASE,
)


def corrected(before: Presence, words: str, roster: Sequence[RosterLine]) -> Presence | None:
    """What a read-back becomes after "thêm ông Sơn nữa", "bà Lan có đến", "vắng 3, 7".

    None for anything that names nobody of the roll: it may be the opening of another talk.
    """
    slip = hear_put_right(words)
    return right_presence(before, slip or PutRight(words, sure=False), roster)


def right_presence(before: Presence, slip: PutRight, roster: Sequence[RosterLine]) -> Presence | None:
    """The same after a slip: who is named is added, taken out, put in another's place, or is the whole list.

    One name alone goes onto the list; several stand for the whole of it.
    """
    said = fold(tidy(slip.right))
    if re.fullmatch(r"\d+", said):
        return None
    taken_out, added = _TAKES_OUT.search(said), slip.adds or _ADDS.search(said)
    heard = hear_presence(_SAYS_HOW.sub(" ", nfc(slip.right)) if taken_out or added else slip.right, roster)
    if isinstance(heard, Unclear) or not _names_members(heard.value, said):
        return None
    if taken_out:
        return _without(before, heard.value)
    if slip.was and before.kind == "absent":
        wrong = hear_presence(_SAYS_HOW.sub(" ", nfc(slip.was)), roster)
        return _with(before if isinstance(wrong, Unclear) else _without(before, wrong.value), heard.value)
    if added or (not slip.sure and _goes_onto(before, heard.value) and not _ONLY.search(said)):
        return _with(before, heard.value)
    return heard.value


def _goes_onto(before: Presence, said: Presence) -> bool:
    """ "Vắng bà Lan" beside a list is one more, or told once more; several names are a list of their own."""
    names = len(said.numbers) + len(said.unclear)
    return bool(before.numbers) and said.kind in ("absent", "ambiguous") and names == 1


def _without(before: Presence, said: Presence) -> Presence:
    """Without those named, who count no longer among those away."""
    left = tuple(number for number in before.numbers if number not in said.numbers)
    count = before.count and _unnamed(before) + len(left)
    return replace(before, numbers=left, count=count, unclear=(*before.unclear, *said.unclear))


def _unnamed(before: Presence) -> int:
    """How many were away whose names nobody said."""
    return max((before.count or 0) - len(before.numbers), 0)


def _names_members(said: Presence, words: str) -> bool:
    strangers = any(not meant for _, meant in said.unclear) and not _SAYS_AWAY.search(words)
    return said.kind in ("absent", "ambiguous", "all_present", STRANGE) and not strangers


def _with(before: Presence, said: Presence) -> Presence:
    numbers = tuple(dict.fromkeys((*before.numbers, *said.numbers)))
    reasons = {**before.reasons, **said.reasons}
    kind = STRANGE if said.kind == STRANGE else "absent"
    return replace(
        before,
        kind=kind,
        numbers=numbers,
        count=None,
        unclear=said.unclear,
        reasons=reasons,
        strange=said.strange,
    )
