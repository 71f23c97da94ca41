"""Hoàn tác, gạch phiếu: takes back what was confirmed last, or the receipt named, whoever of the
committee wrote it.

Taking back a correction strikes the new entry and writes the old one again. "Hoàn tác" once more goes one
receipt further back; only "ghi lại" brings back what it struck.
"""

from dataclasses import replace
from datetime import date, timedelta

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import YES, Choose, Confirm, Option
from handlers.fund.amends import (
    AmendBook,
    LedgerTail,
    Rewrite,
    Told,
    alive_of,
    is_alive,
    only_strikes,
    struck_last,
    undoing,
)
from handlers.fund.closing import open_day
from handlers.fund.correct import LISTED, entry_option
from handlers.fund.entry import entry_subject
from handlers.fund.finding import collected_from, on_line, with_receipt
from handlers.fund.in_the_way import refused_lack
from handlers.fund.requests import LARGE, AskAgreement, changes_large
from handlers.fund.strikes import built_upon, why_officer, with_other_half
from handlers.fund.undo_phrases import UndoPhrase, hear_undo, opens_undo, undoes_another
from handlers.fund.wanted_postings import amend_postings
from storage.records import Entry, EntryKind

LEAVE = Option("leave", ("không", "thôi", "để nguyên", "giữ nguyên"))
FRESH = timedelta(days=7)
NEARLY = timedelta(days=1)


async def undo_entry(tail: LedgerTail, visit: Visit) -> AmendBook | AskAgreement | Told | None:
    """Hoàn tác: strikes out, after reading back what and whose."""
    phrase = hear_undo(visit.words) or UndoPhrase()
    batch = struck_last(tail) if phrase.back else await _meant(tail, phrase, visit)
    if isinstance(batch, Told):
        return batch
    strike, write = (
        undoing(tail, batch) if phrase.back or not only_strikes(tail, batch) else (alive_of(batch), ())
    )
    amended = AmendBook(tail.book.club.id, with_other_half(tail, strike), write)
    told = _refused(tail, amended, batch[0])
    return told or await _agreed(tail, visit, amended, moving_in=not phrase.line and not write)


def _refused(tail: LedgerTail, amended: AmendBook, first: Entry) -> Told | None:
    """Why nothing can be taken back: it is gone already, something stands on it, its money is spent."""
    if not amended.strike and not amended.write:
        return Told("struck", first)
    if (standing := built_upon(tail, amended.strike)) is not None:
        return Told("built_upon", standing)
    short = refused_lack(tail.book, amend_postings(amended))
    return Told("short", _changed(amended)[0]) if short else None


async def _agreed(
    tail: LedgerTail, visit: Visit, amended: AmendBook, *, moving_in: bool
) -> AmendBook | AskAgreement | None:
    """Under which day, and read back; `moving_in`: what began a book just now closes no month."""
    changed = _changed(amended)
    oldest = min(entry.occurred_on for entry in changed)
    dated: tuple[date, bool] | None = oldest, False
    if not moving_in or any(entry.kind is not EntryKind.OPENING for entry in amended.strike):
        dated = await open_day("closed", oldest, visit.today, tail.book.closing, {"entry": changed[0]})
    if dated is None or not await _sure(tail, visit, amended.strike, amended.write):
        return None
    amended = replace(amended, dated=None if dated[0] == oldest else dated[0])
    large = LARGE if changes_large(amended, tail.book.club.settings) else ""
    why = why_officer(amended.strike, amended.write, closed=dated[1]) or large
    return AskAgreement(amended.club_id, why, amend=amended) if why else amended


def _changed(amended: AmendBook) -> tuple[Entry, ...]:
    return (*amended.strike, *(rewrite.entry for rewrite in amended.write))


async def _meant(tail: LedgerTail, phrase: UndoPhrase, visit: Visit) -> tuple[Entry, ...] | Told:
    """What is to be taken back; receipts of both funds have the same numbers, so two may fit."""
    if not phrase.receipt and not phrase.line and not phrase.party:
        return await _last(tail, visit)
    by_receipt = with_receipt(tail.entries, phrase.receipt, phrase.side)
    found = on_line(tail.entries, phrase.line) if phrase.line else by_receipt
    found = collected_from(tail, phrase.party, visit.today) if phrase.party else found
    found = [entry for entry in found if phrase.fund in (None, entry.fund)]
    alive = [entry for entry in found if is_alive(entry)]
    if len(alive) > 1:
        said = await Choose(
            key="which", choices=tuple(entry_option(entry) for entry in alive[:LISTED]), money=True
        )
        alive = [entry for entry in alive if f"entry{entry.id}" == said]
    if alive:
        return (alive[0],)
    missing = Told("unknown_line" if phrase.line else "unknown_payer" if phrase.party else "unknown")
    return Told("struck", found[0]) if found else missing


async def _last(tail: LedgerTail, visit: Visit) -> tuple[Entry, ...] | Told:
    """What was confirmed last and still stands; after some days it has to be named by its receipt."""
    batches = tail.batches()
    if not batches:
        return Told("empty")
    if visit.today - batches[0][0].recorded_at.date() > FRESH:
        return Told("old", batches[0][0])
    if alive_of(batches[0]):
        return batches[0]
    own = next((batch for batch in batches if _own_of_today(batch, visit)), None)
    return own or await _earlier(tail)


def _own_of_today(batch: tuple[Entry, ...], visit: Visit) -> bool:
    first = batch[0]
    fresh = visit.today - first.recorded_at.date() <= NEARLY  # moments are kept in UTC
    return first.recorded_by == visit.person.id and fresh and bool(alive_of(batch))


async def _earlier(tail: LedgerTail) -> tuple[Entry, ...] | Told:
    """Nothing of today is left to strike: which of the receipts before?"""
    standing = [entry for entry in reversed(tail.entries) if is_alive(entry) and entry.receipt_number]
    if not standing:
        return Told("empty")
    options = (*(entry_option(entry) for entry in standing[:LISTED]), LEAVE)
    said = await Choose(key="earlier", choices=options, money=True)
    found = tail.entry(int(said.removeprefix("entry"))) if said != "leave" else None
    return (found,) if found else Told("left")


async def _sure(
    tail: LedgerTail, visit: Visit, strike: tuple[Entry, ...], write: tuple[Rewrite, ...]
) -> bool:
    entries = (*strike, *(rewrite.entry for rewrite in write))
    writers = {tail.writer(entry) for entry in strike if entry.recorded_by != visit.person.id} - {""}
    about = {"strike": [entry.id for entry in strike], "write": [rewrite.entry.id for rewrite in write]}
    show = {
        "strike": strike,
        "write": write,
        "writer": ", ".join(sorted(writers)),
        "one": len(entries) == 1,
        "fund": entries[0].fund,
    }
    return await Confirm(key="confirm", about=about, choices=(YES, LEAVE), show=show, money=True) == "yes"


UNDO = Talk(
    "fund.undo", undo_entry, LedgerTail, opens_undo, entry_subject, on_behalf=True, after=undoes_another
)
