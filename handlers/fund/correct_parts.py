"""Asks what of a written entry is wrong and what is right instead; what the words said already is not asked.

A phiếu thu stays income: money that went the other way is struck out and told anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.catalogue_types import Visit
from handlers.club.people_named import people_named
from handlers.club.typed import words_of
from handlers.dialogue.hearing.amounts import hear_amount
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Choose, Day, Money, Option, Text
from handlers.dialogue.spoken import spoken
from handlers.fund.amends import LedgerTail, size_of
from handlers.fund.categories import find_category, meant_by_club
from handlers.fund.correction_phrases import RECEIPT, CorrectionPhrase
from handlers.fund.entry_amounts import amount_in
from handlers.fund.entry_notes import counterparty, told
from handlers.fund.fund_words import fund_named, other_fund
from handlers.fund.guards import with_capital_names
from handlers.fund.right import AS_IT_STANDS, Right, differing
from handlers.fund.roll_names import as_on_the_roll
from handlers.loan.who import members_meant, one_of
from storage.people_records import ClubSettings, Member
from storage.records import Entry, EntryKind

PARTS = (
    Option("amount", ("số tiền", "tiền")),
    Option("who", ("người", "tên", "tên người")),
    Option("what", ("nội dung", "khoản gì", "loại", "lý do", "diễn giải")),
    Option("fund", ("quỹ",)),
    Option("day", ("ngày",)),
)
LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class WhichPart(Choose):
    """ "Sửa gì ạ?": a part, or the right amount said straight away (stored as "amount300000")."""

    choices: tuple[Option, ...] = PARTS

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        picked = Choose.hear(self, words, today)
        said = hear_amount(words)
        return Heard(f"amount{said.value}") if isinstance(said, Heard) and said.value >= 1000 else picked


async def right_entry(
    tail: LedgerTail, visit: Visit, phrase: CorrectionPhrase | None, entry: Entry, attempt: int
) -> tuple[int, Right]:
    """The amount and the parts as they should be; only what differs from the entry."""
    rules = tail.book.club.settings
    if phrase is None or not phrase.right:
        amount, right = await _asked(rules, phrase, entry, attempt)
    else:
        amount, right = await _said(rules, visit, phrase, entry, attempt)
    right = _as_on_the_roll(right, tail.book.members)
    named = await _with_member(tail, entry, right, attempt)
    return amount, differing(named, entry)


def _as_on_the_roll(right: Right, members: Sequence[Member]) -> Right:
    party, note = (said and as_on_the_roll(said, members) for said in (right.party, right.note))
    return replace(right, party=party, note=note)


async def _asked(
    rules: ClubSettings, phrase: CorrectionPhrase | None, entry: Entry, attempt: int
) -> tuple[int, Right]:
    """Without a word about what is right: which part, then that part alone."""
    part = phrase.part if phrase else ""
    if phrase is not None and phrase.amount is not None:
        part = "amount"
    said = part or await WhichPart(key=f"part.{attempt}", show={"entry": entry}, money=True)
    if said.startswith("amount"):
        spoken = int(said.removeprefix("amount") or 0)
        return spoken or await _right_amount(phrase, entry, attempt), AS_IT_STANDS
    return size_of(entry), await _right_part(rules, said, entry, attempt)


async def _right_amount(phrase: CorrectionPhrase | None, entry: Entry, attempt: int) -> int:
    key = f"amount.{attempt}"
    known, doubt = spoken(key, phrase.amount, RECEIPT.sub(" ", phrase.words)) if phrase else (None, None)
    return await Money(key=key, known=known, unclear=doubt, show={"entry": entry})


async def _right_part(rules: ClubSettings, part: str, entry: Entry, attempt: int) -> Right:
    show = {"entry": entry}
    if part == "who":
        name = await Text(key=f"who.{attempt}", at_most=LONGEST, show=show, money=True)
        return Right(party=with_capital_names(name) or None)
    if part == "what":
        return _what(await Text(key=f"what.{attempt}", at_most=LONGEST, show=show, money=True), entry, rules)
    if part == "day":
        return Right(day=await Day(key=f"day.{attempt}", show=show, money=True))
    return Right(fund=other_fund(entry.fund))


def side_of(entry: Entry) -> str:
    """Income or expense, as categories know it."""
    return "income" if entry.kind is EntryKind.INCOME else "expense"


def _what(words: str, entry: Entry, rules: ClubSettings) -> Right:
    """What it was for: the category the words point to, else "khác"; the words themselves are kept."""
    if not words:
        return AS_IT_STANDS
    usual = find_category(words_of(words), side_of(entry))
    found = meant_by_club(rules, side_of(entry), usual.code if usual else None, words)
    return Right(category=found.code if found else f"other_{side_of(entry)}", note=with_capital_names(words))


async def _said(
    rules: ClubSettings, visit: Visit, phrase: CorrectionPhrase, entry: Entry, attempt: int
) -> tuple[int, Right]:
    """What the words right of "là" say: fund, day, amount, person, what for."""
    fund, rest = fund_named(phrase.right)
    found = find_day(rest, visit.today)
    day = await _day(phrase, found[0] if found else None, entry, attempt)
    money = amount_in(found[1] if found else rest)
    amount = size_of(entry)
    if money is not None:
        amount = await _right_amount(replace(phrase, amount=money[0]), entry, attempt)
    words = told(rest, None, visit.today)
    return amount, replace(_person_and_what(words, entry, rules), fund=fund, day=day)


def _person_and_what(words: str, entry: Entry, rules: ClubSettings) -> Right:
    """ "bà Lan" is a person, "mua loa" a purpose, "bà Lan ủng hộ" both."""
    people = people_named(words)
    party = with_capital_names(people[0].said if people else counterparty(words))
    alone = bool(people) and len(words_of(words)) == len(words_of(people[0].said))
    what = AS_IT_STANDS if alone or not words else _what(words, entry, rules)
    return replace(what, party=party or None)


async def _day(phrase: CorrectionPhrase, heard: object, entry: Entry, attempt: int) -> date | None:
    """The right day; one not yet come, long ago or unclear is asked for."""
    if heard is None:
        return None
    sure = isinstance(heard, Heard) and not heard.value.old and not heard.value.lunar
    known = heard.value.day if sure and isinstance(heard, Heard) else None
    return await Day(key=f"day.{attempt}", known=known, show={"entry": entry}, money=True)


async def _with_member(tail: LedgerTail, entry: Entry, right: Right, attempt: int) -> Right:
    """Where the entry is a member's own (hội phí by name), the right person is looked up on the roll."""
    if entry.member_id is None or right.party is None:
        return right
    found = members_meant(right.party, tail.book.members)
    if not found:
        return right
    member = await one_of(f"member.{attempt}", found, {"entry": entry}, money=True)
    return replace(right, party=member.name, member_id=member.id)
