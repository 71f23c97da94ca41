"""Hears which of the offered choices is meant: by number, by label, by a keyword, with or without accents."""

import re
from collections.abc import Sequence

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.number_words import below_thousand, number_word
from handlers.dialogue.hearing.slips import without_slips

_NUMBERED = re.compile(
    r"(?:(?:chọn|chon|bác chọn|bac chon|lấy|ghi|là|ý)\s+)?"
    r"(?:số|so|câu|cau|ý|mục|muc|cái|dòng|dong|ô|lựa chọn)?\s*([0-9]{1,2})[.)]?"
)
_ORDINAL = re.compile(r"(?:(?:cái|ý|câu|dòng|mục|số)\s+)?(?:thứ|thu)?\s*([^\W\d_]+(?: [^\W\d_]+)?)")
_ORDINALS = {"nhất": 1, "nhat": 1, "nhì": 2, "nhi": 2, "tư": 4, "đầu": 1, "đầu tiên": 1, "dau tien": 1}
_JOINTS = re.compile(r"\s*(?:[,;+&\n]|\bvà\b|\bva\b|\bvới\b|\bvoi\b|\bcùng\b|\bcả\b|\brồi\b)\s*")
_NOTHING = {
    "không", "không có", "khong", "khong co", "ko", "k", "ko có", "chưa", "chưa có", "không có gì",
    "không cái nào",
    "chua", "chua co", "khong co gi", "hông", "kg", "không gì cả",
}  # fmt: skip
_FILLERS = set(
    "có co thì là bác bac chọn chon lấy cái phần mục ghi vào vao ạ nhé cho cháu chau và va với voi".split()
)
_SIGNS = re.compile(r"[^\w\s.]|\.(?![0-9])")
_NEGATION = re.compile(r"\b(?:không|khong|ko|đừng|chưa|trừ|không phải)\b")

Options = Sequence[Sequence[str]]


def hear_choice(text: str, options: Options) -> Heard[int] | Unclear:
    """The index of the one option meant; each option is its label followed by keywords.

    "2", "số 2", "thứ hai", the label, a keyword, or a part that fits only one option. Reasons: several (with
    the indexes), out_of_range, not_understood.
    """
    said = tidy(text)
    if (number := _number(said)) is not None:
        return Heard(number - 1) if 0 < number <= len(options) else Unclear("out_of_range")
    for version in dict.fromkeys((said, without_slips(said), fold(said))):
        places = _matching(version, options, folded=version == fold(said))
        if len(places) == 1:
            return Heard(places[0])
        if places:
            return Unclear("several", tuple(places))
    ordinal = _ordinal(said)
    if ordinal is not None:
        return Heard(ordinal - 1) if ordinal <= len(options) else Unclear("out_of_range")
    return Unclear("not_understood")


def hear_several(text: str, options: Options) -> Heard[tuple[int, ...]] | Unclear:
    """The indexes of all options meant, in order: "1, 3 với 5", "van nghe voi duong sinh"; "không" = ()."""
    said = tidy(text)
    if said in _NOTHING:
        return Heard(())
    parts = [part for part in _JOINTS.split(said) if part]
    if all(re.fullmatch(r"[0-9 ]+", part) for part in parts):
        parts = [number for part in parts for number in part.split()]
    places: set[int] = set()
    for part in parts:
        heard = hear_choice(part, options)
        if isinstance(heard, Unclear) and len(parts) > 1 and heard.reason != "several":
            heard = hear_choice(_without_fillers(part), options)
        if isinstance(heard, Unclear):
            return _all_inside(said, options) or heard
        places.add(heard.value)
    return Heard(tuple(sorted(places))) if places else Unclear("not_understood")


def _all_inside(said: str, options: Options) -> Heard[tuple[int, ...]] | None:
    """Options named one after another without joints: "văn nghệ dưỡng sinh"."""
    rest = f" {fold(said)} "
    if _NEGATION.search(said):
        return None
    places = set()
    for place, names in enumerate(options):
        for name in sorted(names, key=len, reverse=True):
            if name and f" {fold(tidy(name))} " in rest:
                places.add(place)
                rest = rest.replace(f" {fold(tidy(name))} ", "  ")
    left = set(re.findall(r"\w+", rest)) - {fold(word) for word in _FILLERS}
    return Heard(tuple(sorted(places))) if places and not left else None


def _number(said: str) -> int | None:
    numbered = _NUMBERED.fullmatch(said)
    return int(numbered[1]) if numbered else None


def _ordinal(said: str) -> int | None:
    ordinal = _ORDINAL.fullmatch(said)
    if not ordinal:
        return None
    if ordinal[1] in _ORDINALS:
        return _ORDINALS[ordinal[1]]
    words = [number_word(word, said.isascii()) for word in ordinal[1].split()]
    meaning = below_thousand(words) if all(words) else None
    return meaning.values[0] if meaning and not meaning.doubt else None


def _matching(said: str, options: Options, folded: bool) -> list[int]:
    """The options equal to the words, else those that begin with them, else those the words name."""
    if not said:
        return []
    named = [[_same_form(name, folded) for name in names if name] for names in options]
    said = _same_form(said, folded)
    for fits in (_equal, _begins, _inside, _spread):
        places = [place for place, names in enumerate(named) if any(fits(said, name) for name in names)]
        if places:
            return places
    return []


def _same_form(name: str, folded: bool) -> str:
    said = _SIGNS.sub(" ", tidy(name))
    return " ".join((fold(said) if folded else said).split())


def _equal(said: str, name: str) -> bool:
    return said == name or _without_fillers(said) == name


def _begins(said: str, name: str) -> bool:
    return len(said) > 1 and name.startswith(f"{said} ")


def _inside(said: str, name: str) -> bool:
    """The words stand in the label, or a label of two letters or more stands in the words, unless denied."""
    if len(said) > 2 and f" {said} " in f" {name} ":
        return True
    return len(name) > 2 and f" {name} " in f" {said} " and not _NEGATION.search(said)


def _spread(said: str, name: str) -> bool:
    """All the words stand in the label in this order: "bà Lan" in "Bà Nguyễn Thị Lan"."""
    left = iter(name.split())
    words = said.split()
    return len(words) > 1 and all(any(word == each for each in left) for word in words)


def _without_fillers(said: str) -> str:
    return " ".join(word for word in said.split() if word not in _FILLERS)
