"""Big letters for elderly eyes on Zalo, as `text_styles` computed by us: names and notes need no escaping.

Zalo counts in UTF-16 code units (zalo-api.md 1.2): an emoji is two, a wrong count makes the wrong words big.
"""

from bot.splitting import utf16_units

BIG = "f_18"
Style = dict[str, object]


def styled(text: str, start: int, end: int, *codes: str) -> Style:
    """One style over text[start:end]; the places are Python's, the answer is in UTF-16 code units."""
    return {"start": utf16_units(text[:start]), "len": utf16_units(text[start:end]), "st": list(codes)}


def all_big(text: str) -> list[Style]:
    """The whole message in size 18."""
    return [styled(text, 0, len(text), BIG)]
