"""Khoản mục: what a club's money comes in and goes out for, in its own words.

A category that is no longer offered stays in the entries written with it; those the funds are counted by
(hội phí, ủng hộ, lãi, ngân sách, khác) stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import EDIT, YES, Choose, Confirm, Option, ReviewLine, Text, agreed
from handlers.fund.book import FundBook
from handlers.fund.categories import EXPENSE, OWN, Category, offered
from handlers.fund.category_phrases import ADD, LIST, RENAME, RETIRE, CategoryPhrase, hear_category
from handlers.fund.category_rules import (
    FIXED,
    as_label,
    category_meant,
    given_up,
    refusal,
    renamed_to,
    without,
)
from handlers.fund.entry import DIRECTIONS, FUNDS, entry_subject
from handlers.fund.whole_lines import INSTEAD
from storage.people_records import ClubSettings, OwnCategory
from storage.records import Fund

WHO_SET = frozenset({"leader", "deputy", "treasurer"})
LEAVE = Option("no", ("không", "thôi", "để nguyên", "giữ nguyên"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One change as it is read back: the settings it leads to, and the category `code` it is about."""

    act: str
    direction: str
    settings: ClubSettings
    code: str
    own: OwnCategory | None = None


@dataclass(frozen=True, slots=True)
class SetCategories:
    """Effect: what the club offers from now on; `was` is what it replaces."""

    club_id: int
    settings: ClubSettings
    was: ClubSettings
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class ShowCategories:
    """Effect that changes nothing: the list, or `why` something cannot be done with `said`."""

    why: str
    direction: str = EXPENSE
    categories: tuple[Category, ...] = ()
    said: str = ""


async def club_categories(book: FundBook, visit: Visit) -> SetCategories | ShowCategories | None:
    """One change, read back; the list where nothing is to be changed or by whom it may not."""
    phrase = hear_category(visit.words) or CategoryPhrase(LIST)
    own = {str(role.role) for role in visit.person.roles if role.club_id == book.club.id}
    if phrase.act == LIST or not own & WHO_SET:
        side = await Choose(
            key="side", choices=DIRECTIONS, known=phrase.side or None, show={"name": "", "act": LIST}
        )
        why = "list" if own & WHO_SET else "not_yours"
        return ShowCategories(why, side, offered(book.club.settings, side))
    if phrase.act == ADD:
        return await _added(book, visit, phrase)
    meant = category_meant(book.club.settings, phrase)
    if meant is None or meant.code in FIXED:
        return ShowCategories("unknown" if meant is None else "fixed", said=phrase.name)
    if phrase.act == RETIRE:
        left = without(book.club.settings, meant)
        return await _confirmed(book, visit, Wanted(RETIRE, meant.direction, left, meant.code))
    return await _renamed(book, visit, phrase, meant)


async def _added(
    book: FundBook, visit: Visit, phrase: CategoryPhrase
) -> SetCategories | ShowCategories | None:
    """A new one, or one the club had given up."""
    rules = book.club.settings
    show = {"name": phrase.name, "act": ADD}
    before = given_up(rules, phrase.name)
    known = phrase.side or (before.direction if before else None)
    side = await Choose(key="side", choices=DIRECTIONS, known=known, show=show)
    label = await Text(key="label", at_most=60, known=phrase.name)
    if retired := given_up(rules, label, side):
        kept = tuple(code for code in rules.retired_categories if code != retired.code)
        back = replace(rules, retired_categories=kept)
        return await _confirmed(book, visit, Wanted(ADD, side, back, retired.code))
    if why := refusal(rules, side, label):
        return ShowCategories(why, side, said=label)
    fund = Fund(await Choose(key="fund", choices=FUNDS, known=phrase.fund or Fund.ACTIVITY_FUND))
    own = OwnCategory(as_label(label), side, fund, (as_label(label),))
    more = replace(rules, own_categories=(*rules.own_categories, own))
    return await _confirmed(book, visit, Wanted(ADD, side, more, OWN + own.label, own))


async def _renamed(
    book: FundBook, visit: Visit, phrase: CategoryPhrase, meant: Category
) -> SetCategories | ShowCategories | None:
    """The new label is heard with the words of the old one."""
    rules, side = book.club.settings, meant.direction
    label = await Text(key="label", at_most=60, known=phrase.new_name)
    left = without(rules, meant)
    if why := refusal(left, side, label):
        return ShowCategories(why, side, said=label)
    own = renamed_to(rules, meant, as_label(label))
    new = replace(left, own_categories=(*left.own_categories, own))
    return await _confirmed(book, visit, Wanted(RENAME, side, new, meant.code, own))


async def _confirmed(book: FundBook, visit: Visit, wanted: Wanted) -> SetCategories | None:
    keys = {ADD: ("label", "fund"), RENAME: ("label",)}.get(wanted.act if wanted.own else "", ())
    lines = tuple(ReviewLine(key, (key,), show={"own": wanted.own}) for key in keys)
    question = Confirm(
        key="confirm",
        about={"wanted": wanted, "round": visit.round},
        choices=(YES, EDIT) if lines else (YES, LEAVE),
        lines=lines,
        show={"wanted": wanted, "direction": wanted.direction},
    )
    if not await agreed(question):
        return None
    return SetCategories(book.club.id, wanted.settings, book.club.settings, wanted)


def opens_categories(words: str, today: date) -> bool:
    """ "khoản mục", "thêm khoản chi thuê loa", "bỏ khoản văn nghệ"."""
    return hear_category(words) is not None


def _said_anew(words: str, today: date, show: Mapping[str, Any]) -> str:
    """ "Thêm khoản chi thuê loa" at "thu hay chi ạ?" is what is wanted instead, and no "chi"."""
    phrase = hear_category(words)
    return INSTEAD if phrase is not None and phrase.act != LIST and show.get("act") in (LIST, ADD) else ""


CATEGORIES = Talk(
    "fund.club_categories",
    club_categories,
    FundBook,
    opens_categories,
    entry_subject,
    breaks_in=_said_anew,
)
