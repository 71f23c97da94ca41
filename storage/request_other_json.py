"""A loan, a move of money, a count's difference or a book's beginning that waits, as JSON and back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from handlers.fund.counting import OpenDifference, SettleDifference
from handlers.fund.requests import Other
from handlers.fund.wanted import MoveMoney, OldLoan, SetOpening
from handlers.loan.effects import Lend
from storage.people_records import Member
from storage.records import Fund, FundTotals

Members = Mapping[int, Member]


def other_to_json(other: Other | None) -> dict[str, Any] | None:
    """The part of `fund_requests.payload` that says what else waits."""
    if other is None:
        return None
    if isinstance(other, SetOpening):
        funds = {str(fund): asdict(had) for fund, had in other.funds}
        day, loans = other.day.isoformat(), [_loan_to_json(loan) for loan in other.loans]
        return {"is": "opening", "club_id": other.club_id, "day": day, "funds": funds, "loans": loans}
    said = _plain_parts(asdict(other))
    if isinstance(other, SettleDifference):
        return {"is": "difference", **said, "open": _plain_parts(asdict(other.open))}
    if isinstance(other, Lend):
        return {"is": "lend", **said, "member": other.member.id}
    return {"is": "move", **said}


def _loan_to_json(loan: OldLoan) -> dict[str, Any]:
    return _plain_parts(asdict(loan)) | {"member": loan.member.id}


def _plain_parts(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(each) for name, each in parts.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def other_from_json(stored: Mapping[str, Any] | None, members: Members) -> Other | None:
    """What waits; `members` are the club's by id."""
    if not stored:
        return None
    return _READ[stored["is"]]({name: each for name, each in stored.items() if name != "is"}, members)


def _lend(said: dict[str, Any], members: Members) -> Lend:
    days = {name: date.fromisoformat(said[name]) for name in ("lent_on", "due_on")}
    return Lend(**{**said, **days, "member": members[said["member"]]})


def _move(said: dict[str, Any], members: Members) -> MoveMoney:
    funds = {name: Fund(said[name]) for name in ("fund", "to_fund")}
    return MoveMoney(**{**said, **funds, "day": date.fromisoformat(said["day"])})


def _difference(said: dict[str, Any], members: Members) -> SettleDifference:
    left = said["open"]
    days = {name: date.fromisoformat(left[name]) for name in ("since", "counted_on")}
    left = OpenDifference(**{**left, **days, "count_ids": tuple(left["count_ids"])})
    return SettleDifference(
        said["club_id"], Fund(said["fund"]), left, said["reason"], date.fromisoformat(said["on"])
    )


def _opening(said: dict[str, Any], members: Members) -> SetOpening:
    funds = tuple((Fund(fund), FundTotals(**had)) for fund, had in said["funds"].items())
    loans = tuple(_old_loan(loan, members) for loan in said["loans"])
    return SetOpening(said["club_id"], date.fromisoformat(said["day"]), funds, loans)


def _old_loan(said: dict[str, Any], members: Members) -> OldLoan:
    days = {name: date.fromisoformat(said[name]) for name in ("lent_on", "due_on")}
    return OldLoan(**{**said, **days, "member": members[said["member"]]})


_READ: dict[str, Callable[[dict[str, Any], Members], Other]] = {
    "lend": _lend,
    "move": _move,
    "opening": _opening,
    "difference": _difference,
}
