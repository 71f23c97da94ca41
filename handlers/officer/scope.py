"""Which area a question is about: the one it names, else the one its officer looks after.

Outside an officer's areas nothing exists: a place elsewhere is answered as one we have never heard of.
"""

from dataclasses import dataclass

from handlers.decision import Caller
from handlers.dialogue.replay import Facts
from handlers.officer.asks import AreaTree
from handlers.officer.heard import names_a_place
from handlers.officer.places import Area, named_area
from storage.people_records import Person, RoleName


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place was named that lies outside; `own` is what the officer does look after."""

    own: Area


def areas_of(person: Person) -> tuple[str, ...]:
    """Codes of the areas a person looks after, in order of role."""
    codes = (role.area_code for role in person.roles if role.area_code)
    return tuple(dict.fromkeys(codes))


def areas_led(person: Person) -> tuple[str, ...]:
    """Codes of the areas where a person may act, and not only look, in order of role."""
    codes = (role.area_code for role in person.roles if role.area_code and role.role == RoleName.OFFICER)
    return tuple(dict.fromkeys(codes))


def area_meant(words: str, caller: Caller, facts: Facts) -> Area | Elsewhere | None:
    """The area the words are about; None for somebody who looks after none."""
    trees = [tree.areas for code in areas_of(caller.person) if (tree := _tree(code, facts)).areas]
    if not trees:
        return None
    named = named_area(words, [area for tree in trees for area in tree])
    if named is not None:
        return named
    own = trees[0][0]
    return Elsewhere(own) if names_a_place(words) else own


def _tree(code: str, facts: Facts) -> AreaTree:
    tree: AreaTree = facts.get(AreaTree, code)
    return tree
