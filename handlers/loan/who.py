"""Which member a loan is about: a name, two members of one name, somebody who is not of the club."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.club.names import RosterLine, find_members
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Choose, Option, Question
from handlers.dialogue.state import Json
from storage.people_records import Member

LISTED = 6
_SEX = {"female": "f", "male": "m"}


def roster_of(members: Sequence[Member]) -> list[RosterLine]:
    """The roll as names are looked up in it."""
    return [RosterLine(m.roster_number, m.name, m.birth_year, _SEX.get(m.sex or "", "")) for m in members]


def members_meant(words: str, members: Sequence[Member]) -> tuple[Member, ...]:
    """The members the words may mean, equally likely ones together; () for nobody."""
    found = find_members(words, roster_of(members)) if words.strip() else []
    best = {match.roster_number for match in found if match.score == found[0].score}
    return tuple(member for member in members if member.roster_number in best)


@dataclass(frozen=True, kw_only=True)
class WhoIs(Question[tuple[int, ...]]):
    """The ids of the members a name may mean; never guessed between them here."""

    members: tuple[Member, ...] = ()

    def hear(self, words: str, today: date) -> "Heard[tuple[int, ...]] | Unclear":
        meant = members_meant(words, self.members)
        return Heard(tuple(member.id for member in meant)) if meant else Unclear("not_understood")

    def to_json(self, value: tuple[int, ...]) -> Json:
        return list(value)

    def from_json(self, stored: Json) -> tuple[int, ...]:
        return tuple(stored)


async def member_meant(
    said: str, members: Sequence[Member], show: dict[str, Any], likelier: Sequence[int] = ()
) -> Member:
    """Asks who is meant where `said` does not tell. Of several of one name the only one among `likelier`
    (who has a loan) is taken: the read-back shows the birth year."""
    known = tuple(member.id for member in members_meant(said, members))
    question = WhoIs(key="who", members=tuple(members), known=known or None, show={**show, "said": said})
    meant = await question
    fitting = [member for member in members if member.id in meant]
    with_loan = [member for member in fitting if member.id in likelier]
    return await one_of("which", with_loan or fitting, show)


async def one_of(key: str, members: Sequence[Member], show: dict[str, Any], *, money: bool = False) -> Member:
    """The only member there is, else the one chosen among several of a name; `key` asks."""
    if len(members) == 1:
        return members[0]
    options = tuple(option_of(member) for member in members[:LISTED])
    picked = await Choose(key=key, choices=options, show=show, money=money)
    return next(member for member in members if str(member.id) == picked)


def option_of(member: Member) -> Option:
    """A member as a numbered choice; birth year, hamlet and roster number are heard too."""
    words = (member.name, f"sinh {member.birth_year}", str(member.birth_year), f"số {member.roster_number}")
    year = f" ({member.birth_year})" if member.birth_year else ""
    label = ", ".join(filter(None, (f"{member.name}{year}", member.hamlet)))
    return Option(str(member.id), (*words, member.hamlet) if member.hamlet else words, {"label": label})
