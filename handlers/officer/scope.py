"""Which area a question is about: the one it names, else the one its officer looks after.

Outside an officer's areas nothing exists: a place elsewhere is answered as one we have never heard of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.catalogue_types import Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.officer.asks import AreaTree
from handlers.officer.heard_club import names_a_place, names_the_nation
from handlers.officer.places import NATION, Area, named_area
from storage.people_records import Person


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place was named that lies outside; `own` is what the officer does look after."""

    own: Area


def areas_of(person: Person) -> tuple[str, ...]:
    """Codes of the areas a person looks after, in order of role."""
    codes = (role.area_code for role in person.roles if role.area_code)
    return tuple(dict.fromkeys(codes))


def each_time(_: str, caller: Caller, __: Facts) -> Subject:
    """The subject of what an officer asks or orders: each time it is a talk of its own."""
    return Subject(record=caller.inbox_id, person_id=caller.person.id)


def not_for_readers(name: str, page: str, hears: Callable[[str], bool]) -> Query:
    """Whoever may only look and gives an officer's order is told whose it is, in the page's own words."""

    def ordered(words: str, caller: Caller) -> bool | None:
        return True if hears(words) and "officer" not in caller.roles else None

    def refused(_: bool, __: Caller, ___: Facts) -> Say:
        return Say(page, "only_officers")

    return Query(name, ordered, refused, frozenset({"reader"}))


def areas_within(caller: Caller, facts: Facts) -> list[Area]:
    """The areas an officer looks after with all that lie in them, the officer's own first."""
    return [area for code in areas_of(caller.person) for area in _tree(code, facts).areas]


def area_meant(
    words: str, caller: Caller, facts: Facts, shown: Area | None = None
) -> Area | Elsewhere | None:
    """The area the words name, else the one `shown` last, else the officer's own; None for who has none."""
    areas = areas_within(caller, facts)
    return area_among(words, areas, shown) if areas else None


def area_among(words: str, areas: Sequence[Area], shown: Area | None = None) -> Area | Elsewhere:
    """The same of the areas an officer looks after, one at least, the officer's own first."""
    named = named_area(words, areas)
    if named is not None:
        return named
    beyond = names_the_nation(words) and areas[0].kind != NATION
    if names_a_place(words) or beyond:
        return Elsewhere(areas[0])
    return areas[0] if names_the_nation(words) else shown or areas[0]


def _tree(code: str, facts: Facts) -> AreaTree:
    tree: AreaTree = facts.get(AreaTree, code)
    return tree
