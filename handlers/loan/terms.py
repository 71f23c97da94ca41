"""The questions of an agreement: for how many months, at which interest."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number
from handlers.dialogue.questions import YES, Choose, Option, Question
from handlers.fund.loan_term import without_term

LONGEST = 60  # months
HIGHEST_BP = 1_000  # 10% a month: above it nobody lends, so it was a slip
OTHER_RATE = Option("other", ("mức khác", "khác", "không phải", "số khác"))
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,])")
_NONE = re.compile(r"\b(khong lai|khong tinh lai|khong lay lai|mien lai|0%|0 %)(?!\w)")


@dataclass(frozen=True, kw_only=True)
class Months(Question[int]):
    """How long, in whole months: "1 năm", "nửa năm", "6 tháng", "12"."""

    units: tuple[str, ...] = ("tháng",)

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        _, months = without_term(tidy(words), anywhere=True)
        heard = Heard(months) if months else hear_number(words, self.units, zero=False)
        return Heard(heard.value, literal=False) if isinstance(heard, Heard) else heard

    def check(self, heard: "Heard[int]") -> "Heard[int] | Unclear":
        return heard if 0 < heard.value <= LONGEST else Unclear("out_of_range")


def rate_heard(words: str) -> int | None:
    """ "0,5%", "nửa phần trăm", "không lãi", "6%/năm": hundredths of a percent a month, or None."""
    said = fold(tidy(words))
    if _NONE.search(said):
        return 0
    if re.search(r"\bnua (phan|%)", said):
        return 50
    found = _PERCENT.findall(said)
    number = hear_number(re.sub(r"\s*(phan tram|phan|%).*", "", said))
    if len(found) != 1 and not isinstance(number, Heard):
        return None
    percent = float(found[0].replace(",", ".")) if len(found) == 1 else float(_value(number))
    return round(percent * 100 / (12 if re.search(r"\bnam\b", said) and found else 1))


def _value(number: "Heard[int] | Unclear") -> int:
    return number.value if isinstance(number, Heard) else 0


@dataclass(frozen=True, kw_only=True)
class Rate(Question[int]):
    """Interest a month in hundredths of a percent."""

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        rate = rate_heard(words)
        return Unclear("not_understood") if rate is None else Heard(rate, literal=False)

    def check(self, heard: "Heard[int]") -> "Heard[int] | Unclear":
        return heard if heard.value <= HIGHEST_BP else Unclear("out_of_range")


@dataclass(frozen=True, kw_only=True)
class UsualRate(Choose):
    """ "Lãi vẫn 1% …?": yes, "mức khác", or another rate said straight away (stored as "bp50")."""

    choices: tuple[Option, ...] = (YES, OTHER_RATE)

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        if re.search(r"\d\s*%|phần|phan|không lãi|khong lai|\d[.,]\d", tidy(words)):
            rate = rate_heard(words)
            if rate is not None and rate <= HIGHEST_BP:
                return Heard(f"bp{rate}")
        return Choose.hear(self, words, today)
