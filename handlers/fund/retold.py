"""A slip about whom or what for, at the read-back of one line: the line as it should have been typed.

Read anew as a whole, so that note, category, fund and payer always say the same thing.
"""

import re
from collections.abc import Collection
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import words_of
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, nfc, polish, tidy
from handlers.dialogue.hearing.put_right import PutRight
from handlers.fund.categories import find_category
from handlers.fund.entry_amounts import amount_in
from handlers.fund.fund_words import fund_named
from handlers.fund.phrases import EntryPhrase, hear_entries

_BUYS = re.compile(r"(?:mua|tiền|tien) [^\W\d]", re.IGNORECASE)
LONGEST = 60  # characters of what is right: more tells a story


def retold(words: str, slip: PutRight, today: date, answered: Collection[str]) -> str:
    """ "chi 200k thăm ông Sáu" and "à nhầm bà Hòa" -> "chi 200k thăm bà Hòa"; "" where that is not sure."""
    line, right = polish(words), nfc(slip.right)
    lines = hear_entries(line, today)
    if len(lines) != 1 or len(right) > LONGEST or _says_more(right, today):
        return ""
    people = people_named(right)
    if len(people) == 1 and fold(people[0].said) == fold(right):
        return "" if "entry.1.payer" in answered else _of_another(line, right, slip.was)
    return "" if "entry.1.category" in answered else _for_another(line, right, lines[0])


def _says_more(right: str, today: date) -> bool:
    """An amount, a day or a fund has a line of its own in the read-back."""
    return bool(amount_in(right) or find_day(right, today) or fund_named(right)[0])


def _of_another(line: str, right: str, was: str) -> str:
    before = people_named(line)
    if len(before) != 1 or (was and fold(tidy(before[0].said)) != fold(tidy(was))):
        return ""
    return line.replace(before[0].said, right, 1)


def _for_another(line: str, right: str, phrase: EntryPhrase) -> str:
    meant = find_category(words_of(right))
    told = meant.direction == phrase.direction if meant else _BUYS.match(right) is not None
    if not told or not phrase.note or phrase.note not in line:
        return ""
    return line.replace(phrase.note, right, 1)
