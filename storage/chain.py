"""The hash chain of each club's fund: what of an entry is sealed, and how.

Texts and photos enter as a salted digest, so that erasing a person's words keeps the chain whole and
nobody can guess a blanked name by trying names.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from storage.vietnam_days import VIETNAM

_CANONICAL = json.JSONEncoder(separators=(",", ":"))
_SEALED = (
    "club_id",
    "fund",
    "seq",
    "kind",
    "effect_kind",
    "receipt_side",
    "receipt_year",
    "receipt_number",
    "category",
    "recorded_by",
    "member_id",
    "loan_id",
    "reverses_id",
    "talk_id",
    "round",
    "line",
    "previous_hash",
    "text_digest",
)


def entry_hash(entry: Mapping[str, Any], lines: Iterable[tuple[str, int]]) -> str:
    """SHA-256, in hex, over the JSON list of a stored entry's values and its (place, amount) lines.

    The order of the values is part of the format: books already written hold to it.
    """
    recorded_at = entry["recorded_at"].astimezone(UTC).isoformat(timespec="microseconds")
    sealed = [entry[name] for name in _SEALED]
    sealed += [entry["occurred_on"].isoformat(), recorded_at]
    sealed += [[str(place), amount] for place, amount in sorted(lines)]
    return _sha256(_CANONICAL.encode(sealed))


def text_digest(salt: str, party: str, note: str, photo: str) -> str:
    """SHA-256, in hex, of the erasable texts behind their salt."""
    return _sha256(_CANONICAL.encode([salt, party, note, photo]))


def receipt_year(recorded_at: datetime) -> int:
    """Receipts are numbered by the year they were written in, in Vietnam: paper books start anew then."""
    return recorded_at.astimezone(VIETNAM).year


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8")).hexdigest()
