"""Hears one line of the cash book as treasurers type it: "thu 500k hội phí tháng 11", "bà Lan trả gốc 1tr
lãi 50k".

What is not clear stays unheard and is asked about; ordinary talk with "thu" and "chi" in it is no entry.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.club.names import birth_year_after
from handlers.club.people_named import people_named
from handlers.club.typed import Word, find, words_of
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.heard import Heard
from handlers.fund.asset_phrases import sold
from handlers.fund.categories import BY_CODE, Category, find_category
from handlers.fund.entry_amounts import Amount, Times, amount_in, times_in
from handlers.fund.entry_figures import Day, Figures, figures_of
from handlers.fund.entry_items import as_corrected, day_last, items_of
from handlers.fund.entry_notes import counterparty, told
from handlers.fund.entry_words import COMPOUNDS, INCOME, LEND, REPAY, Verb, find_verb, may_be_sister
from handlers.fund.fund_words import fund_named
from handlers.fund.loan_term import without_term
from handlers.fund.no_entry import asks_or_plans
from storage.records import Fund

_WEEKDAY = re.compile(
    r"^\s*(?:thu|thứ)\s*[2-7]\b(?!\s*(?:k|tr|trieu|triệu|tram|trăm|chuc|chục|nghin|nghìn|ngan|ngàn|ty|tỷ"
    r"|cành|củ|xị|lít|lốp|đồng|[.,]\d))",
    re.IGNORECASE,
)

_DAY_AT_ONCE = re.compile(
    r"\s+(?:(?:ng[àa]y\s+)?\d{1,2}/\d{1,2}(?:/\d{2,4})?|h[ôo]m\s+(?:qua|nay|kia))(?=\s)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class EntryPhrase:
    """What one line says; None where it says nothing, Unclear where it must be asked about.

    `amount` is in đồng; of a repayment with principal and interest it is their sum. `category` is a code of
    `categories`, `counterparty` and `note` are as typed, `months` is the term of a loan, `times` the "52 ×
    5.000".
    """

    direction: str | None
    fund: Fund | None
    amount: Amount | None
    principal: Amount | None
    interest: Amount | None
    category: str | None
    counterparty: str
    day: Day | None
    note: str
    months: int | None
    words: str
    times: Times | None = None


def is_entry(text: str) -> bool:
    """Whether every line is plainly something to write into the book; a question or a plan is not."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(_is_entry_line(_unnumbered(line)) for line in lines)


def _unnumbered(line: str) -> str:
    """ "1. thu 500k": the number only counts the lines; what was taken back at once is left out."""
    return as_corrected(day_last(re.sub(r"^\d{1,2}[.)]\s+", "", polish(line))))


def _is_entry_line(line: str) -> bool:
    words = words_of(line)
    verb = find_verb(words, _first_person(line))
    if _WEEKDAY.match(line) or asks_or_plans(line, words):
        return False
    if verb is None:
        return _begins_with_category(line, words)
    if amount_in(without_term(line)[0]) is not None:
        return verb.opening or verb.direction in (LEND, REPAY) or not find(words, COMPOUNDS)
    day = _DAY_AT_ONCE.match(line, verb.end)  # "chi 20/11 mua nước"
    told = [word for word in words if day is None or not verb.end <= word.start < day.end()]
    return verb.opening and len(told) < 7 and _certain_category(told, verb) is not None


def _begins_with_category(line: str, words: list[Word]) -> bool:
    """ "hội phí 260k", with an amount that is certain."""
    category, amount = find_category(words), amount_in(line)
    first = find(words, category.said) if category else None
    leads = 1 if words and words[0].text in ("tiền", "tien", "khoản", "khoan") else 0
    return (
        first is not None and first[0] in (0, leads) and amount is not None and isinstance(amount[0], Heard)
    )


def _certain_category(words: list[Word], verb: Verb) -> Category | None:
    """ "thu hội phí", "chi nước": without an amount only the words right after the verb count."""
    rest = [word for word in words if word.start >= verb.end]
    rest = rest[1:] if rest and rest[0].text in ("mua", "tiền", "tien") else rest
    category = find_category(rest, verb.direction)
    first = find(rest, category.said) if category else None
    return category if first and first[0] == 0 and category and category.code != "loan_interest" else None


def hear_entries(text: str, today: date) -> list[EntryPhrase]:
    """One entry a line; a line with several ("thu 500k hội phí, chi 100k nước") is cut where each part is an
    entry, one of several items ("chi 50k quả và 30k hoa") where each has its amount; its day is of all."""
    found: list[EntryPhrase] = []
    for line in filter(str.strip, text.splitlines()):
        heard = [hear_entry(part, today) for part in _parts(line.strip(), today)]
        found += [replace(each, day=each.day or heard[0].day) for each in heard]
    return found


def _parts(line: str, today: date) -> list[str]:
    parts = re.split(
        r"(?:\s*[;,+]\s*|\.\s+|\s+(?:và|va)\s+)(?=(?:thu|chi|cho|bà|ông)\b)", line, flags=re.IGNORECASE
    )
    if len(parts) > 1 and all(_is_entry_line(_unnumbered(part)) for part in parts):
        return parts
    plain = _unnumbered(line)
    items = items_of(plain, find_verb(words_of(plain), _first_person(plain)), today)
    return items if len(items) > 1 else [line]


def hear_entry(text: str, today: date) -> EntryPhrase:
    """What one line says, whether or not `is_entry`; never raises, takes no amount that has two readings."""
    line = _unnumbered(text)
    fund, rest = fund_named(line)
    verb = find_verb(words_of(rest), _first_person(rest))
    figures = figures_of(rest, verb.direction if verb else None, today)
    direction, category = _way_and_category(rest, verb, figures)
    note = told(rest, verb, today)
    return EntryPhrase(
        direction=direction,
        fund=fund,
        amount=figures.money.amount,
        principal=figures.money.principal,
        interest=figures.money.interest,
        category=category.code if category else None,
        counterparty=_who(note if verb and verb.opening else figures.left, rest, direction),
        day=figures.day,
        note="" if direction in (LEND, REPAY) else note,
        months=figures.months,
        words=text,
        times=times_in(line, figures.money.amount),
    )


def _way_and_category(line: str, verb: Verb | None, figures: Figures) -> tuple[str | None, Category | None]:
    """Which way money went: by its verb, by what was sold, else by what an amount was for ("hội phí 5k")."""
    direction = (verb.direction if verb else None) or (INCOME if sold(line) else None)
    category = _category(words_of(figures.left), direction)
    if direction or category is None or figures.money.amount is None or may_be_sister(words_of(line)):
        return direction, category
    return category.direction, category


def _first_person(line: str) -> tuple[int, int] | None:
    return next(((person.start, person.end) for person in people_named(line)), None)


def _who(said: str, line: str, direction: str | None) -> str:
    """The other end; of a loan with the birth year that tells two of one name apart."""
    people = people_named(line) if direction in (LEND, REPAY) else []
    year = birth_year_after(line, people[0].end) if people else ""
    who = people[0].said if people else counterparty(said)
    return f"{who} {year}".strip()


def _category(words: list[Word], direction: str | None) -> Category | None:
    if direction in (LEND, REPAY):
        return None
    found = find_category(words, direction)
    helped = found is None and direction == INCOME and find(words, (("hỗ", "trợ"),))
    return BY_CODE["gift"] if helped else found
