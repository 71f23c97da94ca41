"""A waiting entry or correction as the JSON of `fund_requests.payload`, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from handlers.fund.amends import AmendBook, Rewrite
from handlers.fund.book import EntryDraft
from handlers.fund.requests import AskAgreement
from handlers.fund.right import Right
from storage.records import Entry, Fund
from storage.request_other_json import other_to_json


def ask_to_json(ask: AskAgreement, asked: int | None) -> dict[str, Any]:
    """The payload; `asked` is the person who has to agree, None for the officers."""
    amend = ask.amend
    return {
        "why": ask.why,
        "asked": asked,
        "drafts": [{**asdict(draft), "day": draft.day.isoformat()} for draft in ask.drafts],
        "strike": [entry.id for entry in amend.strike] if amend else [],
        "write": [_rewrite_to_json(one) for one in amend.write] if amend else [],
        "other": other_to_json(ask.other),
        "dated": amend.dated.isoformat() if amend and amend.dated else None,
    }


def _rewrite_to_json(rewrite: Rewrite) -> list[Any]:
    right = rewrite.right
    said = {**asdict(right), "day": right.day.isoformat() if right.day else None}
    return [rewrite.entry.id, rewrite.amount, rewrite.interest, said]


def _rewrite_from_json(stored: list[Any], held: Mapping[int, Entry]) -> Rewrite:
    """Older requests know only the amount, or the amount and its interest."""
    entry_id, amount, *more = stored
    interest = more[0] if more else 0
    said = dict(more[1]) if len(more) > 1 else {}
    if said.get("day"):
        said["day"] = date.fromisoformat(said["day"])
    if said.get("fund"):
        said["fund"] = Fund(said["fund"])
    return Rewrite(held[entry_id], amount, interest, Right(**said))


def drafts_from_json(payload: Mapping[str, Any]) -> tuple[EntryDraft, ...]:
    """The entries that wait."""
    return tuple(_draft(stored) for stored in payload["drafts"])


def _draft(stored: Mapping[str, Any]) -> EntryDraft:
    return EntryDraft(**{**stored, "fund": Fund(stored["fund"]), "day": date.fromisoformat(stored["day"])})


def entry_ids(payload: Mapping[str, Any]) -> list[int]:
    """The entries a waiting correction speaks of."""
    return [*payload["strike"], *(stored[0] for stored in payload["write"])]


def amend_from_json(club_id: int, payload: Mapping[str, Any], held: Mapping[int, Entry]) -> AmendBook | None:
    """The correction that waits; None for plain entries."""
    if not entry_ids(payload):
        return None
    strike = tuple(held[entry_id] for entry_id in payload["strike"])
    write = tuple(_rewrite_from_json(stored, held) for stored in payload["write"])
    dated = date.fromisoformat(payload["dated"]) if payload["dated"] else None
    return AmendBook(club_id, strike, write, dated)
