"""Writes đồng as a cash book does, in digits and in words, so that a wrong zero is noticed when read back.

Words never leave the thousands out ("một triệu không nghìn năm trăm"): people say "một triệu năm trăm" for
1.500.000.
"""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def digits(amount: int) -> str:
    """500000 -> "500.000"; below zero "-500.000"."""
    return f"{amount:,}".replace(",", ".")


def in_words(amount: int) -> str:
    """500000 -> "năm trăm nghìn"; 105000 -> "một trăm linh năm nghìn"; below zero it begins with "âm"."""
    if amount < 0:
        return "âm " + in_words(-amount)
    return _whole(amount) if amount else _DIGITS[0]


def spelled(amount: int) -> str:
    """500000 -> "500.000 đồng (năm trăm nghìn đồng)", the form in which every amount is asked about."""
    return f"{digits(amount)} đồng ({in_words(amount)} đồng)"


def _whole(amount: int, continued: bool = False) -> str:
    billions, rest = divmod(amount, _BILLION)
    if not billions:
        return _below_billion(rest, continued)
    head = f"{_whole(billions, continued)} tỷ"
    return f"{head} {_below_billion(rest, True)}" if rest else head


def _below_billion(amount: int, continued: bool) -> str:
    spoken: list[str] = []
    for power in (2, 1, 0):
        group = amount // 1000**power % 1000
        if group:
            spoken += [*_group(group, continued or bool(spoken)), _GROUPS[power]]
        elif power == 1 and amount % 1000 and (continued or spoken):
            spoken += [_DIGITS[0], _GROUPS[power]]
    return " ".join(word for word in spoken if word)


def _group(group: int, continued: bool) -> list[str]:
    """The words of 1..999; `continued` says "không trăm linh" for what a larger group leaves empty."""
    hundreds, rest = divmod(group, 100)
    spoken = [_DIGITS[hundreds], "trăm"] if hundreds or continued else []
    tens, ones = divmod(rest, 10)
    if tens:
        return [*spoken, *_two_digits(tens, ones)]
    linked = ["linh"] if spoken else []
    return [*spoken, *linked, _DIGITS[ones]] if ones else spoken


def _two_digits(tens: int, ones: int) -> list[str]:
    if tens == 1:
        return ["mười", *([] if not ones else ["lăm"] if ones == 5 else [_DIGITS[ones]])]
    return [_DIGITS[tens], "mươi", *([_AFTER_TENS.get(ones, _DIGITS[ones])] if ones else [])]
