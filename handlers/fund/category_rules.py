"""Which categories a club may name, rename or give up, and which one its words mean."""

from dataclasses import replace

from handlers.club.people_named import people_named
from handlers.club.typed import find, words_of
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.fund.categories import BY_CODE, EXPENSE, INCOME, OWN, Category, find_category, offered
from handlers.fund.category_phrases import CategoryPhrase, names_illness
from storage.people_records import ClubSettings, OwnCategory
from storage.records import Fund

FIXED = frozenset("dues|gift|bank_interest|loan_interest|budget|other_income|other_expense".split("|"))
"""Counted by name elsewhere: in dues, donors, interest, state support."""
LONGEST = 22  # letters of a label, so that a list of MOST stays one message
MOST = 12


def category_meant(rules: ClubSettings, phrase: CategoryPhrase) -> Category | None:
    """The club's own category of that name first, then the usual one the words point to."""
    sides = (phrase.side,) if phrase.side else (INCOME, EXPENSE)
    known = [category for side in sides for category in offered(rules, side)]
    own = [category for category in known if category.code.startswith(OWN)]
    same = [category for category in own if _same(category.code.removeprefix(OWN), phrase.name)]
    usual = find_category(words_of(phrase.name), phrase.side or None)
    codes = {category.code: category for category in known}
    renamed = next((one for one in rules.own_categories if usual and one.stands_for == usual.code), None)
    code = OWN + renamed.label if renamed else usual.code if usual else ""
    return same[0] if same else codes.get(code)


def given_up(rules: ClubSettings, label: str, side: str = "") -> Category | None:
    """The usual category the club no longer offers that is called so, and no more than so."""
    hidden = [BY_CODE[code] for code in rules.retired_categories if code in BY_CODE]
    return next((one for one in hidden if side in ("", one.direction) and _called(one, label)), None)


def _called(category: Category, label: str) -> bool:
    """Whether its words are all the label says: "văn nghệ, thể thao", but not "thuê loa" of "loa"."""
    words = words_of(tidy(label))
    while words and (found := find(words, category.said)):
        words = [*words[: found[0]], *words[found[1] :]]
    return not words


def refusal(rules: ClubSettings, side: str, label: str) -> str:
    """Why a label cannot be taken; "" where it can."""
    if names_illness(label):
        return "illness"
    if people_named(label):
        return "person"
    if not label or len(label) > LONGEST:
        return "long"
    if any(_same(label, name) for category in offered(rules, side) for name in _names(category)):
        return "exists"
    return "full" if len(offered(rules, side)) >= MOST else ""


def _names(category: Category) -> tuple[str, ...]:
    return tuple(" ".join(words) for words in category.said)


def _same(one: str, other: str) -> bool:
    """Typed with other accents or letters it is still the same name."""
    return fold(tidy(one)) == fold(tidy(other))


def as_label(label: str) -> str:
    return " ".join(tidy(label).split())


def without(rules: ClubSettings, category: Category) -> ClubSettings:
    """The settings without that category among those offered."""
    if category.code in BY_CODE:
        return replace(rules, retired_categories=(*rules.retired_categories, category.code))
    gone = next(one for one in rules.own_categories if OWN + one.label == category.code)
    hidden = (gone.stands_for,) if gone.stands_for and gone.stands_for not in rules.retired_categories else ()
    kept = tuple(one for one in rules.own_categories if one is not gone)
    return replace(rules, own_categories=kept, retired_categories=(*rules.retired_categories, *hidden))


def renamed_to(rules: ClubSettings, meant: Category, label: str) -> OwnCategory:
    """The category under its new label; the labels it had are still heard."""
    before = next((one for one in rules.own_categories if OWN + one.label == meant.code), None)
    said = (label, *(before.said if before else ()))
    stands_for = before.stands_for if before else meant.code
    return OwnCategory(label, meant.direction, meant.fund or Fund.ACTIVITY_FUND, said, stands_for)
