"""Hears whole numbers of people, visits and households: "38 nguoi", "bốn mốt", "3 cụ 12 lượt"."""

import re
from collections.abc import Sequence

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.number_runs import WORDS, Number, numbers_in, unit_after
from handlers.dialogue.hearing.number_words import number_word

MOST = 99_999
_NONE = re.compile(
    r"(?:dạ )?(?:không|ko|k|kg|hông|khong|chưa|chua|chẳng)(?: (?:có|co))?"
    r"(?: (?:ai|người nào|nguoi nao|gì|gi|nào|nao|cụ nào|cu nao|nhà nào|nha nao|cả|ca|hết|het|đâu|dau|thêm))*"
    r"(?: (?:cả|ca|hết|het|đâu|dau))?"
)
_INEXACT = set(
    "gần hơn khoảng vài mấy độ tầm cỡ chừng ngót trên dưới dăm non ngoài quãng hình chắc lẽ nhiều ít đông "
    "gan hon khoang chung ngot tren duoi dam vai may ~ ≈ > < tối đa thiểu hoặc hay hoac lẻ".split()
)
_NOT = set("không chưa khong chua chẳng đừng sai nhầm âm trừ phải".split())
_OTHER_KIND = set(
    "nghìn ngàn nghin k tr triệu trieu đ đồng % tuổi tuoi kg giờ h tháng thang m tỷ tỉ rưỡi ruoi".split()
)


def hear_number(
    text: str, units: Sequence[str] = (), zero: bool = True, of: int | None = None
) -> Heard[int] | Unclear:
    """A whole number 0..99,999; `of` is the whole, so that "41/52" is 41 when `of` is 52.

    Reasons: not_understood, inexact, several, negative, zero (when `zero` is False), out_of_range.
    """
    said = tidy(text)
    if _NONE.fullmatch(_without_unit(said, units)):
        return Heard(0) if zero else Unclear("zero")
    words = WORDS.findall(said)
    numbers = numbers_in(words, said.isascii())
    if of is not None and len(numbers) == 2 and numbers[1].value == of and _is_part(words, *numbers):
        numbers, words = numbers[:1], words[: numbers[0].end]
    if len(numbers) != 1:
        return _none_or_several(words, numbers)
    return _judged(words, numbers[0], units, zero)


def hear_pair(
    text: str, first_units: Sequence[str], second_units: Sequence[str]
) -> Heard[tuple[int, int]] | Unclear:
    """Two counts told apart by their units or their order; households named one by one are counted.

    "3 cụ 12 lượt" -> (3, 12); "giúp nhà bà Thìn 4 công" -> (1, 4); "không" -> (0, 0).
    """
    said = tidy(text)
    if _NONE.fullmatch(said):
        return Heard((0, 0))
    words = WORDS.findall(said)
    numbers = numbers_in(words, said.isascii())
    first = [n for n in numbers if unit_after(words, n.end, first_units)]
    second = [n for n in numbers if unit_after(words, n.end, second_units)]
    spare = [n for n in numbers if n not in first and n not in second and not n.spoken]
    if len(first) > 1 or len(second) > 1 or (first and first == second):
        return Unclear("several")
    if not first and not second:
        return _by_order(words, numbers)
    return _by_unit(words, first, second, spare, first_units)


def _by_order(words: list[str], numbers: list[Number]) -> Heard[tuple[int, int]] | Unclear:
    if len(numbers) != 2:
        return Unclear("several" if len(numbers) > 2 else "not_understood")
    between = words[numbers[0].end : numbers[1].start]
    strange = [
        word for word in words if word.isalpha() and not number_word(word, True) and word not in ("và", "va")
    ]
    plain = not strange and between in ([], [","], ["và"], ["va"], [";"], ["/"])
    if not plain or any(n.doubt for n in numbers):
        return Unclear("not_understood", ((numbers[0].value, numbers[1].value),))
    return Heard((numbers[0].value, numbers[1].value), literal=False)


def _by_unit(
    words: list[str],
    first: list[Number],
    second: list[Number],
    spare: list[Number],
    first_units: Sequence[str],
) -> Heard[tuple[int, int]] | Unclear:
    named = 0
    if not first and not spare:
        named = sum(1 for place in range(len(words)) if unit_after(words, place, first_units))
    one = first[0].value if first else spare[0].value if spare else named
    two = second[0].value if second else spare[0].value if first and spare else None
    if two is None or not (first or spare or named) or len(spare) > (len(first) + len(second) == 1):
        return Unclear("several" if spare else "not_understood")
    doubts = [n.doubt for n in (*first, *second) if n.doubt]
    if doubts or _INEXACT & set(words):
        return Unclear("inexact" if _INEXACT & set(words) else doubts[0], ((one, two),))
    if {"mỗi", "moi"} & set(words):
        return Unclear("several", ((one, one * two), (one, two)))
    if max(one, two) > MOST:
        return Unclear("out_of_range")
    spoken = any(n.spoken for n in (*first, *second))
    return Heard((one, two), literal=not (named or spare or spoken))


def _judged(words: list[str], number: Number, units: Sequence[str], zero: bool) -> Heard[int] | Unclear:
    before, after = words[: number.start], words[number.end :]
    if before[-1:] == ["-"] or "âm" in before:
        return Unclear("negative")
    if number.value > MOST:
        return Unclear("out_of_range")
    following = after[0] if after else ""
    foreign = following in _OTHER_KIND and not unit_after(words, number.end, units)
    if _INEXACT & {*before, *after[:2]} or number.doubt == "inexact":
        return Unclear("inexact", (number.value,))
    if number.doubt or foreign or _NOT & {*before, *after[:1]} or "?" in after or "nhưng" in after:
        return Unclear(number.doubt or "not_understood", () if foreign else (number.value,))
    if number.value == 0 and not zero:
        return Unclear("zero")
    return Heard(number.value, literal=not number.spoken)


def _none_or_several(words: list[str], numbers: list[Number]) -> Unclear:
    values = tuple(dict.fromkeys(number.value for number in numbers))
    if values:
        return Unclear("several", values[:3])
    return Unclear("inexact" if {"vài", "mấy", "vai", "may"} & set(words) else "not_understood")


def _is_part(words: list[str], first: Number, second: Number) -> bool:
    return words[first.end : second.start] in (
        ["/"],
        ["trên"],
        ["tren"],
        ["người", "/"],
        ["trong"],
        ["trên", "tổng"],
    )


def _without_unit(said: str, units: Sequence[str]) -> str:
    for unit in sorted(units, key=len, reverse=True):
        for ending in (f" {unit} nào", f" {unit}", f" {fold(unit)} nao", f" {fold(unit)}"):
            if said.endswith(ending):
                return said[: -len(ending)]
    return said
