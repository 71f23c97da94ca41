"""Asks who has not paid on a collection day until every name is one of those who owe.

Whoever need not pay is named back, and a bare number is never taken for a roster number unasked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.dialogue.questions import Choose, Option
from handlers.loan.book import LoanBook
from handlers.loan.not_paid import NotPaid, Said
from handlers.loan.who import LISTED, option_of
from storage.people_records import Member

ROUNDS = ("unpaid", "unpaid.2", "unpaid.3", "unpaid.4")
UNPAID_KEYS = (*ROUNDS, "number", "number.2", "number.3", "number.4")


@dataclass(frozen=True, slots=True)
class Owing:
    """One member of the list that is read out: for dues without a loan."""

    member: Member
    amount: int
    loan_id: int = 0
    behind: int = 0  # of the amount: from months before


async def who_has_not_paid(book: LoanBook, owing: Sequence[Owing], show: dict[str, Any]) -> list[int] | None:
    """Ids of who did not pay, in the order they were named; None where it could not be made out."""
    members = tuple(dict.fromkeys(one.member for one in owing))
    away: dict[int, None] = {}
    shown = {**show, "spared": (), "some": 0, "away": ()}
    for key in ROUNDS:
        said = await NotPaid(key=key, members=members, roll=book.members, show=shown, money=True)
        away |= dict.fromkeys(said.members)
        if said.doubtful:
            away |= dict.fromkeys(await _doubtful(said, owing))
        if said.number:
            found = await _number_meant(said.number, book, members, key)
            if found == NOBODY:
                return list(away)
            if found != COUNTED:
                return [*away, int(found)]
        elif not said.spared:
            return list(away)
        spared = [member for member in book.members if member.id in said.spared]
        shown = {**show, "spared": spared, "some": said.number, "away": [*away]}
    return None


COUNTED, NOBODY = "counted", "nobody"


async def _number_meant(number: int, book: LoanBook, members: Sequence[Member], key: str) -> str:
    """The id of the member with that roster number, "counted" for so many people, "nobody" for all paid."""
    bearer = next((one for one in book.members if one.roster_number == number and one in members), None)
    named = (Option(str(bearer.id), (bearer.name,), {"member": bearer}),) if bearer else ()
    choices = (*named, Option(COUNTED, ("người", f"{number} người")), Option(NOBODY, ("đủ", "đủ cả")))
    show = {"number": number, "member": bearer}
    return await Choose(
        key=key.replace("unpaid", "number"), about=show, choices=choices, show=show, money=True
    )


async def _doubtful(said: Said, owing: Sequence[Owing]) -> list[int]:
    """A name that several bear is asked about."""
    away = []
    for number, meant in enumerate(said.doubtful, 1):
        fitting = [one.member for one in owing if one.member.id in meant][:LISTED]
        options = tuple(option_of(member) for member in dict.fromkeys(fitting))
        away.append(int(await Choose(key=f"which.{number}", choices=options, about=meant)))
    return away
