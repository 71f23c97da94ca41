"""Several lines of one message as entries: the good ones are kept, one without its amount is asked about.

What the box holds is looked at after all of them: 300 in and 250 out is no shortage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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

    `loans` are lines about a loan, which have questions of their own and are never written here.
    """

    entries: tuple[EntryLine, ...] = ()
    unheard: tuple[tuple[int, str], ...] = ()
    loans: tuple[tuple[int, str], ...] = ()

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
    loans: list[tuple[int, str]] = []
    for number, text in enumerate(said[:MOST_LINES], 1):
        found = _entries_of(text, number, today)
        if any(line.phrase.direction in (LEND, REPAY) for line in found):
            loans.append((number, text))
        elif found:
            entries += found
        else:
            unheard.append((number, text))
    return Lines(tuple(entries[:MOST_LINES]), tuple(unheard), tuple(loans))


def _entries_of(text: str, number: int, today: date) -> list[EntryLine]:
    if is_entry(text):
        return [EntryLine(phrase, number, text) for phrase in hear_entries(text, today)]
    phrase = hear_entry(text, today)
    half_said = phrase.direction is not None and phrase.amount is None and phrase.note
    plain = "?" not in text and len(tidy(text).split()) <= SHORT
    return [EntryLine(phrase, number, text, whole=False)] if half_said and plain else []


async def covered(book: FundBook, drafts: Sequence[EntryDraft]) -> bool:
    """More than the box holds after all of them: refused or confirmed, as the club has set it."""
    for fund in Fund:
        spent = [(n, d) for n, d in enumerate(drafts, 1) if d.fund == fund and d.direction == "expense"]
        came = sum(d.amount for d in drafts if d.fund == fund and d.direction == "income")
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
