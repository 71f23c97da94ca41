"""Looks at an amount with the club's own habit in mind: slips of the keyboard, the same entry twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.dialogue.hearing.days import DayHeard
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Unclear
from handlers.dialogue.state import Doubt
from handlers.fund.book import EntryDraft
from handlers.fund.phrases import EntryPhrase
from handlers.money import digits
from storage.records import Entry, Place

_TITLED = re.compile(r"\b(ông|bà|cụ|bác|chú|cô|anh|chị|ong|ba|cu|bac|chu|co|chi)\s+(\w+)", re.IGNORECASE)
STARTS_AT = 10


@dataclass(frozen=True, slots=True)
class Slip:
    """An amount far from the habit: how many times the usual, and what was likelier meant."""

    amount: int
    times: int
    likelier: int


def slip_of(amount: int, usual: int | None) -> Slip | None:
    """×10, ×100, ×1000 of what the club usually enters in that category; None where there is no habit yet."""
    if not usual or amount < STARTS_AT * usual:
        return None
    factor = 10
    while amount >= 10 * factor * usual and factor < 1000:
        factor *= 10
    return Slip(amount, amount // usual, amount // factor)


def doubles(recent: Sequence[Entry], draft: EntryDraft) -> list[Entry]:
    """Standing entries of the same amount, category and person within a day, the same day first.

    Of "thu khác" and "chi khác" also of the same words: that category says nothing.
    """
    near = timedelta(days=1)
    found = [
        entry
        for entry in recent
        if entry.category == draft.category
        and abs(entry.at(Place.EARNED, Place.SPENT)) == draft.amount
        and (entry.party == draft.party or (draft.member_id and entry.member_id == draft.member_id))
        and (
            not entry.category.startswith("other_") or fold(tidy(entry.note)) in ("", fold(tidy(draft.what)))
        )
        and abs(entry.occurred_on - draft.day) <= near
        and entry.reversed_by is None
        and entry.reverses_id is None
    ]
    return sorted(found, key=lambda entry: abs(entry.occurred_on - draft.day))


def day_doubt(key: str, phrase: EntryPhrase) -> Doubt | None:
    """What has to be asked about the day of a line: not yet come, long ago, or not clear which."""
    heard = phrase.day
    if isinstance(heard, Unclear):
        known = ("future", "too_old", "no_such_day", "lunar_or_solar")
        guesses = tuple(each.day.isoformat() for each in heard.guesses if isinstance(each, DayHeard))
        reason = heard.reason if heard.reason in known else "which_day"
        return Doubt(key, reason, guesses if reason == "lunar_or_solar" else (), phrase.words[:80])
    if heard is not None and heard.value.old:
        return Doubt(key, "too_old", (heard.value.day.isoformat(),), phrase.words[:80])
    return None


def spoken_product(phrase: EntryPhrase, amount: int) -> str:
    """ "52 người x 5 nghìn" -> "52 × 5.000", where that is the amount written; else ""."""
    times = phrase.times
    if times is None or times.people * times.each != amount:
        return ""
    return f"{times.people} × {digits(times.each)}"


def with_capital_names(text: str) -> str:
    """ "ông sơn ủng hộ" -> "ông Sơn ủng hộ"."""
    return _TITLED.sub(lambda found: f"{found[1].lower()} {found[2][:1].upper()}{found[2][1:]}", nfc(text))
