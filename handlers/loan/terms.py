"""The questions of an agreement: for how many months, at which interest."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.questions import YES, Choose, Option, Question
from handlers.dialogue.state import Json
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

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[int] | Unclear":
        """Only what names months or years, or a bare figure: "5 triệu" is the loan's amount."""
        said = fold(tidy(slip.right))
        term = re.search(r"\b(?:thang|nam)\b", said) or not re.search(r"[a-z%]", said)
        return super().put_right(slip, old, today) if term else Unclear("not_understood")


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

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[int] | Unclear":
        """Only what is said as a rate: "6 tháng" is the term."""
        as_rate = slip.named or re.search(r"%|\bphan\b|\bkhong lai\b", fold(tidy(slip.right)))
        return super().put_right(slip, old, today) if as_rate else Unclear("not_understood")


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

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[str] | Unclear":
        heard = self.hear(slip.right, today)
        spoken = isinstance(heard, Heard) and heard.value.startswith("bp")
        return heard if spoken else Unclear("not_understood")
