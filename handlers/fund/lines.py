"""Several lines of one message as entries: the good ones are kept, one without its amount is asked about.

What the box holds is looked at after all of them: 300 in and 250 out is no shortage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import tidy
from handlers.dialogue.questions import DROP, Choose, Option
from handlers.fund.book import EntryDraft, FundBook
from handlers.fund.entry_words import LEND, REPAY
from handlers.fund.phrases import EntryPhrase, hear_entries, hear_entry, is_entry
from storage.records import Fund

MOST_LINES = 12
SHORT = 6  # words: a longer line without an amount is talk, not an entry half said
ANYWAY = Option("anyway", ("vẫn ghi", "ghi", "cứ ghi"))


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry with the line it stood in: `number` 0 where the message has only that line."""

    phrase: EntryPhrase
    number: int = 0
    text: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """What a message says: its entries, and the lines (number, words) that could not be taken for one.

    `loans` are lines about a loan: a repayment that leaves nothing to ask is confirmed with the entries, any
    other is asked about on its own afterwards.
    """

    entries: tuple[EntryLine, ...] = ()
    unheard: tuple[tuple[int, str], ...] = ()
    loans: tuple[EntryLine, ...] = ()

    @property
    def written(self) -> tuple[EntryLine, ...]:
        """The entries that say their amount or what it was for in full."""
        return tuple(line for line in self.entries if line.whole)


def read_lines(words: str, today: date) -> Lines:
    """Every line by itself; a single line is always one entry, however little it says."""
    said = [line.strip() for line in words.splitlines() if line.strip()]
    if len(said) < 2:
        return Lines(tuple(EntryLine(phrase) for phrase in hear_entries(words, today)))
    entries: list[EntryLine] = []
    unheard: list[tuple[int, str]] = []
    loans: list[EntryLine] = []
    for number, text in enumerate(said[:MOST_LINES], 1):
        found = _entries_of(text, number, today)
        if any(_of_a_loan(line.phrase) for line in found):
            loans.append(EntryLine(hear_entry(text, today), number, text))
        elif found:
            entries += found
        else:
            unheard.append((number, text))
    return Lines(tuple(entries[:MOST_LINES]), tuple(unheard), tuple(loans))


def _of_a_loan(phrase: EntryPhrase) -> bool:
    """Lending, repaying, and interest of a named person: "thu lãi bà Lan 50k"."""
    interest_of_somebody = phrase.category == "loan_interest" and bool(people_named(phrase.note))
    return phrase.direction in (LEND, REPAY) or interest_of_somebody


def _entries_of(text: str, number: int, today: date) -> list[EntryLine]:
    if is_entry(text):
        return [EntryLine(phrase, number, text) for phrase in hear_entries(text, today)]
    phrase = hear_entry(text, today)
    half_said = phrase.direction is not None and phrase.amount is None and phrase.note
    plain = "?" not in text and len(tidy(text).split()) <= SHORT
    return [EntryLine(phrase, number, text, whole=False)] if half_said and plain else []


async def covered(book: FundBook, drafts: Sequence[EntryDraft], repaid: Mapping[Fund, int]) -> bool:
    """More than the box holds after all of them: refused or confirmed, as the club has set it.

    `repaid` is the cash that repayments of the same message bring into each fund's box.
    """
    for fund in Fund:
        spent = [(n, d) for n, d in enumerate(drafts, 1) if d.fund == fund and d.direction == "expense"]
        came = sum(d.amount for d in drafts if d.fund == fund and d.direction == "income")
        came += repaid.get(fund, 0)
        left = book.balances.of(fund).box + came - sum(d.amount for _, d in spent)
        if left < 0 and spent and not await _spent_anyway(book, fund, spent, came, left):
            return False
    return True


async def _spent_anyway(
    book: FundBook, fund: Fund, spent: Sequence[tuple[int, EntryDraft]], came: int, left: int
) -> bool:
    refuse = book.club.settings.overdraft == "refuse"
    total = sum(draft.amount for _, draft in spent)
    box = book.balances.of(fund).box + came
    show = {"fund": fund, "spent": total, "box": box, "short": -left, "refuse": refuse, "count": len(spent)}
    about = spent[0][1] if len(spent) == 1 else {"drafts": [draft for _, draft in spent], "left": left}
    key, choices = f"entry.{spent[0][0]}.overdraft", (DROP,) if refuse else (ANYWAY, DROP)
    return await Choose(key=key, about=about, choices=choices, show=show, money=not refuse) == "anyway"
