"""Names of members inside an entry's words, written as on the roll: "ho tro ba hoa" is "ho tro bà Hoa".

A name that members of two spellings may bear ("Tư", "Tú") stays as it was typed.
"""

from collections.abc import Sequence

from handlers.club.names import find_members, title_of
from handlers.club.people_named import people_named
from handlers.club.typed import words_of
from handlers.fund.guards import with_capital_names
from handlers.loan.who import roster_of
from storage.people_records import Member


def as_on_the_roll(text: str, members: Sequence[Member]) -> str:
    """The same words, capitals in every name, accents in those typed without any that a member bears."""
    line = with_capital_names(text)
    for named in reversed(people_named(line)):
        if named.said.isascii():
            line = line[: named.start] + _on_the_roll(named.said, members) + line[named.end :]
    return line


def _on_the_roll(said: str, members: Sequence[Member]) -> str:
    title, *name = said.split()
    numbers = {match.roster_number for match in find_members(said, roster_of(members))}
    bearers = [member.name.split()[-len(name) :] for member in members if member.roster_number in numbers]
    spellings = {" ".join(words) for words in bearers}
    return f"{title_of(words_of(title)[0])} {spellings.pop()}" if len(spellings) == 1 and name else said
