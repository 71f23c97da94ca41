"""Cuts a long message into pieces a channel takes, where an elderly reader would not stumble over the cut.

Platforms count UTF-16 units, not letters: one 🎉 is two. A cut falls on a line's end, else between words,
and never inside a letter with its accents, a flag or a family of emoji.
"""

import unicodedata

JOINER = "\u200d"


def split(text: str, limit: int) -> list[str]:
    """Pieces of `text` (NFC, none empty) of at most `limit` UTF-16 units; white space at a cut is dropped."""
    pieces = []
    rest = unicodedata.normalize("NFC", text).strip()
    while utf16_units(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def utf16_units(text: str) -> int:
    """Length of `text` as Telegram and Zalo count it."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cut(text: str, limit: int) -> int:
    reach = _reach(text, limit)
    for boundary in ("\n", " "):
        place = text.rfind(boundary, 1, reach + 1)
        if place > 0:
            return place
    return _between_letters(text, reach)


def _reach(text: str, limit: int) -> int:
    """How many characters fit into `limit` units."""
    units = 0
    for place, letter in enumerate(text):
        units += 2 if letter > "\uffff" else 1
        if units > limit:
            return place
    return len(text)


def _between_letters(text: str, reach: int) -> int:
    place = reach
    while place > 0 and _is_inside_a_letter(text, place):
        place -= 1
    # a "letter" longer than a whole message is mischief: cut it anyway rather than loop
    return place or max(reach, 1)


def _is_inside_a_letter(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before == JOINER or after == JOINER or _continues(after):
        return True
    return _is_flag_half(after) and _flag_halves_before(text, place) % 2 == 1


def _continues(letter: str) -> bool:
    """Accents, variation selectors, skin tones and tags of regional flags belong to what stands before."""
    is_skin_tone = "\U0001f3fb" <= letter <= "\U0001f3ff"
    is_tag = "\U000e0020" <= letter <= "\U000e007f"
    return is_skin_tone or is_tag or unicodedata.category(letter).startswith("M")


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flag_halves_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return place - start
