"""What fingers do to Vietnamese: letters swapped, lost, hit on the next key, raw Telex."""

import unicodedata
from random import Random

_ADJACENT = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl",
    "l": "k", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "x": "zc", "y": "tu",
}  # fmt: skip
_TONE_KEYS = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPE_KEYS = {"\u031b": "w", "\u0306": "w"}


def bare(text: str) -> str:
    """Lower case without accents, đ as d."""
    spread = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in spread if not unicodedata.combining(sign)).replace("đ", "d")


def swap_letters(text: str, luck: Random) -> str:
    """Two neighbouring letters of one word of three or more change places."""
    at = [
        i
        for i in range(len(text) - 1)
        if text[i].isalpha() and text[i + 1].isalpha() and text[i] != text[i + 1]
    ]
    if not at:
        return text
    i = luck.choice(at)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def lose_letter(text: str, luck: Random) -> str:
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return text
    i = luck.choice(long)
    at = luck.randrange(len(words[i]))
    words[i] = words[i][:at] + words[i][at + 1 :]
    return " ".join(words)


def wrong_key(text: str, luck: Random) -> str:
    at = [i for i, sign in enumerate(text) if sign in _ADJACENT]
    if not at:
        return text
    i = luck.choice(at)
    return text[:i] + luck.choice(_ADJACENT[text[i]]) + text[i + 1 :]


def raw_telex(text: str) -> str:
    """Hồng Sơn -> hoongf sown: the keys of the Telex keyboard typed with it switched off."""
    typed = []
    for word in text.lower().split():
        keys, tone = "", ""
        for sign in unicodedata.normalize("NFD", word):
            tone = _TONE_KEYS.get(sign, tone)
            keys += keys[-1] if sign == "\u0302" else _SHAPE_KEYS.get(sign, "dd" if sign == "đ" else sign)
        typed.append("".join(sign for sign in keys if not unicodedata.combining(sign)) + tone)
    return " ".join(typed)
